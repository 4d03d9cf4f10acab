"""What a rider has earned, as the screen says it."""

import pytest

from foodapp.accounts.models import RiderProfile
from foodapp.dispatch import carrying, offers
from foodapp.kit import clock
from foodapp.orders.models import Order
from foodapp.ui import live
from rider.earnings.state import Earned
from tests.fixtures.screens import Tab
from tests.foodapp.dispatch.riding import in_vain, search


@pytest.fixture(autouse=True)
def _nobody_watches(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: None)


@pytest.fixture
def collected(session, world, wanted, online):
    """Ravi has the food: a ride of 3.23, and a tip of 2.00 if it arrives."""
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    carrying.collect(session, world.rider, wanted.id)
    session.commit()
    return wanted


async def earned(world, name="ravi"):
    tab = Tab(world.cookies[name]).at("/rider/earnings")
    await tab.call(Earned, "load")
    return tab.screen(Earned)


def hand_over(session, world, delivery):
    pin = session.get_one(Order, delivery.order_id).pin
    assert carrying.hand_over(session, world.rider, delivery.id, pin=pin).is_right
    session.commit()


async def test_whoever_has_not_ridden_has_earned_nothing(session, world):
    screen = await earned(world)
    assert screen.loaded
    assert (screen.today_count, screen.week_count, screen.deliveries) == (0, 0, [])
    assert "0.00" in screen.today
    assert len(screen.days) == 7


async def test_a_delivery_counts_today_and_this_week_with_its_tip(session, world, collected):
    hand_over(session, world, collected)
    screen = await earned(world)
    assert (screen.today_count, screen.week_count) == (1, 1)
    assert screen.today == screen.week == "CHF\xa05.23"
    assert screen.today_tips == "CHF\xa02.00"
    [one] = screen.deliveries
    assert (one.restaurant, one.day, one.is_delivered) == ("Nonna", "Today", True)
    assert (one.ride, one.tip, one.total) == ("CHF\xa03.23", "CHF\xa02.00", "CHF\xa05.23")
    assert screen.days[-1].shown == "CHF\xa05.23"


async def test_a_ride_in_vain_was_a_ride_without_the_tip(session, world, collected, later):
    in_vain(session, world.rider, collected, "nobody_there", later)
    session.commit()
    screen = await earned(world)
    [one] = screen.deliveries
    assert (one.is_delivered, one.tip, one.total) == (False, "", "CHF\xa03.23")
    assert screen.today == "CHF\xa03.23"


async def test_what_was_earned_long_ago_is_not_of_this_week(session, world, collected, later):
    hand_over(session, world, collected)
    later(days=8)
    screen = await earned(world)
    assert (screen.week_count, screen.deliveries) == (0, [])


async def test_nobody_sees_what_somebody_else_earned(session, world, collected):
    hand_over(session, world, collected)
    screen = await earned(world, "rita")
    assert (screen.week_count, screen.deliveries) == (0, [])


async def test_a_suspended_rider_sees_no_earnings(session, world, collected):
    hand_over(session, world, collected)
    session.get_one(RiderProfile, world.rider.rider_id).suspended_at = clock.now()
    session.commit()
    screen = await earned(world)
    assert not screen.loaded
    assert screen.deliveries == []
