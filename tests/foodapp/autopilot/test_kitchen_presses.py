"""What a kitchen pressed, also a while ago, is carried out once, and only what a screen offers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.autopilot import kitchen_presses
from foodapp.kit import clock, once
from foodapp.kit.errors import NotFound, Unusable
from foodapp.menu.models import Item
from foodapp.orders.missing import MissingDish
from foodapp.orders.models import OrderLine, OrderStatus
from foodapp.restaurants import pausing
from foodapp.restaurants.models import Restaurant


@pytest.fixture
def press(session, world):
    def apply(verb, subject_id, said="", *, press_id=None, ago=timedelta(0), staff=world.staff):
        return kitchen_presses.apply(
            session,
            staff,
            press_id or uuid4(),
            verb=verb,
            subject_id=subject_id,
            said=said,
            ago=ago,
        )

    return apply


@pytest.fixture
def line(session, accepted):
    return session.exec(select(OrderLine).where(OrderLine.order_id == accepted.id)).first()


@pytest.fixture
def nonna(session, world):
    return session.get_one(Restaurant, world.nonna)


def test_a_dish_that_cannot_be_made_is_taken_off_once(session, press, line):
    press_id = uuid4()
    for _ in range(2):
        press("cannot_make", line.id, "quantity=1&away=good", press_id=press_id)
    [row] = session.exec(select(MissingDish)).all()
    assert (row.line_id, row.quantity) == (line.id, 1)
    assert session.get_one(Item, line.item_id).sold_out_until > clock.now() + timedelta(days=300)


def test_another_dish_is_proposed_from_the_same_form(session, world, press, line):
    press("cannot_make", line.id, f"quantity=1&part=&away=hour&instead={world.tiramisu}")
    [row] = session.exec(select(MissingDish)).all()
    assert (row.substitute_id, row.substitute) == (world.tiramisu, "Tiramisu")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", Unusable),
        ("quantity=1", Unusable),
        ("quantity=1&away=never", Unusable),
        ("quantity=0&away=hour", Unusable),
        ("quantity=-1&away=hour", Unusable),
        ("quantity=1&away=hour&part=Somebody+else%27s", Unusable),
        ("quantity=1&away=hour&instead=1", NotFound),
    ],
)
def test_a_form_that_no_screen_has_made_changes_nothing(session, press, line, said, refusal):
    with pytest.raises(refusal):
        press("cannot_make", line.id, said)
    assert session.exec(select(MissingDish)).all() == []


def test_another_restaurants_dish_is_not_there(world, press, line):
    with pytest.raises(NotFound):
        press("cannot_make", line.id, "quantity=1&away=hour", staff=world.rival_staff)


def test_an_order_is_cancelled_from_the_board(session, press, accepted):
    press("cancel", accepted.id, "broken")
    session.refresh(accepted)
    assert accepted.status is OrderStatus.CANCELLED


def test_a_pause_begins_when_it_was_pressed(session, world, press, nonna):
    before = clock.now()
    press("pause", world.nonna, "30", ago=timedelta(minutes=10))
    assert timedelta(minutes=19) < nonna.paused_until - before < timedelta(minutes=21)
    with pytest.raises(pausing.PauseIsOver):
        press("pause", world.nonna, "15", ago=timedelta(minutes=20))
    press("resume", world.nonna)
    assert nonna.paused_until is None
    press("pause", world.nonna, "tomorrow", ago=timedelta(minutes=10))
    assert nonna.paused_until > clock.now()


def test_more_time_is_promised_from_the_board(world, press, nonna):
    press("busy", world.nonna, "20")
    assert nonna.busy_extra_minutes == 20


@pytest.mark.parametrize("verb", ["busy", "pause", "resume"])
def test_what_was_pressed_for_another_restaurant_is_not_done_to_this_one(world, press, nonna, verb):
    with pytest.raises(NotFound):
        press(verb, world.rival, "30")
    assert (nonna.paused_until, nonna.busy_extra_minutes) == (None, 0)


def test_what_is_too_old_is_not_done(session, world, press, nonna):
    with pytest.raises(once.PressTooOld):
        press("busy", world.nonna, "20", ago=timedelta(hours=3))
    assert nonna.busy_extra_minutes == 0
