"""The one way an order changes: its row in the timeline, its event in the outbox and the word to
the open screens belong together."""

import json
import re
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text
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
from foodapp.orders.models import Order
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


def record(session: Session, actor: Actor, order: Order, event: OrderEvent) -> None:
    """Record that event happened to order: on its timeline, in the outbox, on the screens."""
    record_with(session, _RECORD, actor, order, event)


def record_with(
    session: Session,
    statement: TextClause,
    actor: Actor,
    order: Order,
    event: OrderEvent,
    **facts: str,
) -> None:
    """The same, in one statement with what is written beside it: one that ends in ENTRIES."""
    entry = {
        "order_id": str(order.id),
        "at": clock.now().isoformat(),
        "kind": kind_of(type(event)),
        "by": _WHO[type(actor)],
        "by_id": _id_of(actor),
        "facts": event.model_dump(
            mode="json", exclude={"order_id", "restaurant_id", "customer_id"}
        ),
    }
    told = json.dumps(entry, default=str)
    outbox.record_with(session, statement, event, told=told, **facts)
    changed(session, order)


ENTRIES = (
    """
    told AS (
      INSERT INTO order_timeline (order_id, at, kind, by, by_id, facts)
      SELECT order_id, at, kind, by, by_id, facts
      FROM json_populate_record(CAST(NULL AS order_timeline), CAST(:told AS json))
    )
    """  # noqa: S608 - constants of ours
    + outbox.ENTRY
)
_RECORD = text("WITH " + ENTRIES)


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
