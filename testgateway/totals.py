"""The gateway's books added up, to reconcile with the platform's to the cent."""

from typing import Any

from testgateway import disputes
from testgateway.books import Books, Obj
from testgateway.razorpay import disputes as rzp_disputes
from testgateway.razorpay import orders as rzp_orders
from testgateway.razorpay import refunds as rzp_refunds
from testgateway.razorpay import transfers as rzp_transfers


def by_payment(books: Books, only: str = "") -> list[dict[str, Any]]:
    """One row a payment, oldest first. Minor units. `held` is authorised and neither taken nor
    released; `failed_refunded` is what came back to us; `withheld` is what disputes took. only: one
    payment, by its id or its page's."""
    rows = []
    for intent in _of_kind(books, "payment_intent", only):
        charges = books.children("charge", intent["id"])
        made = [refund for charge in charges for refund in books.children("refund", charge["id"])]
        failed = sum(r["amount"] for r in made if r["status"] == "failed")
        rows.append(
            {
                "payment_intent": intent["id"],
                "session": intent.get("_session"),
                "metadata": intent["metadata"],
                "status": intent["status"],
                "currency": intent["currency"],
                "amount": intent["amount"],
                "held": intent["amount_capturable"],
                "captured": sum(charge["amount_captured"] for charge in charges),
                "captures": sum(charge["captured"] for charge in charges),
                "refunded": sum(r["amount"] for r in made) - failed,
                "refunds": len(made),
                "failed_refunded": failed,
                "withheld": sum(disputes.withheld(books, charge) for charge in charges),
            }
        )
    return rows + [_of_razorpay(books, one) for one in _of_kind(books, rzp_orders.PAYMENT, only)]


def _of_kind(books: Books, kind: str, only: str) -> list[Obj]:
    if not only:
        return list(reversed(list(books.newest_first(kind))))
    if page := books.find("checkout.session", only):
        only = page["payment_intent"] or ""
    found = books.find(kind, only)
    return [found] if found else books.children(kind, only)


def _of_razorpay(books: Books, payment: Obj) -> dict[str, Any]:
    made = books.children(rzp_refunds.KIND, payment["id"]) if payment["captured"] else []
    failed = sum(refund["amount"] for refund in made if refund["status"] == "failed")
    return {
        "payment_intent": payment["id"],
        "session": payment["order_id"],
        "metadata": rzp_orders.retrieve(books, payment["order_id"])["notes"],
        "status": payment["status"],
        "currency": payment["currency"].lower(),
        "amount": payment["amount"],
        "held": payment["amount"] if payment["status"] == "authorized" else 0,
        "captured": payment["amount"] if payment["captured"] else 0,
        "captures": payment.get("_captures", 0),
        "refunded": sum(refund["amount"] for refund in made) - failed,
        "refunds": len(made),
        "failed_refunded": failed,
        "withheld": rzp_disputes.withheld(books, payment),
    }


def transfers(books: Books) -> list[dict[str, Any]]:
    """What stands, newest first. `group` is what the sender calls it by: our payout's id."""
    stripes = [
        {
            "transfer": one["id"],
            "group": one["transfer_group"],
            "amount": one["amount"],
            "destination": one["destination"],
        }
        for one in books.newest_first("transfer")
        if not one["reversed"]
    ]
    return stripes + [
        {
            "transfer": one["id"],
            "group": (one["notes"] or {}).get("payout_id"),
            "amount": one["amount"],
            "destination": one["recipient"],
        }
        for one in books.newest_first(rzp_transfers.KIND)
        if one["status"] not in ("failed", "reversed")
    ]


def whole(rows: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """currency -> sums."""
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        of = sums.setdefault(row["currency"], {"held": 0, "captured": 0, "refunded": 0})
        for name in of:
            of[name] += row[name]
    return sums
