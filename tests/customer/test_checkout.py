"""The checkout as the socket would call it, up to the door of the payment page."""

from uuid import uuid4

import pytest
from sqlmodel import select

from customer.basket.state import BasketScreen
from customer.checkout.state import CheckoutScreen
from foodapp.accounts.actors import Cookies
from foodapp.menu.models import Item, Variation
from foodapp.orders import basket
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import paying
from tests.fixtures import world as worlds
from tests.fixtures.credit import give
from tests.fixtures.screens import Tab

PAGE = "https://pay.example/page"


@pytest.fixture
def filled(session, world):
    worlds.fill_basket(session, world)
    session.commit()
    return world


@pytest.fixture
def opened(monkeypatch):
    """The orders whose payment page was opened; the gateway itself is tested where it stands."""
    asked = []
    monkeypatch.setattr(
        paying, "open_page", lambda customer, order_id, save_card: asked.append(order_id) or PAGE
    )
    return asked


async def at_checkout(world, name="cy"):
    tab = Tab(world.cookies[name]).at("/checkout")
    await tab.call(CheckoutScreen, "load")
    return tab, tab.screen(CheckoutScreen)


async def pay(tab):
    """Everything the handler sends to the browser, in order."""
    handler = CheckoutScreen.event_handlers["pay"].fn(tab.screen(CheckoutScreen))
    return [event async for event in handler if event is not None]


def orders(session):
    session.expire_all()
    return session.exec(select(Order).order_by(Order.created_at)).all()


async def test_paying_places_the_order_and_leads_to_the_payment_page(session, filled, opened):
    tab, screen = await at_checkout(filled)

    events = await pay(tab)

    (order,) = orders(session)
    assert (order.status, order.total_minor) == (OrderStatus.AWAITING_PAYMENT, 2050)
    assert opened == [order.id]
    assert PAGE in str(events)
    assert (screen.error, screen.paying) == ("", True)


async def test_a_double_click_is_one_order(session, filled, opened):
    tab, _ = await at_checkout(filled)

    await pay(tab)
    await pay(tab)

    (order,) = orders(session)
    assert opened == [order.id, order.id]


async def test_coming_back_to_the_page_starts_afresh(session, filled, opened):
    tab, screen = await at_checkout(filled)
    await pay(tab)

    await tab.call(CheckoutScreen, "load")
    assert screen.paying is False
    await pay(tab)

    assert sorted(order.status for order in orders(session)) == [
        OrderStatus.AWAITING_PAYMENT,
        OrderStatus.UNPAID,
    ]


async def test_another_basket_is_another_order_on_the_same_page(session, filled, opened):
    tab, _ = await at_checkout(filled)
    await pay(tab)

    await tab.call(CheckoutScreen, "choose_tip", amount="180")
    await pay(tab)

    assert [order.total_minor for order in orders(session)] == [2050, 2230]


async def test_a_price_that_rose_is_one_sentence_and_a_new_total(session, filled, opened):
    tab, screen = await at_checkout(filled)
    session.get_one(Variation, filled.large).price_minor += 100
    session.commit()

    await pay(tab)

    assert screen.error == "The price has changed. Please look at your basket again."
    assert (screen.card.total_minor, screen.paying, opened) == (2150, False, [])
    await pay(tab)
    assert len(opened) == 1


async def test_a_dish_that_sold_out_is_one_sentence(session, filled, opened):
    tab, screen = await at_checkout(filled)
    session.get_one(Item, filled.margherita).stock = 0
    session.commit()

    await pay(tab)

    assert "sold out" in screen.error
    assert (screen.card.can_order, opened) == (False, [])


async def test_a_guest_is_asked_who_they_are_and_keeps_the_basket(session, world, opened):
    worlds.fill_basket(session, world, world.visitor)
    session.commit()
    tab = Tab(Cookies(visitor="v-new")).at("/checkout")
    await tab.call(CheckoutScreen, "load")
    screen = tab.screen(CheckoutScreen)
    assert (screen.is_guest, screen.card.count) == (True, 1)

    await pay(tab)

    assert screen.error == "Please sign in or create an account to pay."
    assert orders(session) == []
    assert basket.priced(session, world.visitor) is not None


async def test_a_refused_sign_in_comes_back_to_the_form_it_came_from(filled):
    tab = Tab(Cookies(visitor="v-new")).at("/checkout?error=wrong")
    await tab.call(CheckoutScreen, "load")

    assert tab.screen(CheckoutScreen).has_account is True


async def test_picking_up_and_a_time_for_later(session, filled, opened):
    tab, screen = await at_checkout(filled)

    await tab.call(CheckoutScreen, "bring_it", deliver=False)
    await tab.call(CheckoutScreen, "choose_later")
    time = screen.times[0]
    await tab.call(CheckoutScreen, "choose_time", at=time.value)
    await pay(tab)

    (order,) = orders(session)
    assert order.requested_for.isoformat() == time.value
    assert (order.total_minor, order.tip_minor) == (1750, 0)


@pytest.mark.parametrize(
    ("handler", "arguments"),
    [
        ("choose_tip", {"amount": "-100"}),
        ("choose_tip", {"amount": "999999999"}),
        ("choose_time", {"at": "yesterday"}),
        ("choose_day", {"day": "2026-13-45"}),
        ("bring_it", {"deliver": "maybe"}),
        ("write_note", {"text": "x" * 10_000}),
        ("write_note", {"text": "\0"}),
        ("write_note", {"text": "\ud800"}),
    ],
)
async def test_hostile_input_changes_nothing(session, filled, handler, arguments):
    tab, screen = await at_checkout(filled)
    before = screen.card

    await tab.call(CheckoutScreen, handler, **arguments)

    await tab.call(CheckoutScreen, "refresh")
    assert screen.card == before


async def test_the_basket_page_changes_its_lines(session, filled):
    tab = Tab(filled.cookies["cy"]).at("/basket")
    await tab.call(BasketScreen, "load")
    screen = tab.screen(BasketScreen)
    line = screen.card.lines[0].id

    await tab.call(BasketScreen, "set_quantity", line_id=line, quantity=3)
    assert (screen.card.count, screen.card.total_minor) == (3, 5550)
    for wrong in (-1, 100, 10**12, 2.5, "3"):
        await tab.call(BasketScreen, "set_quantity", line_id=line, quantity=wrong)
        assert screen.error
        assert screen.card.count == 3
    await tab.call(BasketScreen, "set_quantity", line_id=str(uuid4()), quantity=1)
    assert "could not find" in screen.error
    await tab.call(BasketScreen, "set_quantity", line_id=line, quantity=0)
    assert screen.is_empty


async def test_somebody_elses_line_is_not_there(session, filled):
    mine = basket.priced(session, filled.customer).lines[0].line_id
    tab = Tab(filled.cookies["sid"])

    await tab.call(BasketScreen, "set_quantity", line_id=str(mine), quantity=9)

    assert basket.priced(session, filled.customer).lines[0].quantity == 1


async def test_credit_is_offered_used_and_taken_off_the_card(session, filled, opened):
    give(session, filled.customer.user_id, 500)
    session.commit()
    tab, screen = await at_checkout(filled)
    assert (screen.card.credit, screen.card.uses_credit) == ("CHF\u00a05.00", False)
    assert not screen.card.paid

    await tab.call(CheckoutScreen, "use_credit", use=True)

    assert [(line.label, line.amount) for line in screen.card.paid] == [
        ("Paid with credit", "-CHF\u00a05.00"),
        ("To pay by card", "CHF\u00a015.50"),
    ]
    await pay(tab)
    (order,) = orders(session)
    assert (order.credit_used_minor, order.card_minor, opened) == (500, 1550, [order.id])


async def test_an_order_paid_with_credit_goes_to_no_payment_page(session, filled, opened):
    give(session, filled.customer.user_id, 5000)
    session.commit()
    tab, screen = await at_checkout(filled)
    await tab.call(CheckoutScreen, "use_credit", use=True)
    assert screen.card.by_card == ""

    events = await pay(tab)

    (order,) = orders(session)
    assert (order.status, opened) == (OrderStatus.PLACED, [])
    assert f"/orders/{order.id}" in str(events)


async def test_who_has_no_credit_is_offered_none(filled):
    _, screen = await at_checkout(filled)
    assert screen.card.credit == ""
