"""Disputes of Razorpay's kind: the money is deducted when we lose.

Source: razorpay.com/docs/api/disputes.
"""

from testgateway.books import Books, Obj
from testgateway.razorpay import orders
from testgateway.razorpay.errors import bad_request, unknown_id
from testgateway.razorpay.events import happened

KIND = "rzp.dispute"
ANSWER_WITHIN_S = 7 * 86_400


def open_for(books: Books, payment: Obj, reason: str) -> Obj:
    if not payment["captured"]:
        raise bad_request("Only a captured payment can be disputed")
    dispute: Obj = {
        "_kind": KIND,
        "id": books.new_id("disp", 14),
        "entity": "dispute",
        "payment_id": payment["id"],
        "amount": payment["amount"] - payment["amount_refunded"],
        "currency": payment["currency"],
        "amount_deducted": 0,
        "gateway_dispute_id": None,
        "reason_code": reason,
        "reason_description": reason.replace("_", " "),
        "respond_by": books.now() + ANSWER_WITHIN_S,
        "status": "open",
        "phase": "chargeback",
        "created_at": books.now(),
    }
    books.put(dispute, parent=payment["id"])
    happened(books, "payment.dispute.created", payment=payment, dispute=dispute)
    return dispute


def close(books: Books, dispute: Obj, *, won: bool) -> Obj:
    dispute |= {
        "status": "won" if won else "lost",
        "amount_deducted": 0 if won else dispute["amount"],
    }
    books.put(dispute)
    payment = books.find(orders.PAYMENT, dispute["payment_id"])
    if payment is None:
        raise LookupError(f"dispute {dispute['id']} has no payment")
    happened(books, f"payment.dispute.{dispute['status']}", payment=payment, dispute=dispute)
    return dispute


def retrieve(books: Books, dispute_id: str) -> Obj:
    dispute = books.find(KIND, dispute_id)
    if dispute is None:
        raise unknown_id()
    return dispute


def withheld(books: Books, payment: Obj) -> int:
    return sum(row["amount_deducted"] for row in books.children(KIND, payment["id"]))
