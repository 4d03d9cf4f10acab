"""Several towns on one platform: none is shown before somebody has said which is theirs."""

import pytest

from foodapp.discovery import addressing, towns
from foodapp.kit.errors import NotFound
from foodapp.kit.geo import Position, distance_m
from foodapp.orders import basket
from foodapp.views.customer import home as home_view
from foodapp.views.customer import search
from foodapp.views.customer.search import Filters
from tests.fixtures.world import HOME, VADUZ, make_restaurant

ZURICH = Position(47.3769, 8.5417)
CHUR = Position(46.8508, 9.5320)


@pytest.fixture
def three_towns(session, world):
    for n in range(3):
        make_restaurant(
            session, f"Z{n}", Position(ZURICH.lat + n / 500, ZURICH.lng)
        ).city = "Zürich"
    make_restaurant(session, "C", CHUR).city = "Chur"
    session.flush()
    return {town.name: town for town in towns.of(session)}


def names(found):
    return {card.name for card in found.restaurants}


def test_each_town_is_where_restaurants_stand(session, three_towns):
    assert {name: town.count for name, town in three_towns.items()} == {
        "Zürich": 3, "Vaduz": 2, "Chur": 1,
    }  # fmt: skip
    for name, at in (("Zürich", ZURICH), ("Vaduz", VADUZ), ("Chur", CHUR)):
        assert distance_m(three_towns[name].at, at) < 1_000


def test_without_an_address_the_town_is_asked_and_then_shown(session, world, three_towns):
    asked = home_view.home(session, world.visitor)
    assert ([town.name for town in asked.towns], asked.town) == (["Zürich", "Vaduz", "Chur"], "")
    assert asked.restaurants == []

    towns.choose(session, world.visitor, three_towns["Vaduz"].key)
    shown = home_view.home(session, world.visitor)
    assert (names(shown), shown.town) == ({"Nonna", "Rival"}, three_towns["Vaduz"].key)
    found = search.search(session, world.visitor, words="nonna", filters=Filters())
    assert (names(found), found.towns) == ({"Nonna"}, [])


def test_a_search_asks_for_the_town_too(session, world, three_towns):
    found = search.search(session, world.visitor, words="nonna", filters=Filters())
    assert (found.restaurants, len(found.towns)) == ([], 3)


def test_an_address_is_better_than_a_town(session, world, three_towns):
    towns.choose(session, world.visitor, three_towns["Chur"].key)
    basket.set_address(session, world.visitor, HOME)
    home = home_view.home(session, world.visitor)
    assert (names(home), home.towns) == ({"Nonna", "Rival"}, [])


def test_a_platform_of_one_town_asks_nothing(session, world):
    home = home_view.home(session, world.visitor)
    assert (names(home), home.towns) == ({"Nonna", "Rival"}, [])


def test_a_map_begins_in_a_town_and_not_between_them(session, world, three_towns):
    assert distance_m(addressing.looking_at(session, world.visitor), ZURICH) < 1_000


@pytest.mark.parametrize("key", ["", "x", "0.000,0.000", "47.141,9.521; --", "999.000,9.000"])
def test_a_town_that_is_none_cannot_be_chosen(session, world, three_towns, key):
    with pytest.raises(NotFound):
        towns.choose(session, world.visitor, key)
