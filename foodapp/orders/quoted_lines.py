"""The lines of a basket at the prices of the menu, and why one cannot be ordered as it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foodapp.kit.words import Words, say, t
from foodapp.menu.allergens import NOTHING_STATED, Declared
from foodapp.menu.reading import ItemCard
from foodapp.orders.basket_models import BasketLine
from foodapp.restaurants.taxes import TaxTerms


@dataclass(frozen=True)
class Chosen:
    """A BasketLine as QUOTE_ROW brings it."""

    id: UUID
    item_id: UUID
    variation_id: str | None
    modifier_ids: list[str]
    quantity: int
    note: str


Row = BasketLine | Chosen
Rows = Sequence[Row]


@dataclass(frozen=True)
class QuotedLine:
    line_id: UUID
    item_id: UUID
    name: str
    variation: str
    modifiers: list[dict[str, Any]]  # [{"name": str, "price_minor": int}]
    quantity: int
    unit_minor: int
    total_minor: int
    note: str
    dish: ItemCard | None = None  # as the menu has it now; None: it no longer does
    tax_class: str = ""
    tax_millionths: int = 0
    tax_minor: int = 0
    discount_minor: int = 0
    problem: Words | None = None  # why this line cannot be ordered as it is
    declared: Declared = NOTHING_STATED  # what is stated of it as it is chosen

    @property
    def full_name(self) -> str:
        """With its size."""
        return f"{self.name}, {self.variation}" if self.variation else self.name


def priced(rows: Rows, items: dict[str, ItemCard], tax: TaxTerms) -> list[QuotedLine]:
    """items: of the menu, by id; one that is not among them can no longer be ordered."""
    wanted: Counter[str] = Counter()
    for row in rows:
        wanted[str(row.item_id)] += row.quantity
    return [_line(row, items.get(str(row.item_id)), wanted[str(row.item_id)], tax) for row in rows]


def _line(row: Row, item: ItemCard | None, wanted: int, tax: TaxTerms) -> QuotedLine:
    if item is None:
        return _gone(row)
    variation = next((v for v in item.variations if v.id == str(row.variation_id)), None)
    chosen = [
        modifier
        for group in item.groups
        for modifier in group.modifiers
        if modifier.id in row.modifier_ids
    ]
    unit = (variation.price_minor if variation else item.price_minor) + sum(
        modifier.price_minor for modifier in chosen
    )
    rate = tax.millionths(item.tax_class)
    return QuotedLine(
        line_id=row.id,
        item_id=row.item_id,
        name=item.name,
        variation=variation.name if variation else "",
        modifiers=[{"name": m.name, "price_minor": m.price_minor} for m in chosen],
        quantity=row.quantity,
        unit_minor=unit,
        total_minor=unit * row.quantity,
        note=row.note,
        dish=item,
        tax_class=item.tax_class,
        tax_millionths=rate,
        tax_minor=tax.tax_minor(unit * row.quantity, rate),
        declared=item.declared(variation.id if variation else "", row.modifier_ids),
        problem=problem_with(
            item, str(row.variation_id) if row.variation_id else "", row.modifier_ids, wanted
        ),
    )


def problem_with(
    item: ItemCard, variation_id: str, modifier_ids: list[str], wanted: int
) -> Words | None:
    """Why this choice cannot be ordered; None when it can. wanted: portions of the item in the
    whole basket."""
    if not item.is_available:
        return t("{dish} is sold out.", dish=item.name)
    if item.stock is not None and item.stock < wanted:
        return t("Only {left} of {dish} left.", left=item.stock, dish=item.name)
    if item.variations and variation_id not in {v.id for v in item.variations}:
        return t("Please choose a size of {dish}.", dish=item.name)
    if variation_id and not item.variations:
        return t("{dish} no longer comes in that size.", dish=item.name)
    size = next((one for one in item.variations if one.id == variation_id), None)
    if size is not None and not size.is_available:
        return t("{dish}, {size} is sold out.", dish=item.name, size=size.name)
    return _problem_with_choices(item, modifier_ids)


def _problem_with_choices(item: ItemCard, modifier_ids: list[str]) -> Words | None:
    known = {modifier.id: modifier for group in item.groups for modifier in group.modifiers}
    if len(set(modifier_ids)) != len(modifier_ids) or not set(modifier_ids) <= known.keys():
        return t("The choices for {dish} have changed. Please choose again.", dish=item.name)
    for chosen in modifier_ids:
        if not known[chosen].is_available:
            return t("{choice} is not available now.", choice=known[chosen].name)
    for group in item.groups:
        count = sum(modifier.id in modifier_ids for modifier in group.modifiers)
        if count < group.min_choices:
            return t("{dish}: please choose {choice}.", dish=item.name, choice=group.name.lower())
        if count > group.max_choices:
            return t(
                "{dish}: at most {most} of {choice}.",
                dish=item.name,
                most=group.max_choices,
                choice=group.name.lower(),
            )
    return None


def _gone(row: Row) -> QuotedLine:
    return QuotedLine(
        line_id=row.id,
        item_id=row.item_id,
        name=say(t("A dish that is no longer on the menu")),
        variation="",
        modifiers=[],
        quantity=row.quantity,
        unit_minor=0,
        total_minor=0,
        note="",
        problem=t("A dish in your basket is no longer on the menu. Please remove it."),
    )
