"""What was true when it was chosen, and is not when it is paid: said, and asked again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import clock, when
from foodapp.kit.errors import DomainError
from foodapp.menu.models import Item, Variation
from foodapp.orders import basket, placing
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.checkout import checkout, slots
from tests.fixtures import world as worlds

VADUZ = ZoneInfo("Europe/Vaduz")
FIVE = datetime(2026, 11, 17, 17, 0, tzinfo=VADUZ)
SIX = FIVE + timedelta(hours=1)


@pytest.fixture
def at(monkeypatch):
    """It is then."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment.astimezone(UTC))

    set_to(FIVE)
    return set_to


@pytest.fixture
def filled(session, world, at):
    """A kitchen that needs 45 minutes to the door; Cy's basket is for 18:00."""
    session.get_one(Restaurant, world.nonna).prep_minutes = 38
    worlds.fill_basket(session, world)
    basket.set_time(session, world.customer, requested_for=SIX)
    assert basket.priced(session, world.customer).minutes[0] == 45
    return checkout(session, world.customer)


def place(session, world, seen, key="one"):
    return placing.place(
        session,
        world.customer,
        idempotency_key=key,
        seen_total_minor=seen.total_minor,
        seen_credit_minor=seen.credit_minor,
        seen_minutes=seen.latest_minutes,
    )


@pytest.mark.parametrize("minute", [21, 30, 49, 59])
def test_a_slot_that_the_kitchen_can_no_longer_meet_is_asked_again(
    session, world, at, filled, minute
):
    at(FIVE + timedelta(minutes=minute))
    assert checkout(session, world.customer).problems == [
        "That time is too soon now: it takes about 45 minutes. Please choose another."
    ]
    with pytest.raises(DomainError, match="too soon now"):
        place(session, world, filled)


@pytest.mark.parametrize("minute", [0, 10, 15, 20])
def test_a_few_minutes_at_the_checkout_cost_nobody_their_slot(session, world, at, filled, minute):
    at(FIVE + timedelta(minutes=minute))
    assert place(session, world, filled).requested_for == SIX


def test_a_slot_that_is_over_is_said_to_be(session, world, at, filled):
    at(SIX + timedelta(minutes=1))
    with pytest.raises(DomainError, match="That time has passed"):
        place(session, world, filled)


def test_a_kitchen_that_became_busy_asks_again(session, world, at):
    worlds.fill_basket(session, world)
    seen = checkout(session, world.customer)
    session.get_one(Restaurant, world.nonna).busy_extra_minutes = 30
    with pytest.raises(placing.PromiseChanged, match="It takes 60 to 70 minutes by now"):
        place(session, world, seen)
    assert place(session, world, checkout(session, world.customer)).arrive_by is not None


def test_whoever_pays_late_is_promised_from_then_on(session, world, at):
    worlds.fill_basket(session, world)
    order = place(session, world, checkout(session, world.customer))
    promised = order.arrive_by
    at(FIVE + timedelta(minutes=25))
    placing.confirm_authorised(session, PLATFORM, order.id)
    assert order.arrive_by == promised + timedelta(minutes=25)


def test_a_price_that_fell_is_passed_on_and_one_that_rose_is_asked_again(session, world, at):
    worlds.fill_basket(session, world)
    seen = checkout(session, world.customer)
    size = session.get_one(Variation, world.large)
    size.price_minor += 100
    session.flush()
    with pytest.raises(placing.PriceChanged):
        place(session, world, seen)
    size.price_minor -= 300
    session.flush()
    assert place(session, world, seen).total_minor == seen.total_minor - 200


def test_what_sold_out_meanwhile_is_named(session, world, at):
    worlds.fill_basket(session, world)
    basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)
    seen = checkout(session, world.customer)
    session.get_one(Item, world.tiramisu).stock = 0
    session.flush()
    with pytest.raises(DomainError, match="Tiramisu"):
        place(session, world, seen)


def test_in_the_night_of_the_clock_change_the_hour_that_comes_twice_is_told_apart(
    session, world, at
):
    at(datetime(2026, 10, 24, 20, 0, tzinfo=VADUZ))
    worlds.fill_basket(session, world)
    night = slots(session, world.customer, date(2026, 10, 25))
    labels = [one.label for one in night]
    assert len(set(labels)) == len(labels) == len({one.value for one in night})
    at_two = [one for one in night if one.label.startswith("02:15")]
    assert [one.label for one in at_two] == [
        "02:15 before the clocks go back",
        "02:15 after the clocks go back",
    ]
    first, second = (datetime.fromisoformat(one.value) for one in at_two)
    assert second - first == timedelta(hours=1)
    basket.set_time(session, world.customer, requested_for=second)
    assert "after the clocks go back" in checkout(session, world.customer).when


def test_in_spring_the_hour_that_is_missing_is_not_offered(session, world, at):
    at(datetime(2026, 3, 28, 20, 0, tzinfo=VADUZ))
    worlds.fill_basket(session, world)
    labels = [one.label for one in slots(session, world.customer, date(2026, 3, 29))]
    assert not [label for label in labels if label.startswith("02:")]
    assert {"01:45", "03:00"} <= set(labels)


def test_an_ordinary_time_is_just_that():
    assert when.clock_shown(SIX, VADUZ) == "18:00"
