"""Dishes by family of cuisine, prices in euro cents."""

from foodapp.menu.starter_dishes import east, home, south, west
from foodapp.menu.starter_dishes.groups import GROUPS
from foodapp.menu.starter_dishes.table import Dish, Group, dishes

DRINKS = dishes("""
== Drinks
Sparkling water | 0.5 l, from the region | 2.90 | | vegan
Apple spritzer | Cloudy apple juice with sparkling water, 0.5 l | 3.50 | | vegan
Cola | 0.33 l, also without sugar | 3.20 | | vegan | cola
Iced tea with lemon | Home-made, not too sweet, 0.4 l | 3.60 | | vegan
""")

DISHES: dict[str, list[Dish]] = {
    **{name: dishes(text) for name, text in south.FAMILIES.items()},
    **{name: dishes(text) for name, text in west.FAMILIES.items()},
    **{name: dishes(text) for name, text in east.FAMILIES.items()},
    **{name: dishes(text) for name, text in home.FAMILIES.items()},
}

__all__ = ["DISHES", "DRINKS", "GROUPS", "Dish", "Group"]
