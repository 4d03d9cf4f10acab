"""Categories, items, variations, modifiers."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Float, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from foodapp.kit.columns import UTC

# EU Regulation 1169/2011, annex II, in its order. What `allergens` (contains), `traces` (may
# contain) and `free_of` may hold; what is in none of them is not stated. See menu.allergens.
ALLERGENS = (
    "gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "nuts",
    "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs",
)  # fmt: skip
DIETS = ("vegan", "vegetarian", "halal", "kosher", "gluten_free", "lactose_free")


def _tags() -> Column[list[str]]:
    return Column(ARRAY(Text), nullable=False, server_default="{}")


def _in_one_list_only(table: str) -> CheckConstraint:
    return CheckConstraint(
        "NOT (allergens && traces) AND NOT (allergens && free_of) AND NOT (traces && free_of)",
        name=f"{table}_allergen_in_one_state",
    )


class Category(SQLModel, table=True):
    __tablename__ = "menu_categories"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    restaurant_id: UUID = Field(foreign_key="restaurants.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=80)
    position: int = 0


class Item(SQLModel, table=True):
    __tablename__ = "menu_items"
    __table_args__ = (
        Index(
            "ix_menu_items_search",
            text("searchable(name || ' ' || description) gin_trgm_ops"),
            postgresql_using="gin",
        ),
        Index(
            "ix_menu_items_without_illustration",
            "restaurant_id",
            postgresql_where=text("illustration IS NULL AND archived_at IS NULL"),
        ),
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
        _in_one_list_only("item"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    restaurant_id: UUID = Field(foreign_key="restaurants.id", index=True, ondelete="CASCADE")
    category_id: UUID = Field(foreign_key="menu_categories.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=120)
    description: str = Field(default="", max_length=400)
    price_minor: int  # of the item alone; a variation's price replaces it
    position: int = 0
    picture: str = Field(default="", max_length=200)  # media key
    emoji: str = Field(default="", max_length=60)  # read by nothing any more
    # The made picture until there is a photo: its key in foodapp.pictures; empty: a stand-in is
    # better; None: not worked out yet. It follows from what the dish is, see menu.illustrating.
    illustration: str | None = Field(default=None, max_length=60)
    # What its owner has chosen, kept for ever; empty: none at all; None: left to the platform.
    illustration_chosen: str | None = Field(default=None, max_length=60)
    allergens: list[str] = Field(default_factory=list, sa_column=_tags())
    traces: list[str] = Field(default_factory=list, sa_column=_tags())
    free_of: list[str] = Field(default_factory=list, sa_column=_tags())
    diets: list[str] = Field(default_factory=list, sa_column=_tags())  # with nothing added
    is_popular: bool = False
    tax_class: str = Field(default="food", max_length=16)  # restaurants.taxes.TaxClass
    stock: int | None = None  # counted portions left; None: not counted
    # When the kitchen last said that none is left: portions taken before never come back.
    none_left_at: datetime | None = Field(default=None, sa_type=UTC)
    sold_out_until: datetime | None = Field(default=None, sa_type=UTC)
    archived_at: datetime | None = Field(default=None, sa_type=UTC)


class Variation(SQLModel, table=True):
    """A size or kind of an item; one must be chosen when an item has any."""

    __tablename__ = "menu_variations"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="variation_price_not_negative"),
        _in_one_list_only("variation"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    item_id: UUID = Field(foreign_key="menu_items.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=80)
    price_minor: int
    position: int = 0
    # What it states stands before what its dish states.
    allergens: list[str] = Field(default_factory=list, sa_column=_tags())
    traces: list[str] = Field(default_factory=list, sa_column=_tags())
    free_of: list[str] = Field(default_factory=list, sa_column=_tags())
    diets: list[str] | None = Field(default=None, sa_column=Column(ARRAY(Text)))  # None: the dish's
    sold_out_until: datetime | None = Field(default=None, sa_type=UTC)


class ModifierGroup(SQLModel, table=True):
    """A choice to make with an item: at least min_choices, at most max_choices."""

    __tablename__ = "modifier_groups"
    __table_args__ = (
        CheckConstraint("min_choices >= 0 AND max_choices >= 1", name="choices_positive"),
        CheckConstraint("min_choices <= max_choices", name="choices_in_order"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    restaurant_id: UUID = Field(foreign_key="restaurants.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=80)
    min_choices: int = 0
    max_choices: int = 1


class Modifier(SQLModel, table=True):
    __tablename__ = "modifiers"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="modifier_price_not_negative"),
        _in_one_list_only("modifier"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    group_id: UUID = Field(foreign_key="modifier_groups.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=80)
    price_minor: int = 0
    position: int = 0
    allergens: list[str] = Field(default_factory=list, sa_column=_tags())
    traces: list[str] = Field(default_factory=list, sa_column=_tags())
    free_of: list[str] = Field(default_factory=list, sa_column=_tags())
    # With it, what its dish contains is out of it ("gluten-free base", "without nuts").
    removes: list[str] = Field(default_factory=list, sa_column=_tags())
    diets: list[str] = Field(default_factory=list, sa_column=_tags())  # the dish keeps with it
    is_available: bool = True
    sold_out_until: datetime | None = Field(default=None, sa_type=UTC)


class ItemModifierGroup(SQLModel, table=True):
    __tablename__ = "item_modifier_groups"

    item_id: UUID = Field(foreign_key="menu_items.id", primary_key=True, ondelete="CASCADE")
    group_id: UUID = Field(
        foreign_key="modifier_groups.id", primary_key=True, index=True, ondelete="CASCADE"
    )
    position: int = 0


class Photo(SQLModel, table=True):
    """One photo of a dish, or (item_id None) of the restaurant. The first of each by position is
    what Item.picture and Restaurant.picture name."""

    __tablename__ = "photos"
    __table_args__ = (
        CheckConstraint(
            "focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100", name="photo_focus"
        ),
        Index("ix_photos_of", "restaurant_id", "item_id", "position"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    restaurant_id: UUID = Field(foreign_key="restaurants.id", ondelete="CASCADE")
    item_id: UUID | None = Field(
        default=None, foreign_key="menu_items.id", index=True, ondelete="CASCADE"
    )
    position: int = 0
    key: str = Field(max_length=32)  # of kit.media
    focus_x: int = 50  # where to look when a frame cannot show all of it: percent from the left
    focus_y: int = 50  # and from the top
    proposed_brightness: float = 1.0  # kit.imaging.brightness_for
    # kit.imaging.Retouch, as it was made from what came
    crop: list[float] = Field(
        default_factory=lambda: [0.0, 0.0, 1.0, 1.0],
        sa_column=Column(ARRAY(Float), nullable=False, server_default="{0,0,1,1}"),
    )
    turn_deg: float = 0.0
    brightness: float = 1.0
