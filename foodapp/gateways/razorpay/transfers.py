"""Razorpay Route: direct transfers from the platform's balance to a payee's linked account.

A transfer has a key of its own kind, so that it can be asked for again. It may be under way for a
while before it is processed or has failed; until then nobody can say that the payee has been paid.

Source: razorpay.com/docs/api/payments/route/transfers: direct-transfers,
direct-transfers-idempotent-request, fetch-all; /docs/payments/route/transfer-funds (its statuses).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from foodapp.gateways import currencies
from foodapp.gateways.errors import Refused, Unavailable
from foodapp.gateways.protocol import TransferRequest

KEY_HEADER, LONGEST_KEY = "X-Transfer-Idempotency", 36
UNDER_WAY = frozenset({"created", "pending"})
NOT_PAID = frozenset({"failed", "reversed"})
CLOCKS_DIFFER_BY = timedelta(hours=1)
AT_ONCE = 100
All = Callable[[dict[str, int]], Any]  # the client's list of transfers


def form(request: TransferRequest) -> dict[str, Any]:
    return {
        "account": request.account_ref,
        "amount": currencies.amounts("razorpay", request.currency).told(request.amount_minor),
        "currency": request.currency,
        "notes": {"payout_id": str(request.payout_id)},
    }


def reference_of(transfer: dict[str, Any]) -> str:
    """Raises Refused for one that came to nothing, Unavailable while nobody knows."""
    status = transfer["status"]
    if status in UNDER_WAY:
        raise Unavailable
    if status in NOT_PAID:
        error = transfer.get("error") or {}
        raise Refused(str(error.get("reason") or error.get("code") or f"transfer_{status}"))
    return str(transfer["id"])


def found(listed: All, request: TransferRequest) -> str:
    """The reference of the transfer that was made for this payout, or empty. Newest first."""
    since = request.drafted_at - CLOCKS_DIFFER_BY
    asked = {"from": int(since.timestamp()), "count": AT_ONCE, "skip": 0}
    while True:
        transfers = listed(asked)["items"]
        for one in transfers:
            if _payout_of(one) == str(request.payout_id) and one["status"] not in NOT_PAID:
                return reference_of(one)
        if len(transfers) < AT_ONCE:
            return ""
        asked["skip"] += AT_ONCE


def _payout_of(transfer: dict[str, Any]) -> str:
    notes = transfer["notes"] or {}  # a list where there are none
    return str(notes.get("payout_id", ""))
