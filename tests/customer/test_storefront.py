"""The storefront's screens as states: what a visitor can do with them, and what they refuse."""

from uuid import uuid4

import pytest
from sqlmodel import select

from customer.home.state import Home
from customer.restaurant.dish_state import DishSheet
from customer.restaurant.state import RestaurantScreen
from customer.search.state import Search
from foodapp.accounts.actors import Cookies
from foodapp.orders.basket import QUANTITIES
from foodapp.orders.basket_models import Basket, BasketLine
from tests.fixtures.screens import Tab


def visit(path: str, visitor: str = "v-new") -> Tab:
    """A guest's tab."""
    return Tab(Cookies(visitor=visitor)).at(path)


@pytest.fixture
async def nonna(world):
    tab = visit("/r/nonna")
    await tab.call(RestaurantScreen, "load")
    return tab


def lines(session):
    session.expire_all()
    return session.exec(select(BasketLine)).all()


async def open_margherita(tab, world):
    await tab.call(DishSheet, "open", item_id=str(world.margherita))
    return tab.screen(DishSheet)


async def test_home_splits_open_and_closed_and_a_chip_narrows(world):
    tab = visit("/")
    await tab.call(Home, "load")
    home = tab.screen(Home)
    assert home.loaded
    assert {card.name for card in home.open_now} == {"Nonna", "Rival"}
    await tab.call(Home, "choose_cuisine", key="sushi")
    assert home.open_now == []
    await tab.call(Home, "choose_cuisine", key="sushi")
    assert len(home.open_now) == 2


async def test_the_way_is_kept_in_the_basket(session, world):
    tab = visit("/")
    await tab.call(Home, "choose_fulfilment", wanted="pickup")
    session.expire_all()
    assert session.exec(select(Basket)).one().fulfilment == "pickup"
    await tab.call(Home, "choose_fulfilment", wanted="drone")
    session.expire_all()
    assert session.exec(select(Basket)).one().fulfilment == "pickup"


async def test_search_answers_while_typing_and_keeps_its_filters(world):
    tab = visit("/search")
    await tab.call(Search, "type", words="margarita")
    search = tab.screen(Search)
    assert search.searched
    assert [dish.name for dish in search.dishes] == ["Margherita"]
    await tab.call(Search, "toggle_allergen", key="milk")
    assert search.dishes == []
    await tab.call(Search, "toggle_allergen", key="plutonium")
    assert search.avoid == ["milk"]
    await tab.call(Search, "clear")
    assert len(search.dishes) == 1


async def test_an_unknown_restaurant_is_said_to_be_missing(world):
    tab = visit("/r/nobody")
    await tab.call(RestaurantScreen, "load")
    assert tab.screen(RestaurantScreen).missing


async def test_the_button_shows_what_the_choice_costs(nonna, world):
    screen = await open_margherita(nonna, world)
    assert (screen.size, screen.total) == (str(world.regular), "CHF\xa012.00")
    await nonna.call(DishSheet, "choose_size", size_id=str(world.large))
    await nonna.call(DishSheet, "toggle_extra", extra_id=str(world.salami))
    await nonna.call(DishSheet, "more")
    assert screen.total == "CHF\xa035.00"
    await nonna.call(DishSheet, "choose_size", size_id=str(uuid4()))
    assert screen.total == "CHF\xa035.00"


async def test_of_another_restaurant_nothing_stays_to_be_seen(world, nonna):
    await nonna.call(RestaurantScreen, "arrive")
    await nonna.call(RestaurantScreen, "load")
    await nonna.call(DishSheet, "open", item_id=str(world.margherita))
    screen, sheet = nonna.screen(RestaurantScreen), nonna.screen(DishSheet)
    await nonna.call(RestaurantScreen, "arrive")
    await nonna.call(DishSheet, "arrive")
    assert (sheet.shown, screen.loaded) == (False, True)  # the same, read again

    nonna.at("/r/rival")
    await nonna.call(RestaurantScreen, "arrive")
    assert screen.loaded is False


async def test_the_choice_goes_into_the_basket_as_it_was_made(session, nonna, world):
    screen = await open_margherita(nonna, world)
    await nonna.call(DishSheet, "choose_size", size_id=str(world.large))
    await nonna.call(DishSheet, "toggle_extra", extra_id=str(world.salami))
    await nonna.call(DishSheet, "write_note", text="no onions")
    await nonna.call(DishSheet, "add")
    (line,) = lines(session)
    assert (line.variation_id, line.modifier_ids) == (world.large, [str(world.salami)])
    assert (line.note, line.quantity) == ("no onions", 1)
    assert not screen.shown
    page = nonna.screen(RestaurantScreen)
    assert (page.basket.count, page.has_basket) == (1, True)


async def test_a_dish_without_choices_goes_in_at_once(session, nonna, world):
    await nonna.call(DishSheet, "add_at_once", item_id=str(world.tiramisu))
    await nonna.call(DishSheet, "add_at_once", item_id=str(world.tiramisu))
    (line,) = lines(session)
    assert (line.item_id, line.quantity) == (world.tiramisu, 2)


async def test_a_dish_that_cannot_be_added_at_once_says_why_in_its_sheet(session, nonna, world):
    await nonna.call(DishSheet, "add_at_once", item_id=str(world.tiramisu))
    (line,) = lines(session)
    line.quantity = QUANTITIES[-1]
    session.commit()
    await nonna.call(DishSheet, "add_at_once", item_id=str(world.tiramisu))
    sheet = nonna.screen(DishSheet)
    assert sheet.shown
    assert f"{QUANTITIES[-1]}" in sheet.error


async def test_another_restaurants_basket_is_asked_about_first(session, nonna, world):
    await nonna.call(DishSheet, "add_at_once", item_id=str(world.tiramisu))
    rival = visit("/r/rival")
    await rival.call(RestaurantScreen, "load")
    await rival.call(DishSheet, "add_at_once", item_id=str(world.ribs))
    screen = rival.screen(DishSheet)
    assert screen.other == "Your basket has dishes from Nonna. Start a new one?"
    assert [line.item_id for line in lines(session)] == [world.tiramisu]
    await rival.call(DishSheet, "add_afresh")
    assert [line.item_id for line in lines(session)] == [world.ribs]
    assert screen.other == ""


async def test_no_more_than_is_left_can_be_chosen(nonna, world):
    await nonna.call(DishSheet, "open", item_id=str(world.tiramisu))
    for _ in range(5):
        await nonna.call(DishSheet, "more")
    assert nonna.screen(DishSheet).quantity == 3


async def test_the_menu_can_be_searched(nonna):
    await nonna.call(RestaurantScreen, "search_menu", words="TIRAM")
    sections = nonna.screen(RestaurantScreen).sections
    assert [dish.name for section in sections for dish in section.dishes] == ["Tiramisu"]


async def test_an_address_opens_the_dish_it_asks_for(nonna, world):
    nonna.at(f"/r/nonna?dish={world.margherita}")
    asked = await nonna.call(DishSheet, "load")
    assert (asked.handler.fn, str(world.margherita) in str(asked.args)) == (DishSheet.open.fn, True)
    nonna.at("/r/nonna?dish=nothing")
    assert await nonna.call(DishSheet, "load") is None


@pytest.mark.parametrize("item_id", ["", "x", "../1", None, 7, str(uuid4())])
async def test_a_dish_that_does_not_exist_opens_nothing(nonna, item_id):
    await nonna.call(DishSheet, "open", item_id=item_id)
    screen = nonna.screen(DishSheet)
    assert not screen.shown
    assert screen.error


async def test_quantities_beside_the_menu_change_only_the_own_basket(session, nonna, world):
    await nonna.call(DishSheet, "add_at_once", item_id=str(world.tiramisu))
    (line,) = lines(session)
    stranger = visit("/r/nonna", "v-other")
    await stranger.call(RestaurantScreen, "set_quantity", line_id=str(line.id), quantity=9)
    assert lines(session)[0].quantity == 1
    await nonna.call(RestaurantScreen, "set_quantity", line_id=str(line.id), quantity=0)
    assert lines(session) == []
    assert not nonna.screen(RestaurantScreen).has_basket
