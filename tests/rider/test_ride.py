"""The rider's screen as a state: what it says after what happened."""

from uuid import uuid4

import pytest

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch import offers
from foodapp.kit import clock, db
from foodapp.orders import endings
from foodapp.orders.models import Order
from foodapp.ui import live
from rider.ride.state import Ride
from tests.fixtures.screens import Tab
from tests.foodapp.dispatch.riding import search


@pytest.fixture
def ride(world, monkeypatch):
    """Ravi's screen, signed in."""

    async def ask(self, domain, *args, **kwargs):
        with db.transaction() as session:
            return domain(session, world.rider, *args, **kwargs)

    async def tell(state, text, kind="done"):
        state.said.append(text)

    monkeypatch.setattr(Ride, "_read", ask)
    monkeypatch.setattr(Ride, "_do", ask)
    monkeypatch.setattr("rider.ride.state.notify", tell)
    monkeypatch.setattr(live, "watch", lambda state, *topics: None)
    state = Ride(_reflex_internal_init=True)
    object.__setattr__(state, "said", [])
    return state


async def call(state, handler, *args):
    """As a browser would, but for the guard."""
    return await handler.fn(state, *args)


async def press(ride, verb, subject, said="", press_id=None):
    """As the box of kept presses sends it."""
    press_id = press_id or uuid4()
    try:
        await Ride.press.fn(ride, press_id, verb, subject, said, 0.0)
    finally:
        assert ride.acked == str(press_id)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (None, "not a rider's"),
        ({"approved_at": None}, "being checked"),
        ({"suspended_at": clock.now()}, "suspended"),
    ],
)
async def test_who_may_not_ride_is_told_why(session, world, change, says):
    who = world.rider if change else world.customer
    cookies = Cookies(sid=sessions.open_for(session, session.get_one(User, who.user_id)))
    for name, value in (change or {}).items():
        setattr(session.get_one(RiderProfile, world.rider.rider_id), name, value)
    session.commit()
    tab = Tab(cookies).at("/rider")
    await tab.call(Ride, "load")
    screen = tab.screen(Ride)
    assert says in screen.barred
    assert not screen.loaded


async def test_from_online_to_delivered(session, world, ride, wanted, online):
    await call(ride, Ride.load)
    assert (ride.online, ride.loaded) == (False, True)
    await call(ride, Ride.go_online)
    assert ride.online
    online(world.rider)
    offer = search(session)
    await call(ride, Ride.refresh)
    assert ride.offer.id == str(offer.id)
    await call(ride, Ride.accept, offer.id)
    assert (ride.offer.id, ride.job.status) == ("", "assigned")
    await press(ride, "arrive", wanted.id)
    await press(ride, "collect", wanted.id)
    await call(ride, Ride.stand_at_door, True)
    pin = session.get_one(Order, wanted.order_id).pin
    await press(ride, "hand_over", wanted.id, "0000" if pin != "0000" else "1111")
    assert "does not match" in ride.error
    assert ride.job.status == "collected"
    await press(ride, "hand_over", wanted.id, pin)
    assert ride.error == ""
    assert ride.done == f"Delivered. You earned {ride.today}."


async def test_a_delivery_cancelled_meanwhile_is_said_until_put_away(
    session,
    world,
    ride,
    wanted,
    online,
    drain_outbox,
):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    await call(ride, Ride.load)
    endings.cancel_for_support(session, world.admin, wanted.order_id, reason="A test.")
    session.commit()
    drain_outbox()
    session.expire_all()

    await call(ride, Ride.refresh)
    assert "was cancelled" in ride.ended
    assert ride.job.id == ""
    await call(ride, Ride.put_away)
    await call(ride, Ride.refresh)
    assert ride.ended == ""


async def test_an_offer_that_goes_by_itself_is_mentioned(
    session,
    world,
    ride,
    wanted,
    online,
    later,
):
    online(world.rider)
    search(session)
    await call(ride, Ride.load)
    assert ride.offer.id
    later(seconds=46)

    await call(ride, Ride.refresh)

    assert ride.offer.id == ""
    assert ride.said == ["That offer is gone. The next one will come."]


async def test_a_press_that_was_sent_twice_is_carried_out_once(
    session, world, ride, wanted, online
):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    await call(ride, Ride.load)
    same = uuid4()
    await press(ride, "collect", wanted.id)
    wrong = "0000" if session.get_one(Order, wanted.order_id).pin != "0000" else "1111"

    for _ in range(3):
        await press(ride, "hand_over", wanted.id, wrong, press_id=same)

    session.expire_all()
    assert session.get_one(Order, wanted.order_id).pin_wrong == 1
    assert ride.job.status == "collected"


async def test_a_refused_press_is_acknowledged_and_says_why(session, world, ride, wanted, online):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    await call(ride, Ride.load)
    await press(ride, "arrive", wanted.id)

    await press(ride, "arrive", wanted.id)

    assert "already at restaurant" in ride.error
    assert ride.job.status == "at_restaurant"
