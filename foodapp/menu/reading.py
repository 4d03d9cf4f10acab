"""The menu as customers read it, through a cache in Valkey that is dropped on change.

The cache holds facts (stock, sold_out_until), never verdicts: whether an item can be had now is
worked out at reading. An order is placed at what `read` finds in the database (orders.placing).
"""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

import redis
import structlog
from pydantic import BaseModel
from sqlmodel import Session, col, select

from foodapp.kit import clock, db
from foodapp.kit.valkey import valkey
from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)

log = structlog.get_logger(__name__)
KEPT_S = 600  # also heals a drop that was lost with Valkey
MAX_ITEMS = 1_000


class VariationCard(BaseModel):
    id: str
    name: str
    price_minor: int


class ModifierCard(BaseModel):
    id: str
    name: str
    price_minor: int
    allergens: list[str]
    is_available: bool


class ModifierGroupCard(BaseModel):
    id: str
    name: str
    min_choices: int
    max_choices: int
    modifiers: list[ModifierCard]


class ItemCard(BaseModel):
    id: str
    category_id: str
    name: str
    description: str
    price_minor: int
    picture: str
    emoji: str
    allergens: list[str]
    diets: list[str]
    is_popular: bool
    tax_class: str
    stock: int | None
    sold_out_until: datetime | None
    variations: list[VariationCard]
    groups: list[ModifierGroupCard]

    @property
    def is_available(self) -> bool:
        return self.stock != 0 and not (self.sold_out_until and self.sold_out_until > clock.now())

    @property
    def from_minor(self) -> int:
        """The least it costs: the cheapest variation, or the item itself."""
        prices = [variation.price_minor for variation in self.variations]
        return min(prices) if prices else self.price_minor


class CategoryCard(BaseModel):
    id: str
    name: str
    items: list[ItemCard]


class Menu(BaseModel):
    restaurant_id: str
    categories: list[CategoryCard]

    def items(self) -> list[ItemCard]:
        return [item for category in self.categories for item in category.items]


def menu_of(session: Session, restaurant_id: UUID) -> Menu:
    """The restaurant's menu, from the cache or, when Valkey has none or is gone, the database."""
    try:
        key = _key(restaurant_id)  # before the database is read: see _drop
        if cached := valkey().get(key):
            return Menu.model_validate_json(str(cached))
    except redis.RedisError:
        log.warning("menu_cache_unreachable")
        return read(session, restaurant_id)
    menu = read(session, restaurant_id)
    try:
        valkey().set(key, menu.model_dump_json(), ex=KEPT_S)
    except redis.RedisError:
        log.warning("menu_cache_unreachable")
    return menu


def drop(session: Session, restaurant_id: UUID) -> None:
    """Forget the cached menu once this transaction has committed."""
    db.after_commit(session, lambda: _drop(restaurant_id))


def _drop(restaurant_id: UUID) -> None:
    """Turn to a new key, so that a reader who read the old rows cannot store them under it."""
    try:
        valkey().incr(_version_key(restaurant_id))
    except redis.RedisError:
        log.warning("menu_cache_unreachable")


def _key(restaurant_id: UUID) -> str:
    version = valkey().get(_version_key(restaurant_id)) or 0
    return f"menu:2:{restaurant_id}:{version}"  # 2: the shape of Menu; raise it when it changes


def _version_key(restaurant_id: UUID) -> str:
    return f"menu:version:{restaurant_id}"


def read(session: Session, restaurant_id: UUID) -> Menu:
    """The menu as the database has it now."""
    categories = session.exec(
        select(Category)
        .where(Category.restaurant_id == restaurant_id)
        .order_by(col(Category.position), col(Category.name))
    ).all()
    items = session.exec(
        select(Item)
        .where(Item.restaurant_id == restaurant_id, col(Item.archived_at).is_(None))
        .order_by(col(Item.position), col(Item.name))
        .limit(MAX_ITEMS)
    ).all()
    ids = [item.id for item in items]
    variations = _variations(session, ids)
    groups = _groups(session, ids)
    by_category: dict[UUID, list[ItemCard]] = defaultdict(list)
    for item in items:
        by_category[item.category_id].append(_item_card(item, variations[item.id], groups[item.id]))
    return Menu(
        restaurant_id=str(restaurant_id),
        categories=[
            CategoryCard(id=str(category.id), name=category.name, items=by_category[category.id])
            for category in categories
            if by_category[category.id]
        ],
    )


def _item_card(
    item: Item, variations: list[VariationCard], groups: list[ModifierGroupCard]
) -> ItemCard:
    return ItemCard(
        id=str(item.id),
        category_id=str(item.category_id),
        name=item.name,
        description=item.description,
        price_minor=item.price_minor,
        picture=item.picture,
        emoji=item.emoji,
        allergens=item.allergens,
        diets=item.diets,
        is_popular=item.is_popular,
        tax_class=item.tax_class,
        stock=item.stock,
        sold_out_until=item.sold_out_until,
        variations=variations,
        groups=groups,
    )


def _variations(session: Session, item_ids: list[UUID]) -> dict[UUID, list[VariationCard]]:
    found: dict[UUID, list[VariationCard]] = defaultdict(list)
    for row in session.exec(
        select(Variation)
        .where(col(Variation.item_id).in_(item_ids))
        .order_by(col(Variation.position), col(Variation.price_minor))
    ):
        found[row.item_id].append(
            VariationCard(id=str(row.id), name=row.name, price_minor=row.price_minor)
        )
    return found


def _groups(session: Session, item_ids: list[UUID]) -> dict[UUID, list[ModifierGroupCard]]:
    links = session.exec(
        select(ItemModifierGroup, ModifierGroup)
        .join(ModifierGroup, col(ModifierGroup.id) == ItemModifierGroup.group_id)
        .where(col(ItemModifierGroup.item_id).in_(item_ids))
        .order_by(col(ItemModifierGroup.position), col(ModifierGroup.name))
    ).all()
    modifiers: dict[UUID, list[ModifierCard]] = defaultdict(list)
    for row in session.exec(
        select(Modifier)
        .where(col(Modifier.group_id).in_({group.id for _, group in links}))
        .order_by(col(Modifier.position), col(Modifier.name))
    ):
        modifiers[row.group_id].append(
            ModifierCard(
                id=str(row.id),
                name=row.name,
                price_minor=row.price_minor,
                allergens=row.allergens,
                is_available=row.is_available,
            )
        )
    found: dict[UUID, list[ModifierGroupCard]] = defaultdict(list)
    for link, group in links:
        found[link.item_id].append(
            ModifierGroupCard(
                id=str(group.id),
                name=group.name,
                min_choices=group.min_choices,
                max_choices=group.max_choices,
                modifiers=modifiers[group.id],
            )
        )
    return found
