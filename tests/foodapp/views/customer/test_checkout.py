from datetime import UTC, date, datetime

import pytest

from foodapp.accounts import addresses
from foodapp.accounts.actors import Visitor
from foodapp.discovery import addressing
from foodapp.orders import basket
from foodapp.orders.models import Fulfilment
from foodapp.orders.tips import tip_minor
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.checkout import checkout, days, slots
from tests.fixtures import world as worlds


@pytest.fixture
def monday_noon(time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 10, 3, tzinfo=UTC), tick=False)  # 12:03 in Vaduz


@pytest.fixture
def filled(session, world, monday_noon):
    worlds.fill_basket(session, world)
    restaurant = session.get_one(Restaurant, world.nonna)
    restaurant.opening_hours = "Mo-Sa 11:00-14:00"
    session.flush()
    return world


def test_nothing_chosen_is_no_checkout(session, world):
    assert checkout(session, world.customer) is None
    assert days(session, world.customer) == []


def test_every_line_of_the_price_is_there(session, filled):
    basket.set_tip(session, filled.customer, tip_minor=180)

    card = checkout(session, filled.customer)

    prices = [(price.label, price.amount.replace("\xa0", " ")) for price in card.prices]
    assert prices == [
        ("Dishes", "CHF 17.50"),
        ("Delivery", "CHF 3.00"),
        ("Tip for the rider", "CHF 1.80"),
    ]
    assert (card.total_minor, card.can_order, card.problems) == (2230, True, [])
    assert [(tip.value, tip.is_chosen) for tip in card.tips] == [
        ("0", False),
        ("90", False),
        ("180", True),
        ("260", False),
    ]


def test_a_tip_of_ones_own_is_among_the_choices(session, filled):
    basket.set_tip(session, filled.customer, tip_minor=500)

    chosen = [tip.value for tip in checkout(session, filled.customer).tips if tip.is_chosen]

    assert chosen == ["500"]


def test_picking_up_costs_no_delivery_and_no_tip(session, filled):
    basket.set_fulfilment(session, filled.customer, fulfilment=Fulfilment.PICKUP)

    card = checkout(session, filled.customer)

    assert [price.label for price in card.prices] == ["Dishes"]
    assert (card.tips, card.total_minor) == ([], 1750)


def test_what_is_missing_to_the_minimum_is_said(session, world, monday_noon):
    basket.set_address(session, world.customer, worlds.HOME)
    basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)

    card = checkout(session, world.customer)

    hint = card.minimum_hint.replace("\xa0", " ")
    assert hint == "CHF 3.50 more to reach the minimum order of CHF 10.00."
    assert not card.can_order


def test_times_are_within_hours_and_leave_time_to_cook_and_ride(session, filled):
    found = days(session, filled.customer)
    times = slots(session, filled.customer, date(2026, 5, 4))

    assert [day.label for day in found[:3]] == ["Today", "Tomorrow", "Wed 6 May"]
    assert "2026-05-10" not in [day.value for day in found]  # a Sunday
    assert times[0].label == "12:45"
    assert times[-1].label == "13:45"
    assert slots(session, filled.customer, date(2026, 5, 10)) == []


def test_a_chosen_time_can_be_ordered_for(session, filled):
    slot = slots(session, filled.customer, date(2026, 5, 5))[0]
    basket.set_time(session, filled.customer, requested_for=datetime.fromisoformat(slot.value))

    card = checkout(session, filled.customer)

    assert card.when == "Tomorrow 11:30"
    assert card.problems == []


def test_a_problem_is_said_once(session, filled):
    basket.set_address(session, filled.customer, worlds.FAR_AWAY)

    problems = checkout(session, filled.customer).problems

    assert len(problems) == 1
    assert "does not deliver" in problems[0]


@pytest.mark.parametrize(("items", "percent", "tip"), [(1750, 10, 180), (1750, 5, 90), (40, 5, 0)])
def test_tips_are_round(items, percent, tip):
    assert tip_minor(items, percent, "CHF") == tip


def test_before_there_is_an_address_the_fee_is_not_called_free(session, world, monday_noon):
    basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)

    amounts = {price.label: price.amount for price in checkout(session, world.customer).prices}

    assert amounts["Delivery"] == "depends on the address"


def test_a_closed_kitchen_offers_a_time_for_later(session, filled, time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 20, 0, tzinfo=UTC), tick=False)

    problems = checkout(session, filled.customer).problems

    assert problems == ["Nonna is closed now. Please choose a time for later."]


def test_the_address_used_last_is_taken_where_there_is_none(session, world, monday_noon):
    visitor = Visitor("", world.customer.user_id)
    basket.add(
        session,
        world.customer,
        restaurant_id=world.nonna,
        item_id=world.margherita,
        variation_id=world.large,
    )
    addressing.use_last(session, visitor)
    assert checkout(session, world.customer).has_address is False
    addresses.add(
        session,
        world.customer,
        label="Home",
        street="Städtle 49",
        postcode="9490",
        city="Vaduz",
        at=worlds.HOME.at,
    )
    session.flush()

    addressing.use_last(session, visitor)

    assert checkout(session, world.customer).address == "Städtle 49, 9490 Vaduz"
