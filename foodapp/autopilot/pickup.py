"""No rider: the customer comes for the food, and pays neither delivery nor tip."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.autopilot import steering
from foodapp.autopilot.models import Kind
from foodapp.dispatch import deliveries
from foodapp.dispatch.locking import hold
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import locking
from foodapp.orders.ends import End, PayBy, pays_minor
from foodapp.orders.events import OrderBecamePickup
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record

OFFERED = "pickup"  # the step of table.PLANS


class NotOffered(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This order is being brought after all. Please look again."))


def is_offered(session: ReadSession, order: Order) -> bool:
    """Cash is paid to riders only: nobody at the counter takes it for us."""
    return order.pay_by is PayBy.CARD and any(
        one.kind is Kind.NO_RIDER and one.step == OFFERED
        for one in steering.open_of(session, order.id)
    )


def back_minor(order: Order) -> int:
    """What comes back: delivery and tip, as orders.ends has it."""
    return pays_minor(order, End.DELIVERED) - pays_minor(order, End.PICKED_UP_INSTEAD)


def accept(session: Session, customer: Customer, order_id: UUID) -> Order:
    locking.lock(session, customer, order_id)  # only their own
    held = hold(session, PLATFORM, order_id)
    if not is_offered(session, held.order) or not deliveries.is_wanted(held):
        raise NotOffered
    back = back_minor(held.order)
    held.order.become_pickup()
    held.order.arrive_by = held.order.told_until = None
    deliveries.give_up(session, held)
    for incident in steering.open_of(session, order_id):
        if incident.kind is Kind.NO_RIDER:
            incident.close()
    event = OrderBecamePickup(**ids(held.order), back_minor=back, currency=held.order.currency)
    record(session, customer, held.order, event)
    return held.order
