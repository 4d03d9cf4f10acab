"""Food changes hands: restaurant to rider, rider to customer. Called by dispatch, which knows
whose delivery it is."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM, Admin, RestaurantStaff, Rider
from foodapp.kit import clock
from foodapp.orders import arrival, offers
from foodapp.orders.ends import End, PayBy
from foodapp.orders.events import OrderCollected, OrderDelivered
from foodapp.orders.kitchen import WrongPin
from foodapp.orders.locking import lock
from foodapp.orders.models import EndedBy, Order, OrderStatus
from foodapp.orders.timeline import ids, record


def collected(session: Session, actor: Rider | RestaurantStaff, order_id: UUID) -> Order:
    """The rider has the food, as they or the restaurant say."""
    order = lock(session, PLATFORM, order_id)
    order.move_to(OrderStatus.COLLECTED)
    order.collected_at = clock.now()
    order.ready_at = order.ready_at or order.collected_at
    order.told_until = order.told_until or order.arrive_by  # what was promised, to be kept to
    order.arrive_by = arrival.after_collecting(order)
    record(session, actor, order, OrderCollected(**ids(order)))
    return order


def delivered(session: Session, rider: Rider, order_id: UUID, *, pin: str) -> Order:
    """The customer has the food: they said their PIN."""
    order = lock(session, PLATFORM, order_id)
    if pin != order.pin:
        raise WrongPin
    return _delivered(session, rider, order, EndedBy.RIDER)


def delivered_after_all(session: Session, admin: Admin, order_id: UUID) -> Order:
    """A person has found out that the customer has it: no PIN was said."""
    return _delivered(session, admin, lock(session, admin, order_id), EndedBy.SUPPORT)


def _delivered(session: Session, actor: Rider | Admin, order: Order, by: EndedBy) -> Order:
    order.end_as(End.DELIVERED, by)
    offers.give_back(session, order)
    order.delivered_at = order.ended_at
    if order.pay_by is PayBy.CASH:
        order.cash_taken_minor = order.cash_due_minor
        order.rounding_minor = order.cash_taken_minor - order.price_minor
    record(session, actor, order, OrderDelivered(**ids(order)))
    return order
