"""A written menu as rows."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID

from foodapp.demo.town.bulk import Row
from foodapp.demo.town.content import Choice, Dish, Shop
from foodapp.menu.models import (
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.menu.starter_dishes.table import keeps, rest
from foodapp.restaurants.taxes import TaxClass

Rows = dict[type[Any], list[Row]]


def menu_rows(shop: Shop, restaurant_id: UUID, new_id: Callable[[], UUID]) -> Rows:
    """Every row of a made-up menu, by table, ready to be copied in."""
    rows: Rows = defaultdict(list)
    groups = {
        choice.name: _group(rows, shop, choice, restaurant_id, new_id) for choice in shop.choices
    }
    for place, section in enumerate(shop.sections):
        category_id = new_id()
        rows[Category].append(
            {"id": category_id, "restaurant_id": restaurant_id, "name": section.name}
            | {"position": place}
        )
        for position, dish in enumerate(section.dishes):
            item = _item(shop, dish, restaurant_id, category_id, position) | {
                "id": new_id(),
                "tax_class": _tax_class(section.course, dish),
            }
            rows[Item].append(item)
            _sizes(rows, dish, item["id"], new_id)
            for order, name in enumerate(dish.asks):
                rows[ItemModifierGroup].append(
                    {"item_id": item["id"], "group_id": groups[name], "position": order}
                )
    return rows


def _group(
    rows: Rows, shop: Shop, choice: Choice, restaurant_id: UUID, new_id: Callable[[], UUID]
) -> UUID:
    group_id = new_id()
    rows[ModifierGroup].append(
        {
            "id": group_id,
            "restaurant_id": restaurant_id,
            "name": choice.name,
            "min_choices": choice.least,
            "max_choices": choice.most,
        }
    )
    for position, (name, price_minor, *more) in enumerate(choice.options):
        has, meat = ([str(one) for one in more] + ["", ""])[:2]
        allergens = has.split()
        rows[Modifier].append(
            {
                "id": new_id(),
                "group_id": group_id,
                "name": name,
                "price_minor": price_minor,
                "position": position,
                "allergens": allergens,
                "free_of": rest(allergens) if shop.declares else [],
                "diets": keeps(allergens, meat),
            }
        )
    return group_id


def _item(shop: Shop, dish: Dish, restaurant_id: UUID, category_id: UUID, position: int) -> Row:
    return {
        "restaurant_id": restaurant_id,
        "category_id": category_id,
        "name": dish.name,
        "description": dish.text,
        "price_minor": dish.price,
        "position": position,
        "allergens": dish.has.split(),
        "traces": dish.traces.split(),
        "free_of": rest(f"{dish.has} {dish.traces}".split())
        if shop.declares and dish.declared
        else [],
        "diets": dish.diet.split(),
        "is_popular": dish.popular,
        "stock": dish.stock,
    }


def _tax_class(course: str, dish: Dish) -> TaxClass:
    if dish.is_alcohol:
        return TaxClass.ALCOHOL
    return TaxClass.DRINK if course == "drink" else TaxClass.FOOD


def _sizes(rows: Rows, dish: Dish, item_id: UUID, new_id: Callable[[], UUID]) -> None:
    for position, (name, price_minor, *more) in enumerate(dish.sizes):
        has, diet = ([str(one) for one in more] + ["", ""])[:2]
        rows[Variation].append(
            {"id": new_id(), "item_id": item_id, "name": name, "price_minor": price_minor}
            | {"position": position, "allergens": has.split()}
            | {"diets": diet.split() if diet else None}
        )
