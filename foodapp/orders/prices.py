"""What a price is made of, line by line, as the customer reads it before and after ordering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from foodapp.kit import shares
from foodapp.kit.money import shown
from foodapp.kit.words import say, t
from foodapp.orders.ends import Charged, PayBy
from foodapp.orders.models import Fulfilment, Order

ROUNDED = {PayBy.CARD: "Rounded for the card", PayBy.CASH: "Rounded to coins"}
ASKED = {PayBy.CARD: "To pay by card", PayBy.CASH: "To pay in cash"}


class Priced(Charged, Protocol):
    """A quote or an order: both have these."""

    @property
    def fulfilment(self) -> Fulfilment: ...
    @property
    def currency(self) -> str: ...
    @property
    def total_minor(self) -> int: ...
    @property
    def taxes(self) -> Sequence[Mapping[str, int]] | None: ...
    @property
    def offers(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True)
class PriceLine:
    label: str
    amount: str


def price_lines(priced: Priced, *, is_fee_known: bool = True) -> list[PriceLine]:
    """All but the total. What is not asked for is not listed, but free delivery is; before there
    is an address within reach its fee is not known."""
    tax_minor = priced.items_tax_minor + priced.delivery_tax_minor + priced.service_tax_minor
    listed = [] if priced.is_tax_included else _taxes(priced, tax_minor)
    listed.append(("Tip for the rider", priced.tip_minor, True))
    return [
        PriceLine("Dishes", money(priced, priced.items_minor)),
        *_delivery(priced, is_fee_known),
        *_some(priced, [("Service", priced.service_fee_minor, True)]),
        *_offers(priced),
        *_some(priced, listed),
    ]


def _taxes(priced: Priced, tax_minor: int) -> list[tuple[str, int, bool]]:
    """Added to the prices: a line a rate."""
    taxed = [one for one in priced.taxes or [] if one["minor"]]
    if len(taxed) < 2 or sum(one["minor"] for one in taxed) != tax_minor:
        return [("Tax", tax_minor, True)]
    return [
        (say(t("Tax {rate}", rate=shares.shown(one["millionths"]))), one["minor"], True)
        for one in taxed
    ]


def paid_lines(
    total_minor: int,
    credit_minor: int,
    currency: str,
    rounding_minor: int = 0,
    pay_by: PayBy = PayBy.CARD,
) -> list[PriceLine]:
    """How the total is paid, below it; nothing where the card, or cash, pays it as it is."""
    if not credit_minor and not rounding_minor:
        return []
    left = total_minor - credit_minor + rounding_minor
    waived = "Too little for a card: waived"
    amounts = [
        ("Paid with credit", -credit_minor),
        (ROUNDED[pay_by] if left else waived, rounding_minor),
        (ASKED[pay_by], left),
    ]
    return [PriceLine(label, shown(minor, currency)) for label, minor in amounts if minor]


def paid_for(order: Order) -> list[PriceLine]:
    """The same of an order, and what was tipped afterwards, which is no part of its total."""
    lines = paid_lines(
        order.total_minor,
        order.credit_used_minor,
        order.currency,
        _rounding_of(order),
        order.pay_by,
    )
    if order.late_tip_minor:
        tip = shown(order.late_tip_minor, order.currency)
        lines.append(PriceLine("Tip afterwards", tip))
    return lines


def _rounding_of(order: Order) -> int:
    """In cash it is known at the door; until then as things stand."""
    if order.pay_by is PayBy.CARD or order.end is not None:
        return order.rounding_minor
    return order.cash_due_minor - order.price_minor if order.reduced_minor == 0 else 0


def _some(priced: Priced, amounts: list[tuple[str, int, bool]]) -> list[PriceLine]:
    return [
        PriceLine(label, money(priced, minor))
        for label, minor, is_asked in amounts
        if minor and is_asked
    ]


def _delivery(priced: Priced, is_fee_known: bool) -> list[PriceLine]:
    if priced.fulfilment is not Fulfilment.DELIVERY and not priced.delivery_fee_minor:
        return []
    fee = money(priced, priced.delivery_fee_minor) if priced.delivery_fee_minor else "free"
    return [PriceLine("Delivery", fee if is_fee_known else "depends on the address")]


def _offers(priced: Priced) -> list[PriceLine]:
    """Each by its name: "Happy hour", "Free delivery"."""
    return [PriceLine(one["label"], money(priced, -int(one["minor"]))) for one in priced.offers]


def total(priced: Priced) -> str:
    return money(priced, priced.total_minor)


def money(priced: Priced, minor: int) -> str:
    return shown(minor, priced.currency)
