"""Whether an exception still holds. The order is locked by the caller."""

from sqlmodel import Session, select

from foodapp.autopilot.models import Incident
from foodapp.dispatch import watching
from foodapp.dispatch.models import WANTED, Delivery, DeliveryStatus
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import Order, OrderStatus

BEING_MADE = (OrderStatus.ACCEPTED, OrderStatus.READY)
CAN_LOSE_A_DISH = (*BEING_MADE, OrderStatus.COLLECTED, OrderStatus.DELIVERED)


def is_unanswered(session: Session, order: Order, incident: Incident) -> bool:
    return order.status is OrderStatus.PLACED


def is_without_rider(session: Session, order: Order, incident: Incident) -> bool:
    delivery = _delivery(session, order)
    is_wanted = delivery is not None and delivery.status in WANTED
    return is_wanted and order.status in BEING_MADE


def is_rider_silent(session: Session, order: Order, incident: Incident) -> bool:
    delivery = _delivery(session, order)
    return delivery is not None and watching.is_silent(session, delivery)


def is_dish_asked(session: Session, order: Order, incident: Incident) -> bool:
    row = session.get_one(MissingDish, incident.subject_id, populate_existing=True)
    return row.state is State.ASKED and order.status in CAN_LOSE_A_DISH


def is_waiting_at_door(session: Session, order: Order, incident: Incident) -> bool:
    delivery = _delivery(session, order)
    return (
        delivery is not None
        and delivery.status is DeliveryStatus.COLLECTED
        and delivery.wait_until is not None
    )


def _delivery(session: Session, order: Order) -> Delivery | None:
    return session.exec(
        select(Delivery)
        .where(Delivery.order_id == order.id)
        .execution_options(populate_existing=True)
    ).one_or_none()
