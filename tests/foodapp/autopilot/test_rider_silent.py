import pytest
from sqlmodel import select

from foodapp.alerts.models import Alert, AlertKind
from foodapp.autopilot.models import Incident
from foodapp.dispatch import carrying, offers, positions, watching
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.views.console import alert_words
from foodapp.views.rider import ride
from tests.fixtures.world import VADUZ
from tests.foodapp.dispatch.riding import delivery_of, search, stands_at

AWAY = Position(47.1500, 9.5209)  # a kilometre from Nonna
FURTHER = Position(47.1480, 9.5209)


@pytest.fixture
def riding(session, world, accepted, online, drain_outbox):
    """Ravi has the delivery and is a kilometre away."""
    online(world.rider, AWAY)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    drain_outbox()
    return accepted


@pytest.fixture
def stands(session, world, later):
    """stands(minutes): Ravi's phone says the same place, again and again."""

    def still(minutes, at=AWAY, rider=world.rider):
        for _ in range(minutes * 2):
            later(seconds=30)
            positions.record(session, rider, [Fix(at, clock.now())])
        session.commit()

    return still


def is_asked(session, world):
    return ride.home(session, world.rider).job.is_asked


def test_who_stands_still_is_asked_and_then_loses_the_delivery(
    session, world, riding, stands, later, advance, steps
):
    stands(4)
    advance()
    assert not is_asked(session, world)
    stands(2)
    advance()
    assert (is_asked(session, world), steps(riding)) == (True, ["asked"])
    stands(3)
    advance()

    assert steps(riding) == ["asked", "taken_away"]
    delivery = delivery_of(session, riding.id)
    assert (delivery.status, delivery.rider_id) == (DeliveryStatus.SEARCHING, None)
    assert search(session) is None, "not asked again: Ravi had it"


def test_who_is_not_heard_of_is_asked(session, world, riding, later, advance, steps):
    later(minutes=6)
    advance()

    assert steps(riding) == ["asked"]


def test_an_answer_is_believed(session, world, riding, stands, advance, steps, in_own, later):
    stands(6)
    advance()
    delivery = delivery_of(session, riding.id)
    with pytest.raises(NotFound):
        in_own(watching.still_riding, world.second_rider, delivery.id)
    in_own(watching.still_riding, world.rider, delivery.id)
    stands(3)
    advance()

    assert (is_asked(session, world), steps(riding)) == (False, ["asked"])
    assert delivery_of(session, riding.id).rider_id == world.rider.rider_id
    with pytest.raises(DomainError, match="nobody is waiting for an answer"):
        in_own(watching.still_riding, world.rider, delivery.id)


def test_who_rides_on_need_not_answer(session, world, riding, stands, advance, steps):
    stands(6)
    advance()
    stands(2, at=FURTHER)
    stands(1, at=AWAY)
    advance()

    assert (is_asked(session, world), steps(riding)) == (False, ["asked"])
    assert session.exec(select(Incident)).one().closed_at is not None


def test_who_waits_where_the_food_is_may_stand_still(
    session, world, riding, stands, advance, steps
):
    stands(8, at=Position(47.1411, 9.5209))
    advance()

    assert steps(riding) == []


def test_food_in_a_silent_riders_bag_stays_there_and_somebody_calls(
    session, world, riding, later, advance, steps, in_own
):
    delivery = delivery_of(session, riding.id)
    later(seconds=60)
    stands_at(session, world.rider, VADUZ)
    in_own(carrying.collect, world.rider, delivery.id)
    later(minutes=6)
    advance()
    later(minutes=3)
    advance()

    assert steps(riding) == ["asked", "call"]
    assert delivery_of(session, riding.id).rider_id == world.rider.rider_id
    alert = session.exec(select(Alert).where(Alert.kind == AlertKind.RIDER_SILENT)).one()
    assert alert_words.said(alert).startswith("Ravi has the food")
