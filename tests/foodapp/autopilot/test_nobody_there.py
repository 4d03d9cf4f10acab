import pytest

from foodapp.dispatch import carrying, offers, returning, waiting
from foodapp.dispatch.models import DeliveryStatus, IllegalDeliveryMove
from foodapp.kit.errors import DomainError, NotFound
from foodapp.ledger.models import AccountKind as Kind
from foodapp.orders.ends import End
from foodapp.payments.models import PaymentStatus
from foodapp.views import autopilot
from foodapp.views.rider import earnings, ride
from tests.fixtures.world import HOME
from tests.foodapp.dispatch.riding import delivery_of, search, stands_at
from tests.foodapp.payments.conftest import TOTAL, moved


@pytest.fixture
def at_door(session, world, paid, online, in_own, later):
    """Ravi stands at Cy's door with the food; its delivery."""
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    delivery = delivery_of(session, paid.id)
    in_own(carrying.collect, world.rider, delivery.id)
    later(minutes=1)
    stands_at(session, world.rider, HOME.at)
    return delivery_of(session, paid.id)


def test_the_rider_waits_by_a_clock_that_the_customer_sees(
    session, world, at_door, paid, later, advance, in_own, settled
):
    with pytest.raises(carrying.StillWaiting):
        in_own(carrying.could_not_deliver, world.rider, at_door.id, reason="nobody_there")
    in_own(waiting.nobody_there, world.rider, at_door.id)
    in_own(waiting.nobody_there, world.rider, at_door.id)  # pressed twice: the clock goes on
    advance()
    asked = autopilot.asked(session, world.customer, paid.id)
    assert 290 < asked.door_seconds <= 300
    assert ride.home(session, world.rider).job.is_waiting
    with pytest.raises(carrying.StillWaiting):
        in_own(carrying.could_not_deliver, world.rider, at_door.id, reason="nobody_there")

    later(minutes=5, seconds=1)
    stands_at(session, world.rider, HOME.at)
    advance()

    assert paid.end is End.NOT_HANDED_OVER
    assert settled(paid) == (PaymentStatus.CAPTURED, TOTAL, 0)
    assert moved(paid)[Kind.RIDES] == at_door.pay_minor


def test_somebody_opens_after_all(session, world, at_door, paid, later, advance, in_own, settled):
    in_own(waiting.nobody_there, world.rider, at_door.id)
    advance()
    in_own(waiting.they_came, world.rider, at_door.id)
    later(minutes=6)
    advance()
    assert autopilot.asked(session, world.customer, paid.id).door_text == ""
    answer = in_own(carrying.hand_over, world.rider, at_door.id, pin=paid.pin)

    assert answer.is_right
    assert settled(paid) == (PaymentStatus.CAPTURED, TOTAL, 0)
    with pytest.raises(IllegalDeliveryMove):
        in_own(waiting.they_came, world.rider, at_door.id)


def test_the_pin_counts_while_the_clock_runs(session, world, at_door, paid, later, advance, in_own):
    in_own(waiting.nobody_there, world.rider, at_door.id)
    assert in_own(carrying.hand_over, world.rider, at_door.id, pin=paid.pin).is_right
    later(minutes=6)
    advance()

    assert paid.end is End.DELIVERED


def test_food_that_comes_back_pays_the_ride_back(
    session, world, at_door, paid, later, advance, in_own, settled
):
    with pytest.raises(DomainError, match="could not be handed over"):
        in_own(returning.received, world.staff, paid.id)
    in_own(waiting.nobody_there, world.rider, at_door.id)
    advance()
    later(minutes=6)
    stands_at(session, world.rider, HOME.at)
    advance()
    assert returning.expected(session, world.staff) == [str(paid.id)]
    with pytest.raises(NotFound):
        in_own(returning.received, world.rival_staff, paid.id)
    in_own(returning.received, world.staff, paid.id)

    assert settled(paid) == (PaymentStatus.CAPTURED, TOTAL, 0)
    delivery = delivery_of(session, paid.id)
    assert (delivery.status, delivery.returned_at is None) == (DeliveryStatus.RETURNED, False)
    assert moved(paid)[Kind.RIDES] == 2 * delivery.pay_minor
    assert moved(paid)[Kind.RIDER] == -2 * delivery.pay_minor
    assert earnings.earnings(session, world.rider).today_count == 1
    assert returning.expected(session, world.staff) == []
    with pytest.raises(IllegalDeliveryMove):
        in_own(returning.received, world.staff, paid.id)
