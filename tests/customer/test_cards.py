"""Saved cards on the screens: kept on the account page, chosen at the checkout, paid in one tap."""

import pytest
from sqlmodel import select

from customer.account.cards import Cards
from customer.checkout.cards import CardChoice
from customer.checkout.state import CheckoutScreen
from foodapp.accounts.actors import Cookies
from foodapp.cards import accounts
from foodapp.gateways import registry
from foodapp.gateways.stripe.gateway import StripeGateway
from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments.models import Payment
from foodapp.restaurants.models import Restaurant
from tests.fixtures import world as worlds
from tests.fixtures.paying import client_of, submit_card
from tests.fixtures.screens import Tab


@pytest.fixture
def gateway(running, monkeypatch):
    ours = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=running.url)
    monkeypatch.setattr(registry, "gateway", {"stripe": ours}.__getitem__)
    yield running
    running.behave()


@pytest.fixture
def filled(session, world):
    worlds.fill_basket(session, world)
    session.commit()
    return world


async def save(world, gateway, number="4242424242424242"):
    """On the account page, through the gateway's own, and back."""
    tab = Tab(world.cookies["cy"]).at("/account")
    await tab.call(Cards, "load")
    url = str(await everything(tab, Cards, "add"))
    ref = url.split("/pay/")[1].split('"')[0].split("'")[0]
    with gateway.browser() as browser:
        assert submit_card(browser, ref, number).status_code == 303
    tab.at("/account?card=saved")
    await tab.call(Cards, "load")
    await tab.call(Cards, "look_up")
    return tab


async def everything(tab, kind, name):
    """All that the handler sends to the browser, in order."""
    handler = kind.event_handlers[name].fn(tab.screen(kind))
    return [event async for event in handler if event is not None]


async def at_checkout(world, name="cy"):
    tab = Tab(world.cookies[name]).at("/checkout")
    await tab.call(CheckoutScreen, "load")
    await tab.call(CardChoice, "load")
    return tab, tab.screen(CardChoice)


def the_order(session):
    session.expire_all()
    return session.exec(select(Order)).one()


async def test_a_card_is_saved_and_removed_on_the_account_page(session, world, gateway):
    tab = await save(world, gateway)
    screen = tab.screen(Cards)
    [card] = screen.cards
    assert (card.name, card.is_default) == ("Visa ending in 4242", True)
    assert tab.said == "Your card is saved."

    await tab.call(Cards, "remove", card_id=card.id)
    assert (screen.cards, tab.said) == ([], "The card is removed.")


async def test_another_card_may_come_first(session, world, gateway):
    await save(world, gateway)
    tab = await save(world, gateway, "5555555555554444")
    screen = tab.screen(Cards)
    second = next(card for card in screen.cards if not card.is_default)
    await tab.call(Cards, "pay_first_with", card_id=second.id)
    assert [card.id for card in screen.cards if card.is_default] == [second.id]


async def test_a_kept_card_pays_in_one_tap(session, filled, gateway):
    await save(filled, gateway)
    tab, choice = await at_checkout(filled)
    assert choice.short == "Visa •• 4242"

    events = await everything(tab, CheckoutScreen, "pay")

    order = the_order(session)
    assert order.status is OrderStatus.PLACED
    assert f"/orders/{order.id}" in str(events)
    assert tab.screen(CheckoutScreen).error == ""


async def test_a_card_that_says_no_is_one_sentence_and_the_page_comes_next(
    session, filled, gateway
):
    await save(filled, gateway, "4000000000000341")
    tab, choice = await at_checkout(filled)
    screen = tab.screen(CheckoutScreen)

    await everything(tab, CheckoutScreen, "pay")

    assert screen.error.startswith("Your bank said no to this card. Nothing was charged.")
    assert (choice.chosen, screen.paying) == ("", False)
    assert the_order(session).status is OrderStatus.AWAITING_PAYMENT
    events = await everything(tab, CheckoutScreen, "pay")
    assert f"{gateway.url}/pay/" in str(events), "the same order, on the payment page"
    assert the_order(session).status is OrderStatus.AWAITING_PAYMENT


async def test_the_bank_asks_and_the_customer_is_sent_there(session, filled, gateway):
    session.commit()
    ref = accounts.make_sure(filled.customer, "stripe")
    method = client_of(gateway).v1.payment_methods
    method.attach("pm_card_authenticationRequired", {"customer": ref})
    await save(filled, gateway)  # the look at the gateway finds both
    tab, choice = await at_checkout(filled)
    asks = next(card for card in choice.cards if "3184" in card.name)
    await tab.call(CardChoice, "choose", card_id=asks.id)
    events = await everything(tab, CheckoutScreen, "pay")
    assert "/authenticate/" in str(events)


async def test_the_wish_to_keep_a_card_goes_with_the_payment(session, filled, gateway):
    tab, choice = await at_checkout(filled)
    assert (choice.cards, choice.may_save, choice.save) == ([], True, False)
    await tab.call(CardChoice, "save_it", wanted=True)
    await everything(tab, CheckoutScreen, "pay")
    payment = session.exec(select(Payment)).one()
    page = client_of(gateway).v1.checkout.sessions.retrieve(payment.page_ref)
    assert payment.save_card
    assert page.customer == accounts.ref_of(session, filled.customer.user_id, "stripe")


async def test_nothing_is_offered_to_a_guest_or_where_rupees_are_paid(
    session, filled, gateway, monkeypatch
):
    worlds.fill_basket(session, filled, filled.visitor)
    session.commit()
    tab = Tab(Cookies(visitor="v-new")).at("/checkout")
    await tab.call(CardChoice, "load")
    assert (tab.screen(CardChoice).cards, tab.screen(CardChoice).may_save) == ([], False)

    await save(filled, gateway)
    session.get_one(Restaurant, filled.nonna).currency = "INR"
    session.commit()
    _, choice = await at_checkout(filled)
    assert (choice.cards, choice.may_save) == ([], False)


async def test_a_card_that_was_removed_meanwhile_is_one_sentence(session, filled, gateway):
    account = await save(filled, gateway)
    tab, choice = await at_checkout(filled)
    await account.call(Cards, "remove", card_id=account.screen(Cards).cards[0].id)
    await everything(tab, CheckoutScreen, "pay")
    assert tab.screen(CheckoutScreen).error == "We could not find that card."
    assert (choice.cards, choice.chosen) == ([], "")


async def test_only_shown_cards_can_be_chosen_and_only_ones_own_removed(session, filled, gateway):
    account = await save(filled, gateway)
    card = account.screen(Cards).cards[0]
    tab, choice = await at_checkout(filled)
    for wrong in ("0" * 36, card.id.upper(), "\0", "x" * 100, None, 7):
        await tab.call(CardChoice, "choose", card_id=wrong)
        assert choice.chosen == card.id
    stranger = Tab(filled.cookies["sid"]).at("/account")
    await stranger.call(Cards, "load")
    for name in ("remove", "pay_first_with"):
        await stranger.call(Cards, name, card_id=card.id)
        assert "could not find that card" in stranger.screen(Cards).error
    await account.call(Cards, "load")
    assert len(account.screen(Cards).cards) == 1
