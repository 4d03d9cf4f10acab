"""The storefront's lists: nearest first, closed last, fees for this address, the town's taste."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Visitor
from foodapp.discovery import portions
from foodapp.discovery.reach import Order
from foodapp.kit import clock
from foodapp.kit.geo import Position, shown_way
from foodapp.menu import reading
from foodapp.menu.models import Item
from foodapp.orders import basket
from foodapp.orders.models import Fulfilment, OrderLine, OrderStatus
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import home as home_view
from tests.fixtures.world import FAR_AWAY, HOME, VADUZ, make_restaurant, start_order


def delivered(session, world, who=None, days_ago=1):
    order = start_order(session, world, who)
    order.status = OrderStatus.DELIVERED
    order.placed_at = order.created_at = clock.now() - timedelta(days=days_ago)
    session.flush()
    return order


def test_without_an_address_the_whole_town_is_shown(session, world):
    found = home_view.home(session, world.visitor)
    assert found.address == ""
    assert {card.name for card in found.restaurants} == {"Nonna", "Rival"}
    assert {card.fee for card in found.restaurants} == {"from CHF\xa03.00"}
    assert {card.distance for card in found.restaurants} == {""}


def test_the_nearest_comes_first_and_the_fee_is_that_of_the_address(session, world):
    make_restaurant(session, "Hill", Position(VADUZ.lat + 0.022, VADUZ.lng))
    basket.set_address(session, world.visitor, HOME)
    found = home_view.home(session, world.visitor)
    assert found.address == "Städtle 49, Vaduz"
    assert [card.name for card in found.restaurants][-1] == "Hill"
    fees = {card.name: card.fee for card in found.restaurants}
    assert fees["Nonna"] == "CHF\xa03.00"
    assert fees["Hill"] == "CHF\xa05.50"


def test_what_is_closed_comes_last_and_says_when_it_opens(session, world):
    nonna = session.get_one(Restaurant, world.nonna)
    nonna.opening_hours = f"{(clock.now() + timedelta(days=2)):%a}"[:2] + " 11:00-12:00"
    make_restaurant(session, "Hill", Position(VADUZ.lat + 0.02, VADUZ.lng))
    basket.set_address(session, world.visitor, HOME)
    cards = home_view.home(session, world.visitor).restaurants
    assert [card.name for card in cards][-1] == "Nonna"
    assert not cards[-1].is_open
    assert cards[-1].note.startswith("Opens ")


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.NEAREST, ["Near", "Swift", "Loved"]),
        (Order.SOONEST, ["Swift", "Near", "Loved"]),
        (Order.BEST_RATED, ["Loved", "Near", "Swift"]),
    ],
)
def test_the_list_stands_in_the_order_that_is_wanted(session, world, order, names):
    for name, north, prep, stars in (
        ("Near", 0.001, 25, 4),
        ("Swift", 0.004, 5, 3),
        ("Loved", 0.02, 30, 5),
    ):
        at = Position(VADUZ.lat + north, VADUZ.lng)
        row = session.get_one(Restaurant, make_restaurant(session, name, at).id)
        row.prep_minutes, row.rating_sum, row.rating_count = prep, 10 * stars, 10
    basket.set_address(session, world.visitor, HOME)
    cards = home_view.home(session, world.visitor, order=order).restaurants
    assert [card.name for card in cards if card.name in names] == names


def test_what_does_not_deliver_here_comes_after_what_does(session, world):
    session.get_one(Restaurant, world.nonna).radius_m = 10
    basket.set_address(session, world.visitor, HOME)
    cards = home_view.home(session, world.visitor).restaurants
    assert [(card.name, card.delivers_here, card.note) for card in cards] == [
        ("Rival", True, ""),
        ("Nonna", False, "Pick-up only"),
    ]
    basket.set_fulfilment(session, world.visitor, fulfilment=Fulfilment.PICKUP)
    assert {card.note for card in home_view.home(session, world.visitor).restaurants} == {""}


def test_far_away_there_is_nothing(session, world):
    basket.set_address(session, world.visitor, FAR_AWAY)
    assert home_view.home(session, world.visitor).restaurants == []


def test_order_again_shows_where_this_person_got_food_and_nobody_else(session, world):
    delivered(session, world)
    cy = Visitor("", world.customer.user_id)
    stranger = Visitor("", world.stranger.user_id)
    assert [card.name for card in home_view.home(session, cy).again] == ["Nonna"]
    assert home_view.home(session, stranger).again == []
    assert home_view.home(session, world.visitor).again == []


def test_popular_dishes_are_counted_by_portions_of_this_week(session, world):
    delivered(session, world)
    delivered(session, world, world.stranger, days_ago=9)
    home = home_view.home(session, world.visitor)
    assert home.popular == []  # one portion is no fashion
    line = session.exec(select(OrderLine)).all()
    for one in line:
        one.quantity, one.total_minor = 4, one.unit_minor * 4
    session.flush()
    portions.recount(session)
    (dish,) = home_view.home(session, world.visitor).popular
    assert (dish.name, dish.slug, dish.reason) == ("Margherita", "nonna", "4 ordered this week")
    assert dish.price == "from CHF\xa012.00"


def test_a_popular_dish_that_is_sold_out_is_not_offered(session, world):
    delivered(session, world)
    for one in session.exec(select(OrderLine)):
        one.quantity, one.total_minor = 4, one.unit_minor * 4
    session.get_one(Item, world.margherita).sold_out_until = clock.now() + timedelta(hours=1)
    session.flush()
    portions.recount(session)
    reading._drop(world.nonna)
    assert home_view.home(session, world.visitor).popular == []


@pytest.mark.parametrize(
    ("metres", "shown"), [(0, "0 m"), (94, "90 m"), (949, "950 m"), (1240, "1.2 km")]
)
def test_distances_read_as_people_say_them(metres, shown):
    assert shown_way(metres) == shown


def test_a_place_where_nobody_works_is_not_shown_as_open(session, world):
    make_restaurant(session, "Ghost", is_staffed=False)
    cards = {card.name: card for card in home_view.home(session, world.visitor).restaurants}
    assert (cards["Ghost"].is_open, cards["Ghost"].note) == (False, "Takes no orders yet")
