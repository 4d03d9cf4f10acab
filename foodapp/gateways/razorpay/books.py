"""What Razorpay took, gave back, lost to banks and paid out, from its lists of payments, refunds,
disputes and transfers (razorpay.com/docs/api: payments/fetch-all-payments, refunds/fetch-all,
disputes/fetch-all, payments/route/transfers/fetch-all, .../fetch-reversals).

A list is read by when something was made, so what happens to it later (captured, failed, lost,
processed) is seen when its day is read again: hence the overlaps.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from foodapp.gateways.numbers import signed
from foodapp.gateways.protocol import BookKind, BookLine, BookPage

AT_ONCE = 100
LISTS = ("payments", "refunds", "disputes", "transfers")
PAYMENTS, REFUNDS, DISPUTES, TRANSFERS = LISTS
# How long something can still happen to what is in a list.
CHANGES_WITHIN = {
    PAYMENTS: timedelta(0),
    REFUNDS: timedelta(days=10),
    DISPUTES: timedelta(days=180),
    TRANSFERS: timedelta(days=10),
}
LEFT = frozenset({"processed", "partially_reversed", "reversed"})  # statuses of a transfer
All = Callable[[dict[str, int]], Any]  # one of the client's lists
Reversals = Callable[[str], Any]  # of one transfer


def page(
    lists: Mapping[str, All], reversals: Reversals, since: datetime, until: datetime, after: str
) -> BookPage:
    """lists: by their names. after: which of them, and how many of it were read: "refunds 100"."""
    which, _, read = (after or f"{PAYMENTS} 0").partition(" ")
    skip, begin = int(read), since - CHANGES_WITHIN[which]
    asked = {"from": int(begin.timestamp()), "to": int(until.timestamp())}
    items = lists[which](asked | {"count": AT_ONCE, "skip": skip})["items"]
    makers: dict[str, Callable[[dict[str, Any]], list[BookLine]]] = {
        PAYMENTS: _of_payment,
        REFUNDS: _of_refund,
        DISPUTES: lambda one: _of_dispute(one, until),
        TRANSFERS: lambda one: _of_transfer(one, reversals),
    }
    lines = [line for one in items for line in makers[which](one)]
    if len(items) == AT_ONCE:
        return BookPage(lines, f"{which} {skip + AT_ONCE}")
    following = LISTS[LISTS.index(which) + 1 :]
    return BookPage(lines, f"{following[0]} 0" if following else "")


def _of_payment(payment: dict[str, Any]) -> list[BookLine]:
    """A hold that lapsed counts as taken, since the list of refunds has it as given back."""
    if not payment["captured"] and payment["status"] != "refunded":
        return []
    fee = payment["fee"] or 0
    ref = payment["id"]
    return [_line(payment, ref, ref, BookKind.TAKEN, payment["amount"], fee=fee)]


def _of_refund(refund: dict[str, Any]) -> list[BookLine]:
    ref, of, amount = refund["id"], refund["payment_id"], refund["amount"]
    lines = [_line(refund, ref, of, BookKind.GIVEN_BACK, -amount)]
    if refund["status"] == "failed":
        lines.append(_line(refund, f"{ref} failed", of, BookKind.CAME_BACK, amount))
    return lines


def _of_dispute(dispute: dict[str, Any], read_at: datetime) -> list[BookLine]:
    """When it was deducted is not told: it counts from when we read of it."""
    ref, of, amount = dispute["id"], dispute["payment_id"], dispute["amount_deducted"]
    if not amount:
        return []
    lines = [_line(dispute, ref, of, BookKind.GIVEN_BACK, -amount, at=read_at)]
    if dispute["status"] in ("won", "closed"):
        lines.append(_line(dispute, f"{ref} won", of, BookKind.CAME_BACK, amount, at=read_at))
    return lines


def _of_transfer(transfer: dict[str, Any], reversals: Reversals) -> list[BookLine]:
    if transfer["status"] not in LEFT:
        return []
    ref, kind = transfer["id"], BookKind.PAID_OUT
    at = datetime.fromtimestamp(transfer["processed_at"] or transfer["created_at"], UTC)
    fee, amount = transfer["fees"] or 0, transfer["amount"]
    lines = [_line(transfer, ref, ref, kind, -amount, fee=fee, at=at)]
    if transfer["amount_reversed"]:
        taken_back = reversals(ref)["items"]
        lines += [_line(one, one["id"], ref, kind, one["amount"]) for one in taken_back]
    return lines


def _line(
    told: dict[str, Any],
    ref: str,
    intent_ref: str,
    kind: BookKind,
    amount: int,
    *,
    fee: int = 0,
    at: datetime | None = None,
) -> BookLine:
    return BookLine(
        ref=ref,
        at=at or datetime.fromtimestamp(told["created_at"], UTC),
        kind=kind,
        intent_ref=intent_ref,
        amount_minor=signed("razorpay", amount, told["currency"]),
        fee_minor=signed("razorpay", fee, told["currency"]),
        currency=told["currency"].upper(),
    )
