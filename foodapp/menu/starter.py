"""A believable menu for a restaurant that has not written its own: by its cuisine.

The dishes stand in starter_dishes/. The owner edits or removes them like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, SQLModel, select

from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.menu.starter_dishes import DISHES, DRINKS, GROUPS, Dish, Group
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.price_levels import local_minor
from foodapp.restaurants.taxes import TaxClass

FALLBACK = "international"
MOST_FAMILIES = 2  # a place with five cuisines still has one readable menu

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
    """What is being written, for one restaurant: rows in the order of their foreign keys."""

    restaurant: Restaurant
    groups: dict[str, ModifierGroup] = field(default_factory=dict)
    first: list[SQLModel] = field(default_factory=list)  # categories, groups
    second: list[SQLModel] = field(default_factory=list)  # items, modifiers
    third: list[SQLModel] = field(default_factory=list)  # variations, which item has which group

    def price(self, euro_minor: int) -> int:
        return local_minor(euro_minor, self.restaurant.currency)


def write_starter_menu(session: Session, restaurant: Restaurant) -> int:
    """Give the restaurant its starter menu; returns the number of items. Does nothing for one
    that has a menu."""
    has_menu = select(Category.id).where(Category.restaurant_id == restaurant.id).limit(1)
    if session.exec(has_menu).first() is not None:
        return 0
    dishes = [*dishes_for(restaurant.cuisines), *DRINKS]
    writing = _Writing(restaurant)
    categories = _write_categories(writing, dishes)
    for position, dish in enumerate(dishes):
        _write_item(writing, categories[dish.category], dish, position)
    for rows in (writing.first, writing.second, writing.third):
        session.add_all(rows)
        session.flush()  # the next rows point to these
    return len(dishes)


def dishes_for(cuisines: Sequence[str]) -> list[Dish]:
    """The dishes of the first families that the cuisines name, each dish once."""
    families = list(dict.fromkeys(FAMILY[key] for key in cuisines if key in FAMILY))
    chosen = families[:MOST_FAMILIES] or [FALLBACK]
    by_name = {dish.name: dish for family in reversed(chosen) for dish in DISHES[family]}
    order = [dish.name for family in chosen for dish in DISHES[family]]
    return [by_name[name] for name in dict.fromkeys(order)]


def _write_categories(writing: _Writing, dishes: list[Dish]) -> dict[str, Category]:
    names = dict.fromkeys(dish.category for dish in dishes)
    rows = {
        name: Category(restaurant_id=writing.restaurant.id, name=name, position=position)
        for position, name in enumerate(names)
    }
    writing.first += rows.values()
    return rows


def _write_item(writing: _Writing, category: Category, dish: Dish, position: int) -> None:
    item = Item(
        restaurant_id=writing.restaurant.id,
        category_id=category.id,
        name=dish.name,
        description=dish.description,
        price_minor=writing.price(dish.euro_minor),
        position=position,
        emoji=dish.emoji,
        allergens=list(dish.allergens),
        diets=list(dish.diets),
        is_popular=dish.is_popular,
        tax_class=TaxClass.DRINK if dish.category == "Drinks" else TaxClass.FOOD,
    )
    writing.second.append(item)
    for place, (name, euro_minor) in enumerate(dish.sizes):
        price_minor = writing.price(euro_minor)
        writing.third.append(
            Variation(item_id=item.id, name=name, price_minor=price_minor, position=place)
        )
    for place, key in enumerate(dish.groups):
        group = writing.groups.get(key) or _write_group(writing, key, GROUPS[key])
        writing.third.append(ItemModifierGroup(item_id=item.id, group_id=group.id, position=place))


def _write_group(writing: _Writing, key: str, group: Group) -> ModifierGroup:
    row = ModifierGroup(
        restaurant_id=writing.restaurant.id,
        name=group.name,
        min_choices=group.at_least,
        max_choices=group.at_most,
    )
    writing.first.append(row)
    writing.groups[key] = row
    for position, (name, euro_minor, allergens) in enumerate(group.choices):
        writing.second.append(
            Modifier(
                group_id=row.id,
                name=name,
                price_minor=writing.price(euro_minor),
                position=position,
                allergens=allergens.split(),
            )
        )
    return row
