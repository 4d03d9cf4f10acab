from datetime import timedelta

import pytest

from foodapp.dispatch import positions, shifts
from foodapp.dispatch.fixes import Fix
from foodapp.kit import clock
from foodapp.kit.geo import Position
from foodapp.orders import kitchen
from tests.foodapp.dispatch.riding import delivery_of

NEAR = Position(47.1420, 9.5209)  # some 110 m from Nonna
NEARER = Position(47.1412, 9.5209)


@pytest.fixture
def wanted(session, world, placed_order, drain_outbox):
    """Nonna has accepted Cy's order; nobody is online, so the delivery is searching."""
    placed_order.tip_minor, placed_order.total_minor = 200, placed_order.total_minor + 200
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    return delivery_of(session, placed_order.id)


@pytest.fixture
def online(session, valkey):
    """online(rider, at) puts a rider on the road."""

    def put(rider, at=NEAR):
        shifts.go_online(session, rider)
        positions.record(session, rider, [Fix(at, clock.now())])
        session.commit()

    return put


@pytest.fixture
def later(session):
    """later(minutes=3) turns the clock on, for the rest of the test."""
    import time_machine

    travels = []

    def on(**how):
        session.commit()
        travel = time_machine.travel(clock.now() + timedelta(**how), tick=True)
        travel.start()
        travels.append(travel)

    yield on
    for travel in reversed(travels):
        travel.stop()
