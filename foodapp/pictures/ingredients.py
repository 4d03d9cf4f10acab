"""What can be seen in a dish, and what follows from it: ingredients.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# EU Regulation 1169/2011, annex II; a test holds it to menu.models, which stands above.
ALLERGENS = frozenset(
    (
        "gluten", "crustaceans", "eggs", "fish", "peanuts", "soy", "milk", "nuts", "celery",
        "mustard", "sesame", "sulphites", "lupin", "molluscs",
    )
)  # fmt: skip
KINDS = frozenset(
    ("plant", "meat", "pork", "fish", "shellfish", "dairy", "egg", "honey", "alcohol")
)
# What a diet rules out of sight. Halal and kosher kitchens have their own beef: the eye cannot
# tell it, only pork, shellfish and drink.
RULED_OUT = {
    "vegan": frozenset({"meat", "pork", "fish", "shellfish", "dairy", "egg", "honey"}),
    "vegetarian": frozenset({"meat", "pork", "fish", "shellfish"}),
    "halal": frozenset({"pork", "alcohol"}),
    "kosher": frozenset({"pork", "shellfish"}),
    "gluten_free": frozenset({"gluten"}),
    "lactose_free": frozenset({"dairy", "milk"}),
}
FILE = Path(__file__).with_name("ingredients.toml")


class UnknownIngredient(ValueError):
    """A picture's `seen` names what ingredients.toml does not have."""


@dataclass(frozen=True)
class Ingredient:
    name: str
    kinds: frozenset[str]
    allergens: frozenset[str]


@cache
def ingredients() -> dict[str, Ingredient]:
    return {
        name: _read(name, text)
        for name, text in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
    }


def _read(name: str, text: str) -> Ingredient:
    words = frozenset(text.split())
    if words - KINDS - ALLERGENS or not words & KINDS:
        raise ValueError(f"{name}: {text!r} says not what it is, or what nobody knows")
    return Ingredient(name, words & KINDS, words & ALLERGENS)


def holds(seen: Iterable[str]) -> frozenset[str]:
    """Every kind and allergen in these ingredients together."""
    known = ingredients()
    found: set[str] = set()
    for name in seen:
        if name not in known:
            raise UnknownIngredient(name)
        found |= known[name].kinds | known[name].allergens
    return frozenset(found)


def diets_of(holding: frozenset[str]) -> list[str]:
    """The diets that such a dish may be shown for."""
    return [diet for diet, out in RULED_OUT.items() if not holding & out]
