"""Who avoids something sees it on every screen of the storefront, as states."""

import pytest
from sqlmodel import select

from customer.avoiding import Avoiding
from customer.basket.state import BasketScreen
from customer.checkout.state import CheckoutScreen
from customer.restaurant.dish_state import DishSheet
from customer.restaurant.state import RestaurantScreen
from customer.search.state import Search
from foodapp.accounts.models import User
from foodapp.menu.models import Item, Modifier
from foodapp.menu.reading import _drop
from foodapp.menu.starter_dishes.table import rest
from foodapp.orders.models import Order
from tests.fixtures.screens import Tab
from tests.fixtures.world import fill_basket

WARNING = "Nonna has not stated whether Margherita, Large contains nuts."


@pytest.fixture
def cy(session, world):
    fill_basket(session, world)
    session.commit()
    return Tab(world.cookies["cy"])


def marks(rows):
    return [mark.text for mark in rows]


async def test_what_is_avoided_is_said_once_and_seen_at_once(session, world, cy):
    cy.at("/r/nonna")
    await cy.call(RestaurantScreen, "load")
    await cy.call(Avoiding, "load")
    again = await cy.call(Avoiding, "toggle", allergen="nuts")
    assert again is not None, "the menu is read again"
    await cy.call(RestaurantScreen, "refresh")
    assert cy.screen(Avoiding).words == "nuts"
    rows = [row for part in cy.screen(RestaurantScreen).sections for row in part.dishes]
    assert {mark for row in rows for mark in marks(row.marks)} == {"Not stated: nuts"}
    session.expire_all()
    assert session.get_one(User, world.customer.user_id).allergens == ["nuts"]


async def test_a_guest_may_avoid_things_too(session, world):
    guest = Tab(world.cookies["cy"])
    guest.header = "visitor=v-new"
    guest.at("/r/nonna")
    await guest.call(Avoiding, "toggle", allergen="gluten")
    await guest.call(RestaurantScreen, "load")
    rows = [row for part in guest.screen(RestaurantScreen).sections for row in part.dishes]
    found = {row.name: marks(row.marks) for row in rows}
    assert found["Margherita"] == ["Contains gluten"]


async def test_the_sheet_follows_the_extras_as_they_are_pressed(session, world, cy):
    item = session.get_one(Item, world.margherita)
    item.allergens, item.free_of = ["milk"], rest(["milk"])
    for option in (world.salami, world.olives):
        session.get_one(Modifier, option).free_of = rest(["gluten"])
    session.get_one(Modifier, world.olives).allergens = ["gluten"]
    session.commit()
    _drop(world.nonna)
    cy.at("/r/nonna")
    await cy.call(Avoiding, "toggle", allergen="gluten")
    await cy.call(RestaurantScreen, "load")
    await cy.call(DishSheet, "open", item_id=str(world.margherita))
    screen = cy.screen(DishSheet)
    assert (screen.about.holds, marks(screen.about.marks)) == ("Milk", [])
    await cy.call(DishSheet, "toggle_extra", extra_id=str(world.olives))
    assert (screen.about.holds, marks(screen.about.marks)) == (
        "Gluten, milk",
        ["Contains gluten"],
    )
    await cy.call(DishSheet, "toggle_extra", extra_id=str(world.olives))
    assert marks(screen.about.marks) == []


async def test_the_basket_is_read_again_when_the_menu_changes(session, world, cy):
    await cy.call(BasketScreen, "load")
    assert cy.screen(BasketScreen).card.lines[0].problem == ""
    session.get_one(Modifier, world.salami).is_available = False
    session.commit()
    await cy.call(BasketScreen, "refresh")
    assert cy.screen(BasketScreen).card.lines[0].problem == "Salami is not available now."


async def test_paying_takes_the_tick_and_the_tick_falls_when_the_list_changes(session, world, cy):
    session.get_one(User, world.customer.user_id).allergens = ["nuts"]
    session.commit()
    await cy.call(CheckoutScreen, "load")
    screen = cy.screen(CheckoutScreen)
    assert screen.card.warnings == [WARNING]
    async for _ in CheckoutScreen.event_handlers["pay"].fn(screen):
        pass
    assert "confirm" in screen.error
    assert session.exec(select(Order)).all() == []

    await cy.call(CheckoutScreen, "confirm_warnings", confirmed=True)
    session.get_one(Item, world.margherita).allergens = ["gluten", "milk", "nuts"]
    session.commit()
    await cy.call(CheckoutScreen, "refresh")
    assert screen.card.warnings == ["Margherita, Large contains nuts, which you avoid."]
    assert not screen.confirmed


async def test_search_marks_what_is_avoided(session, world, cy):
    await cy.call(Avoiding, "toggle", allergen="gluten")
    cy.at("/search?q=margherita")
    await cy.call(Search, "load")
    [found] = [dish for dish in cy.screen(Search).dishes if dish.name == "Margherita"]
    assert marks(found.marks) == ["Contains gluten"]
