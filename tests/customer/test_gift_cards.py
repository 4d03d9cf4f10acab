"""Buying gift cards, as the socket would call it, up to the door of the payment page."""

import pytest
from sqlmodel import select

from customer.gift_cards.state import GiftCardScreen
from customer.order.state import OrderScreen
from foodapp.payments import paying, polling
from foodapp.payments.giftcards.models import GiftPresent
from foodapp.payments.purchases import fulfilling
from foodapp.payments.purchases.models import Purchase, PurchaseKind
from foodapp.ui import live
from tests.fixtures.screens import Tab
from tests.foodapp.payments.test_tipping import deliver

PAGE = "https://pay.example/page"
FORM = {"amount": "25", "currency": "CHF"}


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
def opened(monkeypatch):
    """What was led to a payment page; the gateway itself is tested where it stands."""
    asked = []
    monkeypatch.setattr(
        paying, "open_page", lambda customer, subject_id: asked.append(subject_id) or PAGE
    )
    return asked


@pytest.fixture
async def tab(world) -> Tab:
    tab = Tab(world.cookies["cy"]).at("/gift-cards")
    await tab.call(GiftCardScreen, "load")
    return tab


async def buy(tab, **form):
    handler = GiftCardScreen.event_handlers["buy"].fn(tab.screen(GiftCardScreen), form=FORM | form)
    return [event async for event in handler if event is not None]


def bought(session) -> list[Purchase]:
    session.expire_all()
    return list(session.exec(select(Purchase)))


async def test_buying_leads_to_the_payment_page_and_a_double_click_buys_once(session, tab, opened):
    events = await buy(tab)
    await buy(tab)

    [purchase] = bought(session)
    assert PAGE in str(events)
    assert opened == [purchase.id, purchase.id]
    assert (purchase.amount_minor, purchase.kind) == (2500, PurchaseKind.GIFT_CARD)


async def test_once_it_is_paid_its_code_is_shown_to_the_buyer_alone(session, world, tab, opened):
    await buy(tab)
    [purchase] = bought(session)
    fulfilling.held(purchase)
    fulfilling.paid(session, purchase)
    session.commit()

    await tab.at(f"/gift-cards?paid={purchase.id}").call(GiftCardScreen, "load")

    [card] = tab.screen(GiftCardScreen).cards
    assert (len(card.code), card.words) == (19, "")
    assert not tab.screen(GiftCardScreen).confirming
    other = Tab(world.cookies["sid"]).at(f"/gift-cards?paid={purchase.id}")
    await other.call(GiftCardScreen, "load")
    assert (other.screen(GiftCardScreen).cards, other.screen(GiftCardScreen).confirming) == (
        [],
        False,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": ""},
        {"amount": "-5"},
        {"amount": "NaN"},
        {"amount": "0.99"},
        {"amount": "501"},
        {"amount": "9223372036854775808"},
        {"currency": "XXX"},
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence(session, tab, opened, wrong):
    await buy(tab, **wrong)
    screen = tab.screen(GiftCardScreen)
    assert screen.refused.endswith(".")
    assert (screen.leaving, bought(session), opened) == (False, [], [])


async def test_a_tip_without_credit_goes_to_the_payment_page(session, world, opened, monkeypatch):
    order = deliver(session, world)
    session.commit()
    tab = Tab(world.cookies["cy"]).at(f"/orders/{order.id}")
    await tab.call(OrderScreen, "load")
    [first, *_] = tab.screen(OrderScreen).tip.choices
    assert first.by_card

    led = await tab.call(OrderScreen, "give_tip", amount=first.to_minor)

    [purchase] = bought(session)
    assert PAGE in str(led)
    assert (purchase.amount_minor, purchase.order_id) == (int(first.to_minor), order.id)
    looked_up = []
    monkeypatch.setattr(polling, "look_up_now", lambda customer, ident: looked_up.append(ident))
    await tab.at(f"/orders/{order.id}?tipped={purchase.id}").call(OrderScreen, "look_up_tip")
    assert looked_up == [purchase.id]


PRESENT = {"email": "bo@example.org", "name": "Bo", "giver": "Cy", "message": "", "day": ""}


async def test_a_present_is_for_somebody_and_a_double_click_buys_one(session, tab, opened):
    await tab.call(GiftCardScreen, "choose", is_present=True)
    await buy(tab, **PRESENT)
    await buy(tab, **PRESENT)
    await buy(tab, **PRESENT | {"email": "ed@example.org"})

    assert len(bought(session)) == 2
    emails = {one.email for one in session.exec(select(GiftPresent))}
    assert emails == {"bo@example.org", "ed@example.org"}


async def test_a_present_without_an_address_is_refused_in_a_sentence(session, tab, opened):
    await tab.call(GiftCardScreen, "choose", is_present=True)
    await buy(tab, **PRESENT | {"email": ""})
    assert tab.screen(GiftCardScreen).refused == "That e-mail address does not look right."
    assert (bought(session), opened) == ([], [])


async def test_who_gives_the_code_away_leaves_no_address(session, tab, opened):
    await buy(tab, **PRESENT)
    assert len(bought(session)) == 1
    assert session.exec(select(GiftPresent)).all() == []
