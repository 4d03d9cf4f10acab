"""The one way an order changes: its row in the timeline, its event in the outbox and the word to
the open screens belong together."""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session

from foodapp.accounts.actors import (
    Actor,
    Admin,
    Customer,
    Platform,
    RestaurantStaff,
    Rider,
    Visitor,
)
from foodapp.kit import clock, outbox
from foodapp.orders.events import OrderEvent
from foodapp.orders.models import Order, TimelineEntry
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

_WHO: dict[type[Any], str] = {
    Customer: "customer",
    Visitor: "customer",
    RestaurantStaff: "restaurant",
    Rider: "rider",
    Admin: "support",
    Platform: "platform",
}


def tell(session: Session, actor: Actor, order: Order, event: OrderEvent) -> None:
    """Record that event happened to order: on its timeline, in the outbox, on the screens."""
    facts = event.model_dump(mode="json", exclude={"order_id", "restaurant_id", "customer_id"})
    entry = {
        "order_id": order.id,
        "at": clock.now(),
        "kind": kind_of(type(event)),
        "by": _WHO[type(actor)],
        "by_id": _id_of(actor),
        "facts": facts,
    }
    session.connection().execute(_ENTRY, entry)
    outbox.record(session, event)
    changed(session, order)


_ENTRY = insert(TimelineEntry.__table__)  # type: ignore[attr-defined]  # one row: no need of the ORM


def changed(session: Session, order: Order) -> None:
    """Every screen that shows this order reads it again."""
    for topic in (
        topics.order(order.id),
        topics.restaurant(order.restaurant_id),
        topics.admin(),
    ):
        announce(session, topic, order=str(order.id))


def kind_of(event: type[OrderEvent]) -> str:
    """OrderPlaced -> order_placed."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()


def ids(order: Order) -> dict[str, UUID]:
    """The ids that every order event carries."""
    return {
        "order_id": order.id,
        "restaurant_id": order.restaurant_id,
        "customer_id": order.customer_id,
    }


def _id_of(actor: Actor) -> UUID | None:
    return None if isinstance(actor, Platform) else actor.user_id
