"""A believable menu for a restaurant that has not written its own: by its cuisine.

The dishes stand in starter_dishes/. The owner edits or removes them like any other.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from foodapp.menu import illustrating
from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.menu.starter_dishes import DISHES, DRINKS, GROUPS, Dish, Group
from foodapp.menu.starter_dishes.table import keeps, rest
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.price_levels import local_minor
from foodapp.restaurants.taxes import TaxClass

FALLBACK = "international"
TABLES = (Category, ModifierGroup, Item, Modifier, Variation, ItemModifierGroup)  # as keys need it
MAX_FAMILIES = 2  # a place with five cuisines still has one readable menu

# Which family of dishes a cuisine starts with.
FAMILY = {
    "pizza": "italian", "italian": "italian", "pasta": "italian",
    "burger": "burger", "american": "burger", "barbecue": "burger", "steak_house": "burger",
    "chicken": "burger", "bar_food": "bar",
    "kebab": "kebab", "turkish": "kebab", "lebanese": "kebab", "persian": "kebab",
    "moroccan": "kebab", "greek": "greek",
    "indian": "indian", "thai": "thai", "vietnamese": "asian", "chinese": "asian",
    "asian": "asian", "korean": "asian", "soup": "asian", "japanese": "sushi", "sushi": "sushi",
    "fish": "sushi", "mexican": "mexican", "spanish": "mexican", "portuguese": "mexican",
    "regional": "regional", "german": "regional", "austrian": "regional", "french": "regional",
    "crepe": "cafe", "coffee_shop": "cafe", "cake": "cafe", "breakfast": "cafe",
    "sandwich": "cafe", "ice_cream": "ice_cream", "salad": "bowls", "vegan": "bowls",
    "vegetarian": "bowls", "international": FALLBACK,
}  # fmt: skip


@dataclass
class _Writing:
    """What is being written, for one restaurant: rows by table."""

    restaurant: Restaurant
    groups: dict[str, UUID] = field(default_factory=dict)
    rows: defaultdict[type[SQLModel], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, table: type[SQLModel], **values: Any) -> UUID:
        """As plain values: thousands of rows, and an object for each takes ten times as long."""
        row = {"id": uuid4()} | _defaults(table) | values
        self.rows[table].append(row)
        return UUID(str(row["id"]))

    @property
    def is_declared(self) -> bool:
        """Nobody has declared anything for a real place that came out of a map."""
        return self.restaurant.osm_id is None

    def price(self, euro_minor: int) -> int:
        return local_minor(euro_minor, self.restaurant.currency)


@cache
def _defaults(table: type[SQLModel]) -> dict[str, Any]:
    return {
        name: known.get_default(call_default_factory=True)
        for name, known in table.model_fields.items()
        if not known.is_required() and name != "id"
    }


def write_starter_menu(session: Session, restaurant: Restaurant) -> int:
    """Give the restaurant its starter menu; returns the number of items. Does nothing for one
    that has a menu."""
    written = write_starter_menus(session, [restaurant])
    illustrating.renew(session, restaurant.id)
    return written


def write_starter_menus(session: Session, restaurants: Sequence[Restaurant]) -> int:
    """The same for many, in a round trip a table."""
    ids = [restaurant.id for restaurant in restaurants]
    has_menu = select(Category.restaurant_id).where(col(Category.restaurant_id).in_(ids))
    served = set(session.exec(has_menu))
    written = [_written(one) for one in restaurants if one.id not in served]
    for table in TABLES:
        if rows := [row for writing in written for row in writing.rows[table]]:
            session.execute(insert(table), rows)
    return sum(len(writing.rows[Item]) for writing in written)


def _written(restaurant: Restaurant) -> _Writing:
    dishes = [*dishes_for(restaurant.cuisines), *DRINKS]
    writing = _Writing(restaurant)
    categories = _write_categories(writing, dishes)
    for position, dish in enumerate(dishes):
        _write_item(writing, categories[dish.category], dish, position)
    return writing


def dishes_for(cuisines: Sequence[str]) -> list[Dish]:
    """The dishes of the first families that the cuisines name, each dish once."""
    families = list(dict.fromkeys(FAMILY[key] for key in cuisines if key in FAMILY))
    chosen = families[:MAX_FAMILIES] or [FALLBACK]
    by_name = {dish.name: dish for family in reversed(chosen) for dish in DISHES[family]}
    order = [dish.name for family in chosen for dish in DISHES[family]]
    return [by_name[name] for name in dict.fromkeys(order)]


def _write_categories(writing: _Writing, dishes: list[Dish]) -> dict[str, UUID]:
    here = writing.restaurant.id
    return {
        name: writing.add(Category, restaurant_id=here, name=name, position=position)
        for position, name in enumerate(dict.fromkeys(dish.category for dish in dishes))
    }


def _write_item(writing: _Writing, category_id: UUID, dish: Dish, position: int) -> None:
    item_id = writing.add(
        Item,
        restaurant_id=writing.restaurant.id,
        category_id=category_id,
        name=dish.name,
        description=dish.description,
        price_minor=writing.price(dish.euro_minor),
        position=position,
        allergens=list(dish.allergens) if writing.is_declared else [],
        free_of=rest(dish.allergens) if writing.is_declared else [],
        diets=list(dish.diets) if writing.is_declared else [],
        is_popular=dish.is_popular,
        tax_class=TaxClass.DRINK if dish.category == "Drinks" else TaxClass.FOOD,
    )
    for place, (name, euro_minor) in enumerate(dish.sizes):
        price_minor = writing.price(euro_minor)
        writing.add(Variation, item_id=item_id, name=name, price_minor=price_minor, position=place)
    for place, key in enumerate(dish.groups):
        group_id = writing.groups.get(key) or _write_group(writing, key, GROUPS[key])
        writing.rows[ItemModifierGroup].append(
            {"item_id": item_id, "group_id": group_id, "position": place}
        )


def _write_group(writing: _Writing, key: str, group: Group) -> UUID:
    group_id = writing.groups[key] = writing.add(
        ModifierGroup,
        restaurant_id=writing.restaurant.id,
        name=group.name,
        min_choices=group.at_least,
        max_choices=group.at_most,
    )
    for position, (name, euro_minor, has) in enumerate(group.choices):
        allergens = has.split()
        writing.add(
            Modifier,
            group_id=group_id,
            name=name,
            price_minor=writing.price(euro_minor),
            position=position,
            allergens=allergens if writing.is_declared else [],
            free_of=rest(allergens) if writing.is_declared else [],
            diets=_diets(group, name, allergens) if writing.is_declared else [],
        )
    return group_id


def _diets(group: Group, name: str, allergens: list[str]) -> list[str]:
    return keeps(allergens, "meat" if name in group.meat else "")
