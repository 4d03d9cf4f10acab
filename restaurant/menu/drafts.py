"""From what a form says to what the domain takes, and back."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.money import to_type, typed
from foodapp.kit.words import Words, t
from foodapp.menu.choices import GroupDraft, ModifierDraft
from foodapp.menu.editing import ItemDraft, VariationDraft
from foodapp.menu.models import ALLERGENS, DIETS
from foodapp.menu.traits import ticked
from foodapp.restaurants.taxes import TaxClass
from foodapp.views.restaurant.menu import ModifierFacts
from restaurant.state import id_of


@dataclass
class SizeRow:
    n: int  # its place in the form: name-<n>, price-<n>
    id: str = ""  # empty: a new one
    name: str = ""
    price: str = ""
    states: dict[str, str] = field(default_factory=lambda: states_of())  # by allergen
    has_own_diets: bool = False
    diets: list[str] = field(default_factory=list)


@dataclass
class ChoiceRow:
    n: int
    id: str = ""
    name: str = ""
    price: str = ""
    allergens: str = ""  # "milk, nuts"
    is_available: bool = True
    traces: str = ""
    removes: str = ""
    is_declared: bool = False
    diets: list[str] = field(default_factory=list)


def states_of(stated: VariationDraft | ItemDraft | None = None) -> dict[str, str]:
    """What the selects begin with: of every allergen contains, traces, free, or nothing stated."""
    if stated is None:
        return dict.fromkeys(ALLERGENS, "")
    lists = {"contains": stated.allergens, "traces": stated.traces, "free": stated.free_of}
    return {
        one: next((state for state, names in lists.items() if one in names), "")
        for one in ALLERGENS
    }


def size_rows(variations: list[VariationDraft], currency: str) -> list[SizeRow]:
    return [
        SizeRow(
            n,
            str(one.id),
            one.name,
            to_type(one.price_minor, currency),
            states_of(one),
            one.diets is not None,
            one.diets or [],
        )
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
            ", ".join(one.traces),
            ", ".join(one.removes),
            one.is_declared,
            one.diets,
        )
        for n, one in enumerate(modifiers)
    ]


def item_draft(form: dict[str, Any], sizes: list[SizeRow], currency: str) -> ItemDraft:
    """A dish with sizes has their prices; its own is that of the first."""
    variations = [
        VariationDraft(
            _text(form, f"name-{row.n}"),
            typed(_text(form, f"price-{row.n}"), currency, t("A size's price")),
            UUID(row.id) if row.id else None,
            **_stated(form, f"-{row.n}"),
            diets=_diets(form, f"-{row.n}") if form.get(f"own-diets-{row.n}") else None,
        )
        for row in sizes
    ]
    price = variations[0].price_minor if variations else typed(_text(form, "price"), currency)
    return ItemDraft(
        category_id=id_of(_text(form, "category")),
        name=_text(form, "name"),
        price_minor=price,
        description=_text(form, "description"),
        **_stated(form),
        diets=_diets(form),
        **ticked(form),
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
    return _whole(text, t("The number of portions"))


def group_draft(form: dict[str, Any], rows: list[ChoiceRow], currency: str) -> GroupDraft:
    return GroupDraft(
        name=_text(form, "name"),
        min_choices=_whole(_text(form, "least"), t("The least number")),
        max_choices=_whole(_text(form, "most"), t("The most")),
        modifiers=[_choice_draft(form, row, currency) for row in rows],
    )


def _choice_draft(form: dict[str, Any], row: ChoiceRow, currency: str) -> ModifierDraft:
    contains = _allergens(_text(form, f"allergens-{row.n}"))
    traces = _allergens(_text(form, f"traces-{row.n}"))
    is_declared = bool(form.get(f"declared-{row.n}"))
    return ModifierDraft(
        _text(form, f"name-{row.n}"),
        typed(_text(form, f"price-{row.n}") or "0", currency),
        contains,
        bool(form.get(f"available-{row.n}")),
        UUID(row.id) if row.id else None,
        traces=traces,
        free_of=[one for one in ALLERGENS if is_declared and one not in (*contains, *traces)],
        removes=_allergens(_text(form, f"removes-{row.n}")),
        diets=_diets(form, f"-{row.n}"),
    )


def _stated(form: dict[str, Any], suffix: str = "") -> dict[str, Any]:
    """By the selects. Where everything is declared, what was left open is not in it."""
    said = {one: _text(form, f"allergen-{one}{suffix}") for one in ALLERGENS}
    is_declared = bool(form.get(f"declared{suffix}"))
    return {
        "allergens": [one for one, state in said.items() if state in ("contains", "on")],
        "traces": [one for one, state in said.items() if state == "traces"],
        "free_of": [
            one for one, state in said.items() if state == "free" or (is_declared and not state)
        ],
    }


def _diets(form: dict[str, Any], suffix: str = "") -> list[str]:
    return [one for one in DIETS if form.get(f"diet-{one}{suffix}")]


def _allergens(text: str) -> list[str]:
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    if unknown := [word for word in words if word not in ALLERGENS]:
        raise DomainError(
            t(
                "{word} is none of the allergens: {allergens}.",
                word=unknown[0][:30],
                allergens=", ".join(ALLERGENS),
            )
        )
    return words


def _tax_class(form: dict[str, Any]) -> TaxClass | None:
    chosen = _text(form, "tax")
    if chosen and chosen not in set(TaxClass):
        raise Unusable(t("The tax class"))
    return TaxClass(chosen) if chosen else None


def _text(form: dict[str, Any], name: str) -> str:
    return str(form.get(name) or "")


def _whole(text: str, what: Words) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 6):
        raise Unusable(what)
    return int(plain)
