"""Razorpay's payments: created -> authorized -> captured -> refunded, or failed; and the two ways
in which they surprise: failed -> authorized days later, and a hold that goes back by itself."""

from dataclasses import dataclass

from testgateway import cards
from testgateway.books import Books, Obj
from testgateway.razorpay import orders, refunds
from testgateway.razorpay.errors import bad_request, unknown_id
from testgateway.razorpay.events import happened
from testgateway.razorpay.fields import Fields
from testgateway.razorpay.orders import PAYMENT

LATE_S = 2 * 86_400  # when a failed payment of `late@razorpay` turns out to have been paid
PENDING_S = 600  # when the bank of `pending@razorpay` answers

# Razorpay's error_reason for what the test cards do.
REASONS = {
    "generic_decline": "payment_declined",
    "insufficient_funds": "insufficient_funds",
    "lost_card": "card_lost_or_stolen",
    "stolen_card": "card_lost_or_stolen",
    "fraudulent": "payment_risk_check_failed",
    "expired_card": "card_expired",
    "incorrect_cvc": "incorrect_cvv",
    "processing_error": "gateway_technical_error",
    "authentication_required": "authentication_failed",
}


@dataclass(frozen=True)
class Way:
    """How the customer pays: a card's number, or a UPI address."""

    number: str = ""
    vpa: str = ""

    @property
    def asks_customer(self) -> bool:
        return bool(self.number) and cards.behaviour(self.number).asks_customer

    @property
    def decline(self) -> str:
        """error_reason; empty when the bank agrees."""
        if self.vpa:
            return {"failure": "payment_declined", "late": "payment_timed_out"}.get(self._who, "")
        no = cards.behaviour(self.number).decline
        return REASONS.get(no.decline_code, "payment_declined") if no else ""

    @property
    def is_pending(self) -> bool:
        return self._who == "pending"

    @property
    def is_late(self) -> bool:
        return self._who == "late"

    @property
    def _who(self) -> str:
        return self.vpa.partition("@")[0]


def start(books: Books, order: Obj, way: Way) -> Obj:
    """One try; its outcome is in the payment's status."""
    order |= {"attempts": order["attempts"] + 1, "status": "attempted"}
    books.put(order)
    payment = _made(books, order, way)
    if way.asks_customer:
        return books.put(payment | {"_asks": True}, parent=order["id"])
    return _answered(books, payment, way)


def authenticate(books: Books, payment: Obj, *, is_customer: bool) -> Obj:
    """The answer to 3-D Secure."""
    payment.pop("_asks", None)
    if not is_customer:
        return failed(books, payment, "authentication_failed")
    return _answered(books, payment, Way(payment["_number"], payment["vpa"] or ""))


def _answered(books: Books, payment: Obj, way: Way) -> Obj:
    if way.decline:
        return failed(books, payment, way.decline, late=way.is_late)
    if way.is_pending:
        return books.put(payment, parent=payment["order_id"], due=books.now() + PENDING_S)
    return authorised(books, payment)


def failed(books: Books, payment: Obj, reason: str, *, late: bool = False) -> Obj:
    payment |= {
        "status": "failed",
        "error_code": "BAD_REQUEST_ERROR",
        "error_description": "Your payment didn't go through. Try another way to pay.",
        "error_source": "bank",
        "error_step": "payment_authorization",
        "error_reason": reason,
    }
    due = books.now() + LATE_S if late else None
    books.put(payment, parent=payment["order_id"], due=due)
    happened(books, "payment.failed", payment=payment)
    return payment


def authorised(books: Books, payment: Obj) -> Obj:
    """At once, or late. A second payment of an order that is paid goes straight back."""
    order = orders.retrieve(books, payment["order_id"])
    payment |= {name: None for name in payment if name.startswith("error_")}
    payment["status"] = "authorized"
    expires = books.now() + order["_expiry_min"] * 60
    books.put(payment, parent=order["id"], due=expires)
    happened(books, "payment.authorized", payment=payment)
    return lapse(books, payment) if order["status"] == "paid" else payment


def settle(books: Books, payment: Obj) -> None:
    """The time of a payment has come: the bank answers, or its hold is over."""
    if payment["status"] in ("created", "failed"):
        authorised(books, payment)
    elif payment["status"] == "authorized":
        lapse(books, payment)


def lapse(books: Books, payment: Obj) -> Obj:
    """Nobody captured it: an auto-refund, recognised by `captured: false`."""
    payment |= {"status": "refunded", "amount_refunded": payment["amount"], "refund_status": "full"}
    books.put(payment)
    refunds.told(books, payment, refunds.made(books, payment, payment["amount"], "processed"))
    return payment


def capture(books: Books, fields: Fields, payment_id: str) -> Obj:
    payment = retrieve(books, payment_id)
    amount, currency = fields.integer("amount"), fields.currency()
    fields.done()
    if payment["captured"]:
        raise bad_request("This payment has already been captured")
    if payment["status"] != "authorized":
        raise bad_request(
            "Only payments which have been authorized and not yet captured can be captured"
        )
    if amount is None or amount != payment["amount"] or currency != payment["currency"]:
        raise bad_request("Capture amount must be equal to the amount authorized", "amount")
    payment |= {"status": "captured", "captured": True, "fee": amount * 2 // 100, "tax": 0}
    books.put(payment | {"_captures": payment.get("_captures", 0) + 1})
    order = orders.paid(books, orders.retrieve(books, payment["order_id"]), payment)
    happened(books, "payment.captured", payment=payment)
    happened(books, "order.paid", payment=payment, order=order)
    return payment


def retrieve(books: Books, payment_id: str) -> Obj:
    payment = books.find(PAYMENT, payment_id)
    if payment is None:
        raise unknown_id()
    return payment


def _made(books: Books, order: Obj, way: Way) -> Obj:
    payment: Obj = {
        "_kind": PAYMENT,
        "_number": way.number,
        "id": books.new_id("pay", 14),
        "entity": "payment",
        "amount": order["amount"],
        "currency": order["currency"],
        "status": "created",
        "order_id": order["id"],
        "invoice_id": None,
        "international": False,
        "method": "upi" if way.vpa else "card",
        "amount_refunded": 0,
        "refund_status": None,
        "captured": False,
        "description": None,
        "card_id": None if way.vpa else books.new_id("card", 14),
        "bank": None,
        "wallet": None,
        "vpa": way.vpa or None,
        "email": "customer@example.org",
        "contact": "+910000000000",
        "notes": [],
        "fee": None,
        "tax": None,
        "error_code": None,
        "error_description": None,
        "error_source": None,
        "error_step": None,
        "error_reason": None,
        "acquirer_data": {},
        "created_at": books.now(),
    }
    return books.put(payment, parent=order["id"])
