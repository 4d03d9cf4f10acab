"""Food changes hands: restaurant to rider, rider to customer. Called by dispatch, which knows
whose delivery it is."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM, Rider
from foodapp.kit import clock
from foodapp.orders import arrival, offers
from foodapp.orders.ends import End, PayBy
from foodapp.orders.events import OrderCollected, OrderDelivered
from foodapp.orders.kitchen import WrongPin
from foodapp.orders.locking import lock
from foodapp.orders.models import EndedBy, Order, OrderStatus
from foodapp.orders.timeline import ids, tell


def collected(session: Session, rider: Rider, order_id: UUID) -> Order:
    """The rider has the food."""
    order = lock(session, PLATFORM, order_id)
    order.move_to(OrderStatus.COLLECTED)
    order.collected_at = clock.now()
    order.ready_at = order.ready_at or order.collected_at
    order.arrive_by = arrival.after_collecting(order)
    tell(session, rider, order, OrderCollected(**ids(order)))
    return order


def delivered(session: Session, rider: Rider, order_id: UUID, *, pin: str) -> Order:
    """The customer has the food: they said their PIN."""
    order = lock(session, PLATFORM, order_id)
    if pin != order.pin:
        raise WrongPin
    order.end_as(End.DELIVERED, EndedBy.RIDER)
    offers.give_back(session, order)
    order.delivered_at = order.ended_at
    if order.pay_by is PayBy.CASH:
        order.cash_taken_minor = order.cash_due_minor
        order.rounding_minor = order.cash_taken_minor - order.price_minor
    tell(session, rider, order, OrderDelivered(**ids(order)))
    return order
