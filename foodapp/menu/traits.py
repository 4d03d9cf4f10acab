"""What a dish is beside its diets: a tick in its editor, a badge on the menu. A new one is a
column, a field of the menu as it is read and as it is edited, and a line here."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Trait:
    asks: str  # beside the tick, for its owner
    badge: str  # for customers


# The column of Item, field of ItemCard and of ItemDraft -> what is said of it.
TRAITS = MappingProxyType({"is_popular": Trait("Show among the favourites", "Popular")})


def of(dish: object) -> list[str]:
    """The names of those that this dish has: a row, a card or a draft."""
    return [name for name in TRAITS if getattr(dish, name)]


def copied(dish: object) -> dict[str, Any]:
    """As the named arguments of a draft or a card."""
    return {name: getattr(dish, name) for name in TRAITS}


def ticked(form: dict[str, Any]) -> dict[str, Any]:
    """The same, of an editor's form."""
    return {name: bool(form.get(name)) for name in TRAITS}


def badges(dish: object) -> list[str]:
    return [TRAITS[name].badge for name in of(dish)]
