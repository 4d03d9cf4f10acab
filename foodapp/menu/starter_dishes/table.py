"""How the dishes are written down: one line a dish, under the name of its category.

    == Pizza
    Margherita* | Tomato, mozzarella | 9.50 | gluten milk | vegetarian | extras | Large 12.50

Name (a star: popular), description, price in euros, allergens, diets, groups of modifiers,
sizes. What is left off at the end of a line is empty. The first size is the price itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from foodapp.menu.allergens import RULED_OUT
from foodapp.menu.models import ALLERGENS, DIETS


@dataclass(frozen=True)
class Dish:
    category: str
    name: str
    description: str
    euro_minor: int
    allergens: tuple[str, ...]
    diets: tuple[str, ...]
    groups: tuple[str, ...]
    sizes: tuple[tuple[str, int], ...]
    is_popular: bool


@dataclass(frozen=True)
class Group:
    name: str
    at_least: int
    at_most: int
    choices: tuple[tuple[str, int, str], ...]  # name, euro cents, allergens
    meat: tuple[str, ...] = ()  # names of the choices that are


def dishes(text: str) -> list[Dish]:
    found: list[Dish] = []
    category = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("=="):
            category = line.strip("= ")
        else:
            found.append(_dish(category, line))
    return found


def _dish(category: str, line: str) -> Dish:
    fields = [field.strip() for field in line.split("|")] + [""] * 7
    name, description, price, allergens, diets, groups, sizes = fields[:7]
    return Dish(
        category=category,
        name=name.rstrip("*"),
        description=description,
        euro_minor=cents(price),
        allergens=tuple(allergens.split()),
        diets=tuple(diets.split()),
        groups=tuple(groups.split()),
        sizes=_sizes(cents(price), sizes),
        is_popular=name.endswith("*"),
    )


def _sizes(price: int, text: str) -> tuple[tuple[str, int], ...]:
    """`Large 12.50, Family 18.00` -> Regular at the dish's price, then these."""
    if not text:
        return ()
    larger = [part.strip().rsplit(" ", 1) for part in text.split(",")]
    return (("Regular", price), *((name, cents(amount)) for name, amount in larger))


def rest(stated: Sequence[str]) -> list[str]:
    """What a dish with these is free of, where all of it was declared."""
    return [one for one in ALLERGENS if one not in stated]


def keeps(allergens: Sequence[str], meat: str = "") -> list[str]:
    """The diets that a dish keeps with such an option. meat: "meat", "halal meat" or none."""
    lost = {diet for diet, by in RULED_OUT.items() if by & set(allergens)}
    if "milk" in allergens:
        lost.add("lactose_free")
    if meat:
        lost |= {"vegan", "vegetarian", "kosher"} | (set() if "halal" in meat else {"halal"})
    return [diet for diet in DIETS if diet not in lost]


def cents(amount: str) -> int:
    euros, _, minor = amount.partition(".")
    return int(euros) * 100 + int(minor or 0)
