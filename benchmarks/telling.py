"""What it costs an order that somebody is told: in the transaction that causes it, and in the one
in which the worker writes what is to be sent."""

import statistics
import time
from collections.abc import Callable
from uuid import UUID

from benchmarks import cast as casting
from benchmarks.cast import Cast
from benchmarks.figures import Figure, goal, spread_ms
from foodapp import reactions
from foodapp.kit import outbox
from foodapp.kit.db import transaction
from foodapp.notifications.news import customers
from foodapp.orders import kitchen
from foodapp.orders.events import OrderAccepted
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids

EACH, WARM_UP = 300, 20
GOAL_MS = 1
TELLS = "tell_"


def measure(cast: Cast) -> list[Figure]:
    """Pairs of orders: one whose customer is told, one whose customer is not, in turn, so that a
    busy machine slows both."""
    told, untold, writes = [], [], []
    for at in range(EACH + WARM_UP):
        order_id = _accepted(cast, told, reactions.names_of)
        _accepted(cast, untold, _without_telling)
        event = _event_of(order_id)
        writes.append(_timed(lambda event=event: _tell(event)))  # type: ignore[misc]
        if at < WARM_UP:
            for one in (told, untold, writes):
                one.clear()
    reactions.assemble()
    adds = (statistics.median(told) - statistics.median(untold)) * 1000
    return [_added(adds, told, untold), _written(writes)]


def _added(adds_ms: float, told: list[float], untold: list[float]) -> Figure:
    return Figure(
        "an order's messages, in the transaction that causes them",
        f"{max(adds_ms, 0):.2f} ms more",
        f"the kitchen's yes to {EACH} orders whose customer is told and to {EACH} whose customer is"
        f" not, in turn; medians, from the transaction's start until it is committed:"
        f" {spread_ms(told)} and {spread_ms(untold)} (p50 / p99)",
        goal(max(adds_ms, 0), GOAL_MS, "ms"),
    )


def _written(writes: list[float]) -> Figure:
    return Figure(
        "an order's messages, written by the worker",
        f"{spread_ms(writes)} (p50 / p99)",
        "the reaction's own transaction: the entry of the inbox and a row for each channel, before"
        " anything is sent",
    )


def _accepted(cast: Cast, waits: list[float], names: Callable[[str], list[str]]) -> UUID:
    order_id = casting.start_order(cast, cast.eaters[len(waits) % len(cast.eaters)])
    casting.confirm(order_id)
    outbox.assemble(names, _nobody)
    waits.append(_timed(lambda: _accept(cast, order_id)))
    reactions.assemble()
    return order_id


def _accept(cast: Cast, order_id: UUID) -> None:
    with transaction() as session:
        kitchen.accept(session, cast.cook, order_id, prep_minutes=20)


def _tell(event: OrderAccepted) -> None:
    with transaction() as session:
        customers.confirmed(session, event)


def _event_of(order_id: UUID) -> OrderAccepted:
    with transaction() as session:
        order = session.get_one(Order, order_id)
        facts = {"prep_minutes": 20, "ready_by": order.ready_by, "is_delivery": True}
        return OrderAccepted.model_validate({**ids(order), **facts})


def _nobody(entry_id: int, names: list[str]) -> None:
    """The worker is called when all is committed: that is no part of the transaction."""


def _without_telling(event: str) -> list[str]:
    return [name for name in reactions.names_of(event) if not name.startswith(TELLS)]


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
