"""Why a rider who is online is not asked, as the console says it."""

import pytest

from foodapp.dispatch import offers, shifts
from foodapp.kit.geo import Position
from foodapp.views.console import deliveries, not_asked
from tests.fixtures.world import VADUZ
from tests.foodapp.dispatch.riding import search


@pytest.fixture
def why(session, world, wanted):
    """What is said of Ravi."""

    def ask():
        session.expire_all()
        return {one.name: one.reason for one in not_asked.riders(session, wanted)}.get("Ravi")

    return ask


def test_who_has_sent_no_position_cannot_be_asked(session, world, wanted, why, later):
    shifts.go_online(session, world.rider)
    assert why() == "No position since they came online"


def test_ten_metres_away_and_silent_for_a_while(session, world, wanted, online, why, later, valkey):
    online(world.rider, VADUZ)
    assert why() == not_asked.NEXT
    later(minutes=6)
    valkey.delete(f"rider:{world.rider.rider_id}:where")  # what is that old is gone from there

    assert why().startswith("No position since ")


def test_who_said_no_is_asked_again_later(session, world, wanted, online, why, later):
    online(world.rider, VADUZ)
    offer = search(session)
    assert why() == "Is being asked now"
    offers.decline(session, world.rider, offer.id)
    session.commit()
    assert why().startswith("Said no; asked again from")
    assert "Ravi: said no" in deliveries.delivery_of(session, world.admin, wanted.order_id).why
    later(minutes=4)
    online(world.rider, VADUZ)

    assert why() == not_asked.NEXT


def test_who_is_too_far_away(session, world, wanted, online, why):
    online(world.rider, Position(47.30, 9.5209))

    assert why() == "Further away than the 10.0 km that are asked"


def test_who_has_a_delivery_and_who_goes_home_after_it(session, world, wanted, online, why):
    online(world.rider, VADUZ)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    assert why() == "Has a delivery"
    shifts.go_offline(session, world.rider)
    session.commit()

    assert why() == "Goes offline after the delivery they have"


def test_nobody_online_is_said_as_it_is(session, world, wanted):
    assert (
        deliveries.delivery_of(session, world.admin, wanted.order_id).why == "No rider is online."
    )
