import pytest
from sqlmodel import col, select

from foodapp.autopilot import steering
from foodapp.kit import db
from foodapp.orders import kitchen
from foodapp.orders.models import TimelineEntry
from tests.foodapp.dispatch.conftest import later, online
from tests.foodapp.payments.conftest import (
    gateway,
    inbox,
    paid,
    pay,
    settled,
    take_in,
    unpaid,
)

__all__ = [
    "gateway", "inbox", "later", "online", "paid", "pay", "settled", "take_in",
    "unpaid",
]  # fmt: skip


@pytest.fixture
def accepted(session, world, placed_order, drain_outbox):
    """Cooking; nobody is online, so its delivery is searching. Nothing was paid in this world."""
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    return placed_order


@pytest.fixture
def advance(session, drain_outbox):
    """Rounds of the periodic job, until nothing more is due now."""

    def rounds(times=3):
        for _ in range(times):
            session.commit()
            steering.advance_all()
            drain_outbox()
        session.expire_all()

    return rounds


@pytest.fixture
def told(session):
    """told(order, kind): the facts of the timeline's rows of this kind, oldest first."""

    def rows(order, kind):
        found = session.exec(
            select(TimelineEntry.facts)
            .where(TimelineEntry.order_id == order.id, TimelineEntry.kind == kind)
            .order_by(col(TimelineEntry.id))
        )
        return list(found)

    return rows


@pytest.fixture
def steps(told):
    """Which steps the autopilot took, oldest first."""
    return lambda order: [facts["step"] for facts in told(order, "autopilot_stepped")]


@pytest.fixture
def in_own():
    """in_own(command, *args): a person's command, in a transaction of its own."""

    def run(command, *args, **details):
        with db.transaction() as inner:
            return command(inner, *args, **details)

    return run
