"""The menu as customers read it, through a cache in Valkey that is dropped on change.

The cache holds facts (stock, sold_out_until), never verdicts: whether an item can be had now is
worked out at reading. An order is placed at what `read` finds in the database (orders.placing).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any
from uuid import UUID

import redis
import structlog
from pydantic import BaseModel
from sqlalchemy import ColumnElement, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.json_rows import json_list, json_object
from foodapp.kit.valkey import after_commit, cache, many, valkey
from foodapp.menu.allergens import Declared, State, combined, reachable
from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.restaurants import freshness

log = structlog.get_logger(__name__)
KEPT_S = 600  # also heals a drop that was lost with Valkey
MAX_ITEMS = 1_000


class VariationCard(BaseModel):
    id: str
    name: str
    price_minor: int
    allergens: list[str]
    traces: list[str]
    free_of: list[str]
    diets: list[str] | None
    sold_out_until: datetime | None

    @property
    def is_available(self) -> bool:
        return not is_away(self.sold_out_until)


class ModifierCard(BaseModel):
    id: str
    name: str
    price_minor: int
    allergens: list[str]
    traces: list[str]
    free_of: list[str]
    removes: list[str]
    diets: list[str]
    is_offered: bool
    sold_out_until: datetime | None

    @property
    def is_available(self) -> bool:
        return self.is_offered and not is_away(self.sold_out_until)


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
    illustration: str | None
    illustration_chosen: str | None
    allergens: list[str]
    traces: list[str]
    free_of: list[str]
    diets: list[str]
    is_popular: bool
    tax_class: str
    stock: int | None
    sold_out_until: datetime | None
    variations: list[VariationCard]
    groups: list[ModifierGroupCard]

    @property
    def is_available(self) -> bool:
        return self.stock != 0 and not is_away(self.sold_out_until) and self._can_be_chosen

    @property
    def _can_be_chosen(self) -> bool:
        """A size is left, and enough of every choice that has to be made."""
        has_size = not self.variations or any(one.is_available for one in self.variations)
        return has_size and all(
            sum(one.is_available for one in group.modifiers) >= group.min_choices
            for group in self.groups
        )

    @property
    def from_minor(self) -> int:
        """The least it costs: the cheapest variation, or the item itself."""
        prices = [variation.price_minor for variation in self.variations]
        return min(prices) if prices else self.price_minor

    def back_at(self) -> list[datetime]:
        """When it, one of its sizes or one of its options is on sale again."""
        sizes = [one.sold_out_until for one in self.variations]
        options = [one.sold_out_until for group in self.groups for one in group.modifiers]
        return [at for at in (self.sold_out_until, *sizes, *options) if at is not None]

    def declared(self, variation_id: str = "", modifier_ids: Sequence[str] = ()) -> Declared:
        """What is stated of it as it is chosen."""
        size = next((one for one in self.variations if one.id == variation_id), None)
        options = [one for group in self.groups for one in group.modifiers]
        return combined(self, size, [one for one in options if one.id in modifier_ids])

    def usually(self) -> Declared:
        """As it comes when nobody chooses: its first size, and the first of what must be chosen."""
        sizes = [one.id for one in self.variations if one.is_available]
        options = [
            one.id
            for group in self.groups
            for one in [one for one in group.modifiers if one.is_available][: group.min_choices]
        ]
        return self.declared(sizes[0] if sizes else "", options)

    def reach(self, allergen: str) -> tuple[State, State]:
        """(best, worst) it can be for this allergen, by what has to be chosen."""
        needed = [
            (group.min_choices, [one for one in group.modifiers if one.is_available])
            for group in self.groups
            if group.min_choices
        ]
        sizes = [one for one in self.variations if one.is_available]
        return reachable(allergen, self, sizes, needed)


def is_away(until: datetime | None) -> bool:
    return until is not None and until > clock.now()


class CategoryCard(BaseModel):
    id: str
    name: str
    items: list[ItemCard]


class Menu(BaseModel):
    restaurant_id: str
    categories: list[CategoryCard]

    def items(self) -> list[ItemCard]:
        return [item for category in self.categories for item in category.items]


def shape(of: type[BaseModel]) -> str:
    """What tells two shapes apart: a program of yesterday reads nothing that today's has written,
    and the other way round."""
    return sha256(json.dumps(of.model_json_schema(), sort_keys=True).encode()).hexdigest()[:8]


SHAPE = shape(Menu)


def menu_of(session: ReadSession, restaurant_id: UUID) -> Menu:
    """The restaurant's menu, from the cache or, when Valkey has none or is gone, the database."""
    return menus_of(session, [restaurant_id])[restaurant_id]


def menus_of(session: ReadSession, restaurant_ids: Sequence[UUID]) -> dict[UUID, Menu]:
    """Of several: one look at the cache, and one at the database for those that it has not."""
    try:
        keys = _keys(restaurant_ids)  # before the database is read: see _drop
        found = _cached(keys)
    except redis.RedisError:
        log.warning("menu_cache_unreachable")
        return read_many(session, restaurant_ids)
    missing = [one for one in restaurant_ids if one not in found]
    if missing:
        fresh = read_many(session, missing)
        _keep({keys[one]: menu for one, menu in fresh.items()})
        found |= fresh
    return found


def _cached(keys: dict[UUID, str]) -> dict[UUID, Menu]:
    kept = zip(keys, many(cache(), keys.values()), strict=True)
    return {one: Menu.model_validate_json(text) for one, text in kept if text}


def _keep(menus: dict[str, Menu]) -> None:
    try:
        with cache().pipeline(transaction=False) as pipeline:
            for key, menu in menus.items():
                pipeline.set(key, menu.model_dump_json(), ex=KEPT_S)
            pipeline.execute()
    except redis.RedisError:
        log.warning("menu_cache_unreachable")


def drop(session: Session, restaurant_id: UUID) -> None:
    """Forget the cached menu once this transaction has committed."""
    after_commit(session, lambda pipeline: _drop(restaurant_id, pipeline))


def _drop(restaurant_id: UUID, by: "redis.Redis | None" = None) -> None:
    """Turn to a new key, so that a reader who read the old rows cannot store them under it."""
    told = valkey() if by is None else by
    told.incr(version_key(restaurant_id))
    told.incr(freshness.LISTS)


def _keys(restaurant_ids: Sequence[UUID]) -> dict[UUID, str]:
    versions = many(valkey(), map(version_key, restaurant_ids))
    each = zip(restaurant_ids, versions, strict=True)
    return {one: f"menu:{SHAPE}:{one}:{version or 0}" for one, version in each}


def version_key(restaurant_id: UUID) -> str:
    return f"menu:version:{restaurant_id}"


def read(session: ReadSession, restaurant_id: UUID) -> Menu:
    """The menu as the database has it now."""
    return read_many(session, [restaurant_id])[restaurant_id]


def read_many(session: ReadSession, restaurant_ids: Sequence[UUID]) -> dict[UUID, Menu]:
    """The same of several; a category without dishes is not shown."""
    most = MAX_ITEMS * len(restaurant_ids)
    rows = session.execute(_CARDS, {"restaurant_ids": list(restaurant_ids), "most": most})
    menus = {one: Menu(restaurant_id=str(one), categories=[]) for one in restaurant_ids}
    for (where, category_id, name), dishes in groupby(rows, key=lambda row: tuple(row[:3])):
        items = [ItemCard.model_validate(row[3]) for row in dishes]
        menus[where].categories.append(CategoryCard(id=str(category_id), name=name, items=items))
    return menus


_VARIATIONS = (
    sa_select(
        json_list(
            json_object(
                **{name: col(getattr(Variation, name)) for name in VariationCard.model_fields}
            ),
            col(Variation.position),
            col(Variation.price_minor),
        )
    )
    .where(col(Variation.item_id) == Item.id)
    .correlate(Item)
    .scalar_subquery()
)
_MODIFIERS = (
    sa_select(
        json_list(
            json_object(
                is_offered=col(Modifier.is_available),
                **{
                    name: col(getattr(Modifier, name))
                    for name in ModifierCard.model_fields
                    if name != "is_offered"
                },
            ),
            col(Modifier.position),
            col(Modifier.name),
        )
    )
    .where(col(Modifier.group_id) == ModifierGroup.id)
    .correlate(ModifierGroup)
    .scalar_subquery()
)
_GROUPS = (
    sa_select(
        json_list(
            json_object(
                id=col(ModifierGroup.id),
                name=col(ModifierGroup.name),
                min_choices=col(ModifierGroup.min_choices),
                max_choices=col(ModifierGroup.max_choices),
                modifiers=_MODIFIERS,
            ),
            col(ItemModifierGroup.position),
            col(ModifierGroup.name),
        )
    )
    .select_from(ItemModifierGroup)
    .join(ModifierGroup, col(ModifierGroup.id) == ItemModifierGroup.group_id)
    .where(col(ItemModifierGroup.item_id) == Item.id)
    .correlate(Item)
    .scalar_subquery()
)
_PARTS: dict[str, ColumnElement[Any]] = {"variations": _VARIATIONS, "groups": _GROUPS}
# The JSON of a whole ItemCard, as a column over menu_items.
CARD = json_object(
    **{
        name: _PARTS[name] if name in _PARTS else col(getattr(Item, name))
        for name in ItemCard.model_fields
    }
)
ON_THE_MENU = col(Item.archived_at).is_(None)
_CARDS = (
    sa_select(col(Category.restaurant_id), col(Category.id), col(Category.name), CARD)
    .select_from(Item)
    .join(Category, col(Item.category_id) == Category.id)
    .where(
        col(Category.restaurant_id).in_(bindparam("restaurant_ids", expanding=True)), ON_THE_MENU
    )
    .order_by(
        col(Category.restaurant_id),
        col(Category.position),
        col(Category.name),
        col(Category.id),
        col(Item.position),
        col(Item.name),
    )
    .limit(bindparam("most"))
)
