"""Orders that somebody may look at. To change one, lock it: see locking."""

from uuid import UUID

from foodapp.accounts.actors import Customer
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.orders.models import Order


def of_customer(session: ReadSession, customer: Customer, order_id: UUID) -> Order:
    """Their own; somebody else's is simply not there. The database is asked once a transaction,
    however many parts of a page want it."""
    order = session.get(Order, order_id)
    if order is None or order.customer_id != customer.user_id:
        raise NotFound("order")
    return order
