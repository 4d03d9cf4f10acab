"""From what a form says to what the domain takes, and back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.money import to_type, typed
from foodapp.menu.choices import GroupDraft, ModifierDraft
from foodapp.menu.editing import ItemDraft, VariationDraft
from foodapp.menu.models import ALLERGENS, DIETS
from foodapp.menu.shelf import ModifierFacts
from foodapp.restaurants.taxes import TaxClass
from restaurant.state import id_of


@dataclass
class SizeRow:
    n: int  # its place in the form: name-<n>, price-<n>
    id: str = ""  # empty: a new one
    name: str = ""
    price: str = ""


@dataclass
class ChoiceRow:
    n: int
    id: str = ""
    name: str = ""
    price: str = ""
    allergens: str = ""  # "milk, nuts"
    is_available: bool = True


def size_rows(variations: list[VariationDraft], currency: str) -> list[SizeRow]:
    return [
        SizeRow(n, str(one.id), one.name, to_type(one.price_minor, currency))
        for n, one in enumerate(variations)
    ]


def choice_rows(modifiers: list[ModifierFacts], currency: str) -> list[ChoiceRow]:
    return [
        ChoiceRow(
            n,
            one.id,
            one.name,
            to_type(one.price_minor, currency),
            ", ".join(one.allergens),
            one.is_available,
        )
        for n, one in enumerate(modifiers)
    ]


def item_draft(form: dict[str, Any], sizes: list[SizeRow], currency: str) -> ItemDraft:
    """A dish with sizes has their prices; its own is that of the first."""
    variations = [
        VariationDraft(
            _text(form, f"name-{row.n}"),
            typed(_text(form, f"price-{row.n}"), currency, "A size's price"),
            UUID(row.id) if row.id else None,
        )
        for row in sizes
    ]
    price = variations[0].price_minor if variations else typed(_text(form, "price"), currency)
    return ItemDraft(
        category_id=id_of(_text(form, "category")),
        name=_text(form, "name"),
        price_minor=price,
        description=_text(form, "description"),
        emoji=_text(form, "emoji"),
        allergens=[one for one in ALLERGENS if form.get(f"allergen-{one}")],
        diets=[one for one in DIETS if form.get(f"diet-{one}")],
        is_popular=bool(form.get("popular")),
        tax_class=_tax_class(form),
        variations=variations,
        group_ids=[
            id_of(name.removeprefix("group-"))
            for name, value in form.items()
            if name.startswith("group-") and value
        ],
    )


def portions_of(form: dict[str, Any]) -> int | None:
    """None: not counted."""
    text = _text(form, "stock").strip()
    if not text:
        return None
    return _whole(text, "The number of portions")


def group_draft(form: dict[str, Any], rows: list[ChoiceRow], currency: str) -> GroupDraft:
    return GroupDraft(
        name=_text(form, "name"),
        min_choices=_whole(_text(form, "least"), "The least number"),
        max_choices=_whole(_text(form, "most"), "The most"),
        modifiers=[
            ModifierDraft(
                _text(form, f"name-{row.n}"),
                typed(_text(form, f"price-{row.n}") or "0", currency),
                _allergens(_text(form, f"allergens-{row.n}")),
                bool(form.get(f"available-{row.n}")),
                UUID(row.id) if row.id else None,
            )
            for row in rows
        ],
    )


def _allergens(text: str) -> list[str]:
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    if unknown := [word for word in words if word not in ALLERGENS]:
        raise DomainError(f"{unknown[0][:30]} is none of the allergens: {', '.join(ALLERGENS)}.")
    return words


def _tax_class(form: dict[str, Any]) -> TaxClass | None:
    chosen = _text(form, "tax")
    if chosen and chosen not in set(TaxClass):
        raise Unusable("The tax class")
    return TaxClass(chosen) if chosen else None


def _text(form: dict[str, Any], name: str) -> str:
    return str(form.get(name) or "")


def _whole(text: str, what: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 6):
        raise Unusable(what)
    return int(plain)
