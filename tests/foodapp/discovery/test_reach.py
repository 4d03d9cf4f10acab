"""Of a town with more restaurants than a page holds every one is found, and the list pages."""

from sqlmodel import select

from foodapp.kit.geo import Position
from foodapp.orders import basket
from foodapp.orders.basket import Where
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import home as home_view
from foodapp.views.customer import search
from foodapp.views.customer.search import Filters
from tests.fixtures.world import VADUZ, make_restaurant


def everywhere(session, world):
    """150 closed shops at the door, and one open a little further away."""
    for n in range(150):
        row = make_restaurant(session, f"Shut{n:03}", Position(VADUZ.lat + n / 100_000, VADUZ.lng))
        row.opening_hours = ""
    make_restaurant(session, "Zetor", Position(VADUZ.lat + 0.005, VADUZ.lng))
    session.flush()
    basket.set_address(session, world.visitor, Where("A 1", "", "Vaduz", VADUZ))


def test_what_is_open_comes_before_any_number_that_is_closed(session, world):
    everywhere(session, world)
    home = home_view.home(session, world.visitor)
    assert {card.name for card in home.restaurants[:2]} == {"Nonna", "Rival"}
    assert home.restaurants[2].name == "Zetor"
    assert (len(home.restaurants), home.count) == (home_view.PAGE, 153)
    whole = home_view.home(session, world.visitor, limit=1_000)
    assert len({card.slug for card in whole.restaurants}) == 153
    assert whole.restaurants[: home_view.PAGE] == home.restaurants, "the next page goes on"


def test_a_name_is_found_behind_any_number_of_nearer_ones(session, world):
    everywhere(session, world)
    for filters in (Filters(), Filters(open_now=True)):
        found = search.search(session, world.visitor, words="zetor", filters=filters)
        assert [card.name for card in found.restaurants] == ["Zetor"]
    shut = search.search(session, world.visitor, words="shut", filters=Filters())
    assert (len(shut.restaurants), shut.count) == (search.MAX_RESTAURANTS, 150)
    more = search.search(session, world.visitor, words="shut", filters=Filters(), limit=1_000)
    assert len({card.slug for card in more.restaurants}) == 150


def test_a_cuisine_is_counted_and_shown_from_the_whole(session, world):
    everywhere(session, world)
    zetor = session.exec(select(Restaurant).where(Restaurant.name == "Zetor")).one()
    zetor.cuisines = ["sushi"]
    session.flush()
    home = home_view.home(session, world.visitor, cuisine="sushi")
    assert [card.name for card in home.restaurants] == ["Zetor"]
    assert [(chip.key, chip.count) for chip in home.cuisines] == [("sushi", 1)]
    assert len(home_view.on_map(session, world.visitor)) == 153
