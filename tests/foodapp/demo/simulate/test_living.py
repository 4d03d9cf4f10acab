"""The town lives: a minute at high speed, with the real gateway and the worker's own functions."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from foodapp.accounts.demo_signins import DEMO_SIGNINS
from foodapp.accounts.models import SignInSession, User
from foodapp.demo.simulate import living, players
from foodapp.demo.simulate.living import Wanted
from foodapp.demo.town import seeding
from foodapp.dispatch import candidates, offers, waiting
from foodapp.dispatch.models import Delivery, RiderPosition, Shift
from foodapp.kit.db import transaction
from foodapp.kit.settings import settings
from foodapp.orders.models import ENDED, Order, OrderStatus
from foodapp.payments.models import Payment
from foodapp.reviews.models import Review
from foodapp.worker import EVERY
from tests.fixtures.inbox import Inbox
from tests.foodapp.payments.conftest import post_webhook

# What the worker does by the clock for orders under way.
JOBS = ("dispatch.search", "payments.look_up_open", "payments.doubt_unsettled", "autopilot.advance")


@pytest.fixture
def town(real_transactions: str, as_owner: None, valkey: object) -> None:
    with transaction() as session:
        seeding.seed(session, history=timedelta(days=1))


class Platform(threading.Thread):
    """What the web and the worker would do, in one thread, again and again."""

    def __init__(self, inbox: Inbox, drain_outbox: Callable[[], int]) -> None:
        super().__init__()
        self.inbox, self.drain_outbox = inbox, drain_outbox
        self.is_over = threading.Event()
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.is_over.is_set():
                while self.inbox.arrived:  # one by one: more may arrive at any moment
                    assert post_webhook(*self.inbox.arrived.pop(0)).status_code == 200
                self.drain_outbox()
                for name in JOBS:
                    EVERY[name].run()
                time.sleep(0.1)
        except BaseException as fault:
            self.fault = fault
            raise


@pytest.fixture
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """People live 150 times as fast; what the platform waits for by its own clock is as short,
    as far as a slow machine can still answer in time: an offer that nobody sees, a closed door."""
    monkeypatch.setattr(offers, "ANSWER_WITHIN", timedelta(seconds=10))
    monkeypatch.setattr(candidates, "ASK_AGAIN_AFTER", timedelta(seconds=10))
    at_once = settings().model_copy(update={"door_wait_seconds": 5})
    monkeypatch.setattr(waiting, "settings", lambda: at_once)


@pytest.fixture
def platform(
    town: None,
    _hurried: None,
    inbox: Inbox,
    drain_outbox: Callable[[], int],
) -> Iterator[Platform]:
    platform = Platform(inbox, drain_outbox)
    platform.start()
    yield platform
    platform.is_over.set()
    platform.join(120)
    assert not platform.is_alive()
    assert platform.fault is None


def test_a_busy_minute_ends_with_everybody_fed(platform: Platform) -> None:
    began = time.monotonic()
    with transaction() as session:
        before = set(session.exec(select(Order.id)))
    tally = living.live(
        Wanted(speed=150, minutes=0.3, seed=5, everybody=True), lambda tally, scene: None
    )
    assert time.monotonic() - began < 200, "long before it would be given up"
    with transaction() as session:
        lived = [order for order in session.exec(select(Order)) if order.id not in before]
        assert len(lived) >= 3
        assert all(order.status in ENDED for order in lived)
        fed = [order for order in lived if order.status is OrderStatus.DELIVERED]
        assert len(fed) >= 0.7 * len(lived)
        assert tally.counts["ordered"] == len(lived)
        for order in lived:
            payment = session.exec(select(Payment).where(Payment.order_id == order.id)).one()
            if order in fed:
                assert payment.captured_minor == order.total_minor
        rides = session.exec(
            select(Delivery).where(col(Delivery.order_id).in_([o.id for o in fed]))
        )
        assert all(ride.rider_id and ride.delivered_at for ride in rides)
        assert session.exec(select(func.count()).select_from(RiderPosition)).one() > 4
        reviews = session.exec(select(Review.order_id)).all()
        assert {order.id for order in fed} & set(reviews)
        assert tally.counts["online"] >= 4
        assert not session.exec(select(Shift).where(col(Shift.ended_at).is_(None))).all()
        open_signins = session.exec(
            select(SignInSession).where(col(SignInSession.revoked_at).is_(None))
        )
        assert not open_signins.all()


def test_the_people_of_the_signin_list_wait_for_a_human(town: None) -> None:
    with transaction() as session:
        cast = players.sign_in(session, seeding.SEED, everybody=False)
        humans = {one.email for one in DEMO_SIGNINS}
        played = [one.actor.user_id for one in (*cast.guests, *cast.riders)]
        emails = set(session.exec(select(User.email).where(col(User.id).in_(played))))
        assert not emails & humans
        assert len(cast.guests) == 60
        assert len(cast.riders) == 8
        slugs = {kitchen.shop.row.slug for kitchen in cast.kitchens}
        assert len(slugs) == 12
        assert {"rosa", "mori"} <= slugs  # for when nobody sits at their boards


def test_stopping_leaves_no_deed_half_done(platform: Platform) -> None:
    stop = threading.Event()
    threading.Timer(6, stop.set).start()
    began = time.monotonic()
    living.live(Wanted(speed=60, seed=1, everybody=True), lambda tally, scene: None, stop)
    assert time.monotonic() - began < 200
    with transaction() as session:
        assert not session.exec(
            select(SignInSession).where(col(SignInSession.revoked_at).is_(None))
        ).all()


def test_without_a_town_it_says_so(real_transactions: str) -> None:
    with pytest.raises(players.NoTown):
        living.live(Wanted(minutes=0), lambda tally, scene: None)
