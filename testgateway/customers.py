"""Customers, as far as a payment names one."""

from testgateway.books import Books, Obj
from testgateway.errors import missing
from testgateway.events import happened
from testgateway.params import Params


def create(books: Books, params: Params) -> Obj:
    customer: Obj = {
        "id": books.new_id("cus", 14),
        "object": "customer",
        "created": books.now(),
        "email": params.text("email"),
        "livemode": False,
        "metadata": params.metadata(),
        "name": params.text("name"),
        "phone": params.text("phone"),
    }
    params.ignore("description", "preferred_locales")
    params.done()
    happened(books, "customer.created", books.put(customer))
    return customer


def known(books: Books, customer_id: str, param: str = "customer") -> str:
    """Its id, if there is one."""
    if books.find("customer", customer_id) is None:
        raise missing("customer", customer_id, param)
    return customer_id


def retrieve(books: Books, customer_id: str) -> Obj:
    customer = books.find("customer", customer_id)
    if customer is None:
        raise missing("customer", customer_id)
    return customer
