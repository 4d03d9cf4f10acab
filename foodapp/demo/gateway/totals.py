"""The gateway's books added up, to reconcile with the platform's to the cent."""

from typing import Any

from foodapp.demo.gateway.books import Books


def by_payment(books: Books) -> list[dict[str, Any]]:
    """One row a payment, oldest first. Minor units. `held` is authorised and neither taken nor
    released; `failed_refunded` is what came back to us."""
    rows = []
    for intent in reversed(list(books.newest_first("payment_intent"))):
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
            }
        )
    return rows


def whole(rows: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """currency -> sums."""
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        of = sums.setdefault(row["currency"], {"held": 0, "captured": 0, "refunded": 0})
        for name in of:
            of[name] += row[name]
    return sums
