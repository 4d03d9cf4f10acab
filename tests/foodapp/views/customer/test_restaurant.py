"""The restaurant's page and the choice of a dish, as the visitor reads them."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from foodapp.accounts.models import StaffMember
from foodapp.kit import clock
from foodapp.kit.errors import NotFound
from foodapp.menu import reading
from foodapp.menu.models import Item
from foodapp.orders import basket
from foodapp.orders.models import Fulfilment
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.customer import dish as dish_view
from foodapp.views.customer import restaurant
from tests.fixtures.world import FAR_AWAY, HOME


def profile(session, world):
    return restaurant.page(session, world.visitor, "nonna").profile


def test_fee_minimum_and_distance_are_those_of_the_address(session, world):
    assert profile(session, world).fee == "from CHF\xa03.00"
    basket.set_address(session, world.visitor, HOME)
    seen = profile(session, world)
    assert (seen.fee, seen.minimum, seen.why_not) == ("CHF\xa03.00", "CHF\xa010.00", "")
    assert seen.comes_here
    assert seen.distance == "250 m"


def test_a_restaurant_too_far_away_says_so_and_offers_pick_up(session, world):
    basket.set_address(session, world.visitor, FAR_AWAY)
    seen = profile(session, world)
    assert not seen.comes_here
    assert "You can pick up yourself." in seen.why_not
    basket.set_fulfilment(session, world.visitor, fulfilment=Fulfilment.PICKUP)
    assert profile(session, world).why_not == ""


def test_a_closed_restaurant_says_when_it_opens(session, world):
    session.get_one(Restaurant, world.nonna).opening_hours = "off"
    session.flush()
    seen = profile(session, world)
    assert not seen.is_open
    assert seen.why_not == "Nonna is closed now."


def test_a_pause_is_told_with_its_end(session, world):
    session.get_one(Restaurant, world.nonna).paused_until = clock.now() + timedelta(minutes=30)
    session.flush()
    assert "pausing until" in profile(session, world).why_not


def test_the_week_begins_today_on_the_restaurants_clock(session, world):
    week = profile(session, world).week
    assert len(week) == 7
    assert [day.is_today for day in week] == [True] + 6 * [False]
    assert {day.hours for day in week} == {"All day"}


@pytest.mark.parametrize("slug", ["nobody", "", "../nonna", "nonna'--"])
def test_an_unknown_restaurant_is_not_found(session, world, slug):
    with pytest.raises(NotFound):
        restaurant.page(session, world.visitor, slug)


def test_a_restaurant_that_is_not_active_is_not_found(session, world):
    session.get_one(Restaurant, world.nonna).status = RestaurantStatus.SUSPENDED
    session.flush()
    with pytest.raises(NotFound):
        restaurant.public_page(session, "nonna")


def test_sold_out_and_few_left_are_said(session, world):
    session.get_one(Item, world.margherita).sold_out_until = clock.now() + timedelta(hours=1)
    session.flush()
    reading._drop(world.nonna)
    rows = {
        item.name: item
        for section in restaurant.page(session, world.visitor, "nonna").sections
        for item in section.dishes
    }
    assert (rows["Margherita"].is_available, rows["Margherita"].note) == (False, "Sold out")
    assert rows["Tiramisu"].note == "Only 3 left"
    assert rows["Margherita"].price == "from CHF\xa012.00"


def test_what_people_like_stands_once_more_at_the_top(session, world):
    session.get_one(Item, world.tiramisu).is_popular = True
    session.flush()
    reading._drop(world.nonna)
    first = restaurant.page(session, world.visitor, "nonna").sections[0]
    assert (first.name, [item.name for item in first.dishes]) == ("Popular", ["Tiramisu"])


def test_a_dish_begins_with_its_first_size_and_adds_up(session, world):
    dish = dish_view.dish(session, world.visitor, "nonna", world.margherita)
    size, extras = dish_view.usual_choice(dish)
    assert (size, extras) == (str(world.regular), [])
    assert dish_view.total(dish, size, extras, 2) == "CHF\xa024.00"
    extras = dish_view.toggled(dish, extras, str(world.salami))
    assert dish_view.total(dish, str(world.large), extras, 1) == "CHF\xa017.50"
    assert dish_view.toggled(dish, extras, str(world.salami)) == []
    assert dish_view.toggled(dish, extras, str(uuid4())) == extras


def test_a_full_group_takes_no_more_and_a_single_choice_is_replaced(session, world):
    dish = dish_view.dish(session, world.visitor, "nonna", world.margherita)
    (group,) = dish.groups
    one, two = (extra.id for extra in group.extras)
    both = dish_view.Dish(**{**vars(dish), "groups": [replace(group, least=0, most=2)]})
    assert dish_view.full_groups(both, [one]) == []
    assert dish_view.full_groups(both, [one, two]) == [group.id]
    single = dish_view.Dish(
        **{
            **vars(dish),
            "groups": [dish_view.ExtraGroup(group.id, "Base", "Choose 1", 1, 1, group.extras)],
        }
    )
    assert dish_view.usual_choice(single)[1] == [one]
    assert dish_view.full_groups(single, [one]) == []
    assert dish_view.toggled(single, [one], two) == [two]
    assert dish_view.toggled(single, [two], two) == [two]
    assert dish_view.missing(single, str(world.regular), []) == "Please choose base."
    assert dish_view.missing(single, "", [one]) == "Please choose a size."
    assert dish_view.missing(single, str(world.regular), [one]) == ""


def test_a_dish_of_another_restaurant_is_not_found(session, world):
    with pytest.raises(NotFound):
        dish_view.dish(session, world.visitor, "nonna", world.ribs)


def test_where_nobody_works_the_page_says_that_it_takes_no_orders_yet(session, world):
    session.delete(session.get_one(StaffMember, (world.staff.user_id, world.nonna)))
    session.commit()
    seen = profile(session, world)
    assert (seen.is_open, seen.opening) == (False, "Takes no orders yet")
    assert seen.why_not == "Nonna takes no orders yet."
