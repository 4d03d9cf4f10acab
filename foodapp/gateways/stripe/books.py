"""Stripe's balance transactions in our words (docs.stripe.com/api/balance_transactions/object).

Amounts are those of the charge or refund itself: a balance transaction states them in the currency
of the account, which may be another one.
"""

from datetime import UTC, datetime
from typing import Any

from foodapp.gateways.numbers import signed
from foodapp.gateways.protocol import BookKind, BookLine

KINDS = {
    "charge": BookKind.TAKEN,
    "payment": BookKind.TAKEN,
    "refund": BookKind.GIVEN_BACK,
    "payment_refund": BookKind.GIVEN_BACK,
    "refund_failure": BookKind.CAME_BACK,
    "payment_failure_refund": BookKind.CAME_BACK,
    "transfer": BookKind.PAID_OUT,
    "transfer_refund": BookKind.PAID_OUT,
}


def line(told: Any) -> BookLine:
    """A balance transaction (https://docs.stripe.com/api/balance_transactions) as a line of the
    books. One of a kind we do not know, or about nothing, is OTHER."""
    source, kind = told.source, KINDS.get(told.type, BookKind.OTHER)
    if getattr(source, "object", "") == "dispute":  # told as an adjustment
        kind = BookKind.GIVEN_BACK if told.amount < 0 else BookKind.CAME_BACK
    is_known = kind is not BookKind.OTHER and not isinstance(source, str | None)
    if not is_known:
        kind = BookKind.OTHER
    amount, currency = (
        (_amount(kind, source), source.currency)
        if is_known
        else (
            told.amount,
            told.currency,
        )
    )
    return BookLine(
        ref=told.id,
        at=datetime.fromtimestamp(told.created, UTC),
        kind=kind,
        intent_ref=_about(source) if is_known else "",
        amount_minor=signed("stripe", amount, currency),
        fee_minor=signed("stripe", told.fee, currency) if told.currency == currency else 0,
        currency=currency.upper(),
    )


def _amount(kind: BookKind, source: Any) -> int:
    if kind is BookKind.TAKEN:
        return int(source.amount_captured)
    leaves = kind is BookKind.GIVEN_BACK or source.object == "transfer"
    return int(-source.amount if leaves else source.amount)


def _about(source: Any) -> str:
    """The payment; or the transfer, also of one that is taken back."""
    if source.object == "transfer":
        return str(source.id)
    if source.object == "transfer_reversal":
        return str(source.transfer)
    intent = source.payment_intent
    return intent if isinstance(intent, str) else (intent.id if intent else source.id)
