"""Each fault script, its messages shuffled: the same end, once. `--shuffles 200` for more."""

import random
from collections.abc import Iterator

import pytest
import stamina
from sqlmodel import update

from foodapp.gateways import registry
from foodapp.gateways.stripe.gateway import StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.restaurants.models import Restaurant
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.razorpay import razorpay_of
from tests.foodapp.payments import fault_scripts, kept_card_scripts
from tests.foodapp.payments.fault_scripts import Script
from tests.foodapp.payments.playing import Play

SCRIPTS = [*fault_scripts.SCRIPTS, *kept_card_scripts.SCRIPTS]
HASTY_S = 0.4  # how long we wait for the gateway here
IN_ONE_WORLD = 10  # plays: each leaves rows behind, and PostgreSQL slows down


@pytest.fixture
def hasty(running: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningGateway]:
    """Both gateways, with little patience and no pauses between tries."""
    stripe = StripeGateway(
        DEMO_STRIPE_KEY,
        webhook_secret=DEMO_WEBHOOK_SECRET,
        api_base=running.url,
        read_s=HASTY_S,
    )
    known = {one.name: one for one in (stripe, razorpay_of(running, read_s=HASTY_S))}
    monkeypatch.setattr(registry, "gateway", known.__getitem__)
    for name in known:
        running.control("endpoint", gateway=name, url="http://127.0.0.1:9/nobody")
    with stamina.set_testing(True, attempts=3):
        yield running
    running.behave()


def test_the_list_is_long_and_its_names_are_told_apart():
    names = {(script.gateway, script.name) for script in SCRIPTS}
    assert len(names) == len(SCRIPTS) >= 40


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "shuffles" not in metafunc.fixturenames:
        return
    wanted = metafunc.config.getoption("--shuffles")
    parts = [range(wanted)[n : n + IN_ONE_WORLD] for n in range(0, wanted, IN_ONE_WORLD)]
    metafunc.parametrize("shuffles", parts, ids=[f"{part[0]}-{part[-1]}" for part in parts])


@pytest.mark.parametrize(
    "script", SCRIPTS, ids=[f"{script.gateway}: {script.name}" for script in SCRIPTS]
)
def test_a_fault_script_ends_the_same_and_once(
    session, world, hasty, drain_outbox, script: Script, shuffles: range
):
    if script.gateway == "razorpay":
        session.execute(update(Restaurant).values(currency="INR"))
        session.commit()
    for seed in shuffles:
        hasty.behave()
        hasty.forget_waiting_webhooks()
        hasty.forget_disputes()
        session.expunge_all()
        play = Play(
            session,
            world,
            hasty,
            script.gateway,
            random.Random(f"{script.name} {seed}"),
            drain_outbox,
            key=f"{script.name} {seed}"[-60:],
        )
        try:
            _perform(play, script)
        finally:
            if play.shifted_s:
                hasty.control("clock", shift_s=-play.shifted_s)
        _check(play, script, seed)


def _perform(play: Play, script: Script) -> None:
    for act in script.before:
        act(play)
    play.begin(opens_page=not script.is_tapped)
    for act in script.acts:
        act(play)
        play.some_arrive()
    play.all_arrive()


def _check(play: Play, script: Script, seed: int) -> None:
    ended = play.outcome()
    assert ended == script.ends, f"shuffle {seed}"
    assert play.times_placed() == (0 if ended.order == "unpaid" else 1), f"shuffle {seed}"
    books = play.books()
    if not books:
        assert (ended.captured, ended.refunded) == (0, 0)
        return
    assert books["captures"] == (1 if ended.captured else 0), f"shuffle {seed}"
    assert books["captured"] == ended.captured
    assert books["refunded"] == ended.refunded
    assert books["failed_refunded"] == ended.came_back
    assert books["withheld"] == ended.withheld
    assert books["refunds"] == script.refunds, f"shuffle {seed}"
    assert (books["held"] > 0) is (ended.payment == "authorised")
