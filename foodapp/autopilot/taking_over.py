"""An admin steers an order by hand: no plan goes on for it, nothing ends by itself."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin
from foodapp.autopilot import steering
from foodapp.autopilot.settings import settings
from foodapp.dispatch.models import WANTED, Delivery
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders import missing
from foodapp.orders.events import AutopilotHandedBack, AutopilotTakenOver
from foodapp.orders.locking import lock
from foodapp.orders.models import ENDED, Order, OrderStatus
from foodapp.orders.settings import settings as order_settings
from foodapp.orders.timeline import ids, record


def take_over(session: Session, admin: Admin, order_id: UUID, *, reason: str) -> Order:
    order = lock(session, admin, order_id)
    reason = audit.reason_given(reason)
    if order.status in ENDED:
        raise DomainError(t("This order has ended: there is nothing left to steer."))
    if order.taken_over_at is not None:
        raise DomainError(t("This order is being steered by hand already."))
    order.taken_over_at, order.taken_over_by = clock.now(), admin.user_id
    audit.note(session, admin, "order_taken_over", "order", order.id, order.number, reason)
    record(session, admin, order, AutopilotTakenOver(**ids(order), reason=reason))
    return order


def hand_back(session: Session, admin: Admin, order_id: UUID) -> Order:
    """Every wait begins again, so that nothing happens in the same second."""
    order = lock(session, admin, order_id)
    if order.taken_over_at is None:
        raise DomainError(t("The autopilot has this order already."))
    order.taken_over_at = order.taken_over_by = None
    if order.status is OrderStatus.PLACED and order.answer_by is not None:
        least = timedelta(minutes=order_settings().accept_minutes - order_settings().prompt_minutes)
        order.answer_by = max(order.answer_by, clock.now() + least)
    for incident in steering.open_of(session, order.id):
        steering.wait_anew(incident)
    ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one_or_none()
    if ride is not None and ride.status in WANTED:
        ride.search_until = max(ride.search_until, clock.now())  # see searching: then it gives up
    for row in missing.asked(session, order.id):
        row.answer_by = clock.now() + timedelta(seconds=settings().substitute_answer_seconds)
    audit.note(session, admin, "order_handed_back", "order", order.id, order.number)
    record(session, admin, order, AutopilotHandedBack(**ids(order)))
    return order
