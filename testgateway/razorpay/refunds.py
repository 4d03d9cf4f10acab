"""Razorpay's refunds: of captured payments only, whole or in part; some fail after all."""

from testgateway import cards
from testgateway.books import Books, Obj
from testgateway.razorpay import orders
from testgateway.razorpay.errors import bad_request, unknown_id
from testgateway.razorpay.events import happened
from testgateway.razorpay.fields import Fields

KIND = "rzp.refund"
LATER_S = 600  # when a slow refund settles, by the gateway's clock


def create(books: Books, fields: Fields, payment_id: str) -> Obj:
    payment = _payment(books, payment_id)
    wanted = fields.amount()
    receipt, notes = fields.text("receipt", longest=40), fields.notes()
    if fields.text("speed") not in (None, "normal", "optimum"):
        raise bad_request("The selected speed is invalid.", "speed")
    fields.done()
    if not payment["captured"]:
        raise bad_request("The payment status should be captured for action to be taken")
    left = payment["amount"] - payment["amount_refunded"]
    if not left:
        raise bad_request("The payment has been fully refunded already")
    amount = left if wanted is None else wanted
    if amount > left:
        raise bad_request("The total refund amount is greater than the refund payment amount")
    settles = cards.behaviour(payment["_number"]).refund if payment["_number"] else "succeeded"
    status = "pending" if settles == "pending" else "processed"
    refund = made(books, payment, amount, status, receipt=receipt, notes=notes)
    if settles != "succeeded":
        books.put(refund, due=books.now() + LATER_S)
    _add_up(books, payment, amount)
    told(books, payment, refund)
    return refund


def made(
    books: Books,
    payment: Obj,
    amount: int,
    status: str,
    *,
    receipt: str | None = None,
    notes: dict[str, str] | None = None,
) -> Obj:
    refund: Obj = {
        "_kind": KIND,
        "id": books.new_id("rfnd", 14),
        "entity": "refund",
        "amount": amount,
        "currency": payment["currency"],
        "payment_id": payment["id"],
        "notes": notes or [],
        "receipt": receipt,
        "acquirer_data": {"arn": None},
        "created_at": books.now(),
        "batch_id": None,
        "status": status,
        "speed_processed": "normal",
        "speed_requested": "normal",
    }
    return books.put(refund, parent=payment["id"])


def told(books: Books, payment: Obj, refund: Obj) -> None:
    happened(books, "refund.created", refund=refund, payment=payment)
    if refund["status"] == "processed":
        happened(books, "refund.processed", refund=refund, payment=payment)


def settle(books: Books, refund: Obj) -> None:
    """A slow refund comes to its end: pending succeeds, "processed" turns out to have failed."""
    if refund["status"] == "pending":
        refund["status"] = "processed"
        books.put(refund)
        payment = _payment(books, refund["payment_id"])
        happened(books, "refund.processed", refund=refund, payment=payment)
    elif refund["status"] == "processed":
        fail(books, refund)


def fail(books: Books, refund: Obj) -> None:
    """The money came back to us: the customer's account could not take it."""
    payment = _payment(books, refund["payment_id"])
    refund["status"] = "failed"
    books.put(refund)
    _add_up(books, payment, -refund["amount"])
    happened(books, "refund.failed", refund=refund, payment=payment)


def _add_up(books: Books, payment: Obj, amount: int) -> None:
    total = payment["amount_refunded"] + amount
    payment |= {
        "amount_refunded": total,
        "refund_status": None if not total else "full" if total == payment["amount"] else "partial",
        "status": "refunded" if total == payment["amount"] else "captured",
    }
    books.put(payment)


def listed(books: Books, fields: Fields, payment_id: str) -> Obj:
    _payment(books, payment_id)
    return orders.collection(list(reversed(books.children(KIND, payment_id))), fields)


def retrieve(books: Books, refund_id: str) -> Obj:
    refund = books.find(KIND, refund_id)
    if refund is None:
        raise unknown_id()
    return refund


def _payment(books: Books, payment_id: str) -> Obj:
    payment = books.find(orders.PAYMENT, payment_id)
    if payment is None:
        raise unknown_id()
    return payment
