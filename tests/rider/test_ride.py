"""The rider's screen as a state: what it says after what happened."""

from uuid import uuid4

import pytest

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import RiderProfile, User
from foodapp.autopilot import steering
from foodapp.dispatch import assigning, offers, presses
from foodapp.dispatch.models import DeliveryStatus, Offer, OfferGone, OfferStatus
from foodapp.kit import clock, db
from foodapp.kit.geo import Position
from foodapp.orders import endings
from foodapp.orders.models import Order
from foodapp.ui import live
from rider.ride.state import Ride
from tests.fixtures.screens import Tab
from tests.foodapp.dispatch.riding import delivery_of, search, stands_at


@pytest.fixture
def ride(world, monkeypatch):
    """Ravi's screen, signed in."""

    async def ask(self, domain, *args, **kwargs):
        with db.transaction() as session:
            return domain(session, world.rider, *args, **kwargs)

    async def notify(state, text, kind="done"):
        state.said.append(text)

    monkeypatch.setattr(Ride, "_read", ask)
    monkeypatch.setattr(Ride, "_do", ask)
    monkeypatch.setattr("rider.ride.state.notify", notify)
    monkeypatch.setattr(live, "watch", lambda state, *topics, **_: None)
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


@pytest.fixture
async def riding(session, world, ride, wanted, online):
    """Ravi has said yes, and sees the delivery."""
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    session.commit()
    await call(ride, Ride.load)
    return ride


async def test_whoever_goes_offline_on_the_way_stays_until_it_is_brought(world, riding):
    await call(riding, Ride.go_offline)
    assert (riding.online, riding.leaving) == (True, True)
    assert riding.job.id
    await call(riding, Ride.stay_online)
    assert (riding.online, riding.leaving) == (True, False)


async def test_whoever_goes_offline_without_a_delivery_is_gone_and_declines_what_was_offered(
    session, world, ride, wanted, online
):
    online(world.rider)
    offer = search(session)
    await call(ride, Ride.load)
    assert ride.offer.id == str(offer.id)
    await call(ride, Ride.go_offline)
    assert (ride.online, ride.offer.id) == (False, "")
    session.expire_all()
    assert session.get_one(Offer, offer.id).status is OfferStatus.DECLINED


async def test_a_declined_offer_goes_to_the_next_rider_and_off_the_screen(
    session, world, ride, wanted, online, drain_outbox
):
    online(world.rider)
    offer = search(session)
    online(world.second_rider)
    await call(ride, Ride.load)
    await call(ride, Ride.decline, offer.id)
    assert (ride.offer.id, ride.said) == ("", [])
    session.commit()
    drain_outbox()
    assert search(session).rider_id == world.second_rider.rider_id


async def test_an_offer_that_is_over_is_not_accepted_and_leaves_the_screen(
    session, world, ride, wanted, online, later
):
    online(world.rider)
    offer = search(session)
    await call(ride, Ride.load)
    later(seconds=46)
    await call(ride, Ride.accept, offer.id)
    assert ride.error == str(OfferGone())
    assert ride.job.id == ""
    search(session)
    await call(ride, Ride.refresh)
    assert ride.offer.id == ""


async def test_a_delivery_given_back_is_offered_to_others(session, world, riding, wanted, online):
    await press(riding, "give_back", wanted.id)
    assert (riding.job.id, riding.online) == ("", True)
    assert riding.said == ["Given back. Somebody else is being asked."]
    online(world.second_rider)
    assert search(session).rider_id == world.second_rider.rider_id


async def test_a_delivery_that_was_taken_away_is_said_to_be_somebody_elses(
    session, world, riding, wanted
):
    number = riding.job.number
    assigning.take_away(session, world.admin, wanted.order_id, reason="A flat tyre.")
    session.commit()
    await call(riding, Ride.refresh)
    assert riding.ended == f"Order {number} is no longer yours: somebody else brings it."
    await call(riding, Ride.go_online)
    assert riding.ended == ""


async def test_what_the_worker_handed_over_is_said_to_be_delivered(session, world, riding, wanted):
    """Pressed without a network, and sent while the screen looked elsewhere."""
    pin, pay = session.get_one(Order, wanted.order_id).pin, riding.job.pay
    for verb, said in (("collect", ""), ("hand_over", pin)):
        presses.apply(session, world.rider, uuid4(), verb=verb, delivery_id=wanted.id, said=said)
    session.commit()
    await call(riding, Ride.refresh)
    assert (riding.done, riding.ended) == (f"Delivered. You earned {pay}.", "")


async def test_what_became_of_an_order_that_nobody_took_is_said_when_the_clock_has_run_out(
    session, world, riding, wanted, later, drain_outbox
):
    order = session.get_one(Order, wanted.order_id)
    door = Position(order.lat, order.lng)
    await press(riding, "collect", wanted.id)
    later(minutes=2)
    stands_at(session, world.rider, door)
    await press(riding, "could_not_deliver", wanted.id, "nobody_there")
    assert riding.job.is_waiting
    assert 290 < riding.job.wait_seconds <= 300
    later(minutes=5, seconds=1)
    stands_at(session, world.rider, door)
    drain_outbox()
    steering.advance_all()
    session.expire_all()
    await call(riding, Ride.refresh)
    assert riding.job.id == ""
    assert order.number in riding.done
    assert "Your ride is paid" in riding.done
    assert "Back at Nonna" in riding.done


async def test_somebody_elses_delivery_is_not_pressed(session, world, wanted, online, monkeypatch):
    monkeypatch.setattr(live, "watch", lambda state, *topics, **_: None)
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    online(world.second_rider)
    tab = Tab(world.cookies["rita"]).at("/rider")
    await tab.call(Ride, "load")
    await tab.call(
        Ride, "press", press_id=uuid4(), verb="collect", subject=wanted.id, said="", ago_s=0.0
    )
    session.expire_all()
    assert (tab.screen(Ride).error, tab.said) == ("We could not find that delivery.", "")
    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.ASSIGNED
