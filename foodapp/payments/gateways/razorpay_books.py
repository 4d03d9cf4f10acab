"""What Razorpay took and gave back, from its lists of payments and refunds
(razorpay.com/docs/api/payments/fetch-all-payments, /api/refunds/fetch-all).

A list is read by when a payment or refund was made, so what happens to it later (captured, failed)
is seen when its day is read again: hence the overlaps.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from foodapp.payments.gateways.protocol import BookKind, BookLine, BookPage

AT_ONCE = 100
REFUNDS_FAIL_WITHIN = timedelta(days=10)
PAYMENTS, REFUNDS = "payments", "refunds"
All = Callable[[dict[str, int]], Any]  # one of the client's lists


def page(payments: All, refunds: All, since: datetime, until: datetime, after: str) -> BookPage:
    """after: which list, and how many of it were read: "refunds 100"."""
    which, _, read = (after or f"{PAYMENTS} 0").partition(" ")
    skip = int(read)
    begin = since - REFUNDS_FAIL_WITHIN if which == REFUNDS else since
    asked = {"from": int(begin.timestamp()), "to": int(until.timestamp())}
    found = (refunds if which == REFUNDS else payments)(asked | {"count": AT_ONCE, "skip": skip})
    items = found["items"]
    lines_of = _of_refund if which == REFUNDS else _of_payment
    lines = [line for one in items for line in lines_of(one)]
    if len(items) == AT_ONCE:
        return BookPage(lines, f"{which} {skip + AT_ONCE}")
    return BookPage(lines, f"{REFUNDS} 0" if which == PAYMENTS else "")


def _of_payment(payment: dict[str, Any]) -> list[BookLine]:
    """A hold that lapsed counts as taken, since the list of refunds has it as given back."""
    if not payment["captured"] and payment["status"] != "refunded":
        return []
    fee = payment["fee"] or 0
    return [_line(payment, payment["id"], payment["id"], BookKind.TAKEN, payment["amount"], fee)]


def _of_refund(refund: dict[str, Any]) -> list[BookLine]:
    ref, of, amount = refund["id"], refund["payment_id"], refund["amount"]
    lines = [_line(refund, ref, of, BookKind.GIVEN_BACK, -amount)]
    if refund["status"] == "failed":
        lines.append(_line(refund, f"{ref} failed", of, BookKind.CAME_BACK, amount))
    return lines


def _line(
    told: dict[str, Any], ref: str, intent_ref: str, kind: BookKind, amount: int, fee: int = 0
) -> BookLine:
    return BookLine(
        ref=ref,
        at=datetime.fromtimestamp(told["created_at"], UTC),
        kind=kind,
        intent_ref=intent_ref,
        amount_minor=amount,
        fee_minor=fee,
        currency=told["currency"].upper(),
    )
