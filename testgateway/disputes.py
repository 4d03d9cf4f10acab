"""Disputes of Stripe's kind: the money is withdrawn at once, and comes back if we win
(docs.stripe.com/disputes/how-disputes-work)."""

from testgateway import transactions
from testgateway.books import Books, Obj
from testgateway.errors import Refused, missing
from testgateway.events import happened

KIND = "dispute"
ANSWER_WITHIN_S = 9 * 86_400


def open_for(books: Books, intent: Obj, reason: str) -> Obj:
    charge = books.children("charge", intent["id"])[-1]
    if not charge["captured"] or charge["disputed"]:
        raise Refused("Only a captured charge can be disputed, once.")
    dispute: Obj = {
        "id": books.new_id("dp"),
        "object": KIND,
        "amount": charge["amount_captured"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": books.now(),
        "currency": charge["currency"],
        "evidence_details": {"due_by": books.now() + ANSWER_WITHIN_S, "has_evidence": False},
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": intent["id"],
        "reason": reason,
        "status": "needs_response",
    }
    books.put(charge | {"disputed": True})
    transactions.enter(books, "adjustment", dispute, -dispute["amount"])
    books.put(dispute, parent=charge["id"])
    happened(books, "charge.dispute.created", dispute)
    happened(books, "charge.dispute.funds_withdrawn", dispute)
    return dispute


def close(books: Books, dispute: Obj, *, won: bool) -> Obj:
    dispute["status"] = "won" if won else "lost"
    books.put(dispute)
    if won:
        transactions.enter(books, "adjustment", dispute, dispute["amount"])
        happened(books, "charge.dispute.funds_reinstated", dispute)
    happened(books, "charge.dispute.closed", dispute)
    return dispute


def refuse_refund(books: Books, charge: Obj) -> None:
    """Stripe gives nothing back twice."""
    statuses = [one["status"] for one in books.children(KIND, charge["id"])]
    if any(status != "won" for status in statuses):
        raise Refused("This charge has been charged back.", code="charge_disputed")


def retrieve(books: Books, dispute_id: str) -> Obj:
    dispute = books.find(KIND, dispute_id)
    if dispute is None:
        raise missing(KIND, dispute_id)
    return dispute


def withheld(books: Books, charge: Obj) -> int:
    """What disputes have taken from us of this charge."""
    rows = books.children(KIND, charge["id"])
    return sum(row["amount"] for row in rows if row["status"] != "won")
