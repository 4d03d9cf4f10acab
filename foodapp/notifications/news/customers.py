"""What customers hear of their orders and their money."""

from datetime import timedelta

from sqlmodel import Session

from foodapp.kit import clock
from foodapp.kit.money import Money
from foodapp.kit.when import Moment
from foodapp.kit.words import Value
from foodapp.notifications import recipients, telling
from foodapp.orders.events import (
    DishMissing,
    OrderAccepted,
    OrderDelayed,
    OrderDelivered,
    OrderEvent,
    OrderRefunded,
    OrderRunsLate,
    RiderAtDoor,
)
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant

RATED_AFTER = timedelta(hours=3)


def confirmed(session: Session, event: OrderAccepted) -> None:
    order = session.get_one(Order, event.order_id)
    _tell(session, "order_confirmed", order, at=Moment(order.arrive_by or event.ready_by))


def late(session: Session, event: OrderDelayed) -> None:
    """Each new time is news."""
    order = session.get_one(Order, event.order_id)
    until = order.arrive_by or event.ready_by
    _tell(session, "order_late", order, key=f"{event.ready_by:%H%M}", at=Moment(until))


def runs_late(session: Session, event: OrderRunsLate) -> None:
    """The clock says so: before anybody has to ask."""
    order = session.get_one(Order, event.order_id)
    until = f"{event.expected_by:%H%M}"
    _tell(session, "order_late", order, key=until, at=Moment(event.expected_by), by=event.by)


def at_door(session: Session, event: RiderAtDoor) -> None:
    _tell(session, "order_at_door", session.get_one(Order, event.order_id))


def delivered(session: Session, event: OrderDelivered) -> None:
    """The receipt; and hours later the question how it was."""
    order = session.get_one(Order, event.order_id)
    _tell(session, "order_delivered", order)
    telling.tell(
        session,
        "rating_wanted",
        recipients.customer(order.customer_id),
        key=f"order:{order.id}",
        link=f"/orders/{order.id}",
        facts=_facts(session, order),
        at=clock.now() + RATED_AFTER,
    )


def ended(session: Session, event: OrderEvent) -> None:
    """However it ended without food; not where it was never placed: then they are at the page."""
    order = session.get_one(Order, event.order_id)
    if order.placed_at is not None:
        _tell(session, "order_ended", order)


def refunded(session: Session, event: OrderRefunded) -> None:
    order = session.get_one(Order, event.order_id)
    back = Money(event.amount_minor, event.currency)
    _tell(session, "order_refunded", order, key=f"{order.reduced_minor}", amount=back)


def dish_missing(session: Session, event: DishMissing) -> None:
    """Only where there is something to answer."""
    if not event.substitute or event.answer_by is None:
        return
    order = session.get_one(Order, event.order_id)
    facts: dict[str, Value] = {"dish": event.dish, "instead": event.substitute}
    key = f"{event.dish[:20]}:{event.answer_by:%H%M%S}"
    _tell(session, "substitute_asked", order, key=key, at=Moment(event.answer_by), **facts)


def _tell(session: Session, kind: str, order: Order, *, key: str = "", **more: Value) -> None:
    telling.tell(
        session,
        kind,
        recipients.customer(order.customer_id),
        key=f"order:{order.id}:{key}" if key else f"order:{order.id}",
        link=f"/orders/{order.id}",
        subject=f"order:{order.id}",
        facts=_facts(session, order) | more,
    )


def _facts(session: Session, order: Order) -> dict[str, Value]:
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    return {"order_id": str(order.id), "order": order.number, "restaurant": restaurant.name}
