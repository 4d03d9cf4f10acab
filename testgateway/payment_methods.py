"""Payment methods: cards that a customer keeps with us (docs.stripe.com/api/payment_methods)."""

from testgateway import cards, customers, lists
from testgateway.books import Books, Obj
from testgateway.cards import Decline
from testgateway.errors import Refused, missing
from testgateway.events import happened
from testgateway.params import Params

KIND = "payment_method"


def make(
    books: Books, number: str, *, expiry: tuple[int, int] = (12, 2034), name: str | None = None
) -> Obj:
    """expiry: (month, year)."""
    method: Obj = {
        "id": books.new_id("pm"),
        "object": KIND,
        "allow_redisplay": "unspecified",
        "billing_details": {"address": None, "email": None, "name": name, "phone": None},
        **cards.details(number, *expiry),
        "created": books.now(),
        "customer": None,
        "livemode": False,
        "metadata": {},
        "_number": number,
    }
    return books.put(method)


def keep(books: Books, method: Obj, customer: str) -> Obj:
    """For the next time. Of a card that is kept already nothing is told again."""
    if method["customer"] == customer:
        return method
    method |= {"customer": customer, "allow_redisplay": "limited"}
    happened(books, "payment_method.attached", books.put(method, parent=customer))
    return method


def attach(books: Books, method_id: str, params: Params) -> Obj:
    customer = customers.known(books, params.needed("customer"))
    params.done()
    if number := cards.READY_MADE.get(method_id):
        if no := cards.behaviour(number).refuses_to_be_kept:
            raise declined(no)
        return keep(books, make(books, number), customer)
    method = retrieve(books, method_id)
    if method["customer"] or method.get("_was_detached"):
        raise _unexpected(
            "The payment method you provided has already been attached to a customer."
            if method["customer"]
            else NOT_AGAIN
        )
    return keep(books, method, customer)


def detach(books: Books, method_id: str) -> Obj:
    """For ever: what was detached cannot be used or kept again."""
    method = retrieve(books, method_id)
    if not method["customer"]:
        raise _unexpected(
            "The payment method you provided is not attached to a customer so detachment is"
            " impossible."
        )
    before = {"customer": method["customer"]}
    method |= {"customer": None, "_was_detached": True}
    happened(books, "payment_method.detached", books.put(method), before=before)
    return method


def usable(books: Books, method_id: str, customer: str | None) -> Obj:
    """The card behind the name, if this customer may pay with it."""
    method = retrieve(books, method_id, "payment_method")
    if method.get("_was_detached"):
        raise _unexpected(NOT_AGAIN)
    if method["customer"] and method["customer"] != customer:
        raise Refused(
            f"The payment method supplied ({method_id}) belongs to a different Customer. Please"
            " include the Customer in the `customer` parameter on the PaymentIntent.",
            param="payment_method",
        )
    return method


def retrieve(books: Books, method_id: str, param: str = "id") -> Obj:
    method = books.find(KIND, method_id)
    if method is None:
        raise missing("PaymentMethod", method_id, param)
    return method


def listed(books: Books, params: Params, customer_id: str) -> Obj:
    """All of one customer."""
    customers.known(books, customer_id, "id")
    url = f"/v1/customers/{customer_id}/payment_methods"
    return lists.page(books, KIND, url, params, only={"customer": customer_id})


def of_customer(books: Books, params: Params, ids: str) -> Obj:
    """ids: "cus_.../payment_methods/pm_..."."""
    params.done()
    customer_id, method_id = ids.split("/payment_methods/")
    method = retrieve(books, method_id)
    if method["customer"] != customer_id:
        raise missing("PaymentMethod", method_id)
    return method


def declined(no: Decline) -> Refused:
    return Refused(
        no.message,
        code=no.code,
        status=402,
        type="card_error",
        more={"decline_code": no.decline_code},
    )


def _unexpected(message: str) -> Refused:
    return Refused(message, code="payment_method_unexpected_state")


NOT_AGAIN = (
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer"
    " attachment, shared with a connected account without Customer attachment, or was detached"
    " from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must"
    " attach it to a Customer first."
)
