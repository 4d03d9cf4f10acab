"""A code at the checkout, as the socket would call it."""

import pytest

from customer.checkout.state import CheckoutScreen
from foodapp.orders import basket
from tests.fixtures import offers
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab


@pytest.fixture
def filled(session, world, valkey):
    worlds.fill_basket(session, world)
    session.commit()
    return world


async def at_checkout(world, name="cy"):
    tab = Tab(world.cookies[name]).at("/checkout")
    await tab.call(CheckoutScreen, "load")
    return tab, tab.screen(CheckoutScreen)


async def test_a_code_is_applied_named_in_the_price_and_removed(session, filled):
    offers.nonnas(session, filled, offers.percent(2000, "Pizza day", code="PIZZA"))
    session.commit()
    tab, screen = await at_checkout(filled)
    before = screen.card.total_minor

    await tab.call(CheckoutScreen, "use_code", form={"code": "piz za"})

    assert (screen.code_error, screen.card.code, screen.card.code_applies) == ("", "PIZZA", True)
    assert ("Pizza day", "-CHF\u00a03.50") in [
        (one.label, one.amount) for one in screen.card.prices
    ]
    assert screen.card.total_minor == before - 350

    await tab.call(CheckoutScreen, "drop_code")
    assert (screen.card.code, screen.card.total_minor) == ("", before)


async def test_a_wrong_code_is_said_beside_its_field_and_changes_nothing(session, filled):
    tab, screen = await at_checkout(filled)
    before = screen.card
    await tab.call(CheckoutScreen, "use_code", form={"code": "NOPE"})
    assert screen.code_error == "That code does not work here. Please check it."
    assert screen.error == ""
    assert screen.card.total_minor == before.total_minor
    assert basket.find(session, filled.customer).promo_code == ""


@pytest.mark.parametrize("form", [{}, {"code": None}, {"code": True}, {"code": "?" * 50}])
async def test_whatever_a_browser_sends_is_refused_in_that_sentence(session, filled, form):
    tab, screen = await at_checkout(filled)
    await tab.call(CheckoutScreen, "use_code", form=form)
    assert screen.code_error == "That code does not work here. Please check it."


async def test_what_is_missing_to_an_offer_is_said(session, filled):
    offers.nonnas(session, filled, offers.amount(name="Feast", min_basket_minor=2000))
    session.commit()
    _, screen = await at_checkout(filled)
    assert screen.card.offer_hints == ["Add CHF\u00a02.50 of dishes for “Feast”."]


async def test_a_new_page_forgets_what_was_wrong(session, filled):
    tab, screen = await at_checkout(filled)
    await tab.call(CheckoutScreen, "use_code", form={"code": "NOPE"})
    await tab.call(CheckoutScreen, "load")
    assert screen.code_error == ""
