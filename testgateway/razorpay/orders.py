"""Razorpay's orders: an amount to pay, on which a customer may try several times."""

from testgateway.books import Books, Obj
from testgateway.razorpay.errors import bad_request, unknown_id
from testgateway.razorpay.fields import Fields

KIND, PAYMENT = "rzp.order", "rzp.payment"
LONGEST_MIN = 7200  # five days: then what is not captured goes back
SHORTEST_MIN = 12


def create(books: Books, fields: Fields) -> Obj:
    amount, currency = fields.charge()
    order: Obj = {
        "_kind": KIND,
        "_expiry_min": _expiry(fields.within("payment")),
        "id": books.new_id("order", 14),
        "entity": "order",
        "amount": amount,
        "amount_paid": 0,
        "amount_due": amount,
        "currency": currency,
        "receipt": fields.text("receipt", longest=40),
        "offer_id": None,
        "status": "created",
        "attempts": 0,
        "notes": fields.notes() or [],
        "created_at": books.now(),
    }
    fields.done()
    return books.put(order)


def _expiry(payment: Fields) -> int:
    """Minutes for which a hold waits for its capture."""
    if (payment.text("capture") or "manual") != "manual":
        raise bad_request("This gateway captures by hand only.", "capture")
    options = payment.within("capture_options")
    minutes = options.integer("manual_expiry_period")
    options.ignore("refund_speed", "automatic_expiry_period")
    options.done()
    payment.done()
    if minutes is not None and not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        raise bad_request("The manual expiry period must be between 12 and 7200.")
    return minutes or LONGEST_MIN


def retrieve(books: Books, order_id: str) -> Obj:
    order = books.find(KIND, order_id)
    if order is None:
        raise unknown_id()
    return order


def listed(books: Books, fields: Fields) -> Obj:
    receipt = fields.text("receipt")
    found = [
        order
        for order in books.newest_first(KIND)
        if receipt is None or order["receipt"] == receipt
    ]
    return collection(found, fields)


def payments(books: Books, fields: Fields, order_id: str) -> Obj:
    retrieve(books, order_id)
    return collection(list(reversed(books.children(PAYMENT, order_id))), fields)


def collection(found: list[Obj], fields: Fields) -> Obj:
    """One page, newest first, as all lists of Razorpay come."""
    count, skip = fields.integer("count") or 10, fields.integer("skip") or 0
    since, until = fields.integer("from") or 0, fields.integer("to")
    fields.done()
    if not 1 <= count <= 100:
        raise bad_request("The count may not be greater than 100.", "count")
    kept = [
        one
        for one in found
        if one["created_at"] >= since and (until is None or one["created_at"] <= until)
    ][skip : skip + count]
    return {"entity": "collection", "count": len(kept), "items": kept}


def paid(books: Books, order: Obj, payment: Obj) -> Obj:
    order |= {"amount_paid": payment["amount"], "amount_due": 0, "status": "paid"}
    return books.put(order)
