"""A basket: what somebody has chosen so far, before it is an order."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment, tags


class Basket(SQLModel, table=True):
    """What a person has chosen so far: one basket a person, one restaurant a basket."""

    __tablename__ = "baskets"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (visitor_hash IS NULL)", name="one_owner"),
        CheckConstraint("tip_minor >= 0", name="tip_not_negative"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID | None = Field(
        default=None, foreign_key="users.id", unique=True, ondelete="CASCADE"
    )
    visitor_hash: str | None = Field(default=None, unique=True)
    restaurant_id: UUID | None = Field(
        default=None, foreign_key="restaurants.id", index=True, ondelete="SET NULL"
    )
    fulfilment: Fulfilment = Field(default=Fulfilment.DELIVERY, sa_type=text_enum(Fulfilment))
    street: str = Field(default="", max_length=120)
    postcode: str = Field(default="", max_length=16)
    city: str = Field(default="", max_length=80)
    address_note: str = Field(default="", max_length=200)
    lat: float | None = None
    lng: float | None = None
    town: str = Field(
        default="", max_length=32, sa_column_kwargs={"server_default": ""}
    )  # while there is no address: see discovery.towns
    requested_for: datetime | None = Field(default=None, sa_type=UTC)  # None: now
    tip_minor: int = 0
    pay_by: PayBy = Field(default=PayBy.CARD, sa_type=text_enum(PayBy))
    use_credit: bool = False  # as much store credit as there is, the rest by card
    note: str = Field(default="", max_length=200)  # for the kitchen
    promo_code: str = Field(default="", max_length=24)  # as typed, tidied; judged with each price
    # Allergens that a guest avoids, until they sign in; see orders.eating.
    avoids: list[str] = Field(default_factory=list, sa_column=tags())
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class BasketLine(SQLModel, table=True):
    __tablename__ = "basket_lines"
    __table_args__ = (CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity_sane"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    basket_id: UUID = Field(foreign_key="baskets.id", index=True, ondelete="CASCADE")
    item_id: UUID = Field(foreign_key="menu_items.id", ondelete="CASCADE")
    variation_id: UUID | None = Field(
        default=None, foreign_key="menu_variations.id", ondelete="CASCADE"
    )
    modifier_ids: list[str] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )
    quantity: int = 1
    note: str = Field(default="", max_length=140)
    added_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
