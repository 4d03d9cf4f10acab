"""The credit page and the account, as the socket would call them."""

import pytest

from customer.account.state import Account
from customer.credit.state import CreditScreen
from foodapp.payments.giftcards import issuing
from foodapp.ui import live
from tests.fixtures.credit import place_with_credit
from tests.fixtures.screens import Tab


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
def code(session, world) -> str:
    _, code = issuing.issue(
        session, world.admin, amount_minor=1500, currency="CHF", reason="Cold soup"
    )
    session.commit()
    return code


@pytest.fixture
async def tab(world) -> Tab:
    tab = Tab(world.cookies["cy"]).at("/credit")
    await tab.call(CreditScreen, "load")
    return tab


async def test_nothing_is_there_before_something_came(tab):
    screen = tab.screen(CreditScreen)
    assert (screen.loaded, screen.credit.balances, screen.credit.lines) == (True, [], [])


async def test_a_code_is_redeemed_and_its_money_is_there_to_spend(session, world, tab, code):
    await tab.call(CreditScreen, "redeem", form={"code": code.lower()})

    screen = tab.screen(CreditScreen)
    assert (screen.refused, screen.credit.balances) == ("", ["CHF\xa015.00"])
    assert tab.said == "CHF\xa015.00 is yours to spend."
    await tab.call(Account, "load")
    assert tab.screen(Account).credit == ["CHF\xa015.00"]


@pytest.mark.parametrize("typed", ["", "no such code", "AAAA-AAAA-AAAA-AAAA", "x" * 4000])
async def test_a_code_that_is_none_is_one_sentence_at_the_field(tab, typed):
    await tab.call(CreditScreen, "redeem", form={"code": typed})
    said = "We do not know this code. Please check it letter by letter."
    assert tab.screen(CreditScreen).refused == said


async def test_a_code_is_taken_once(world, tab, code):
    await tab.call(CreditScreen, "redeem", form={"code": code})
    other = Tab(world.cookies["sid"]).at("/credit")
    await other.call(CreditScreen, "redeem", form={"code": code})
    assert other.screen(CreditScreen).refused == "This gift card has been redeemed already."
    assert other.screen(CreditScreen).credit.balances == []


async def test_the_history_names_the_order_it_paid(session, world, tab, code):
    await tab.call(CreditScreen, "redeem", form={"code": code})
    order = place_with_credit(session, world)
    session.commit()

    await tab.call(CreditScreen, "load")

    screen = tab.screen(CreditScreen)
    assert [(line.words, line.amount, line.order_id) for line in screen.credit.lines] == [
        (f"Paid for order {order.number}", "-CHF\xa015.00", str(order.id)),
        ("Gift card", "+CHF\xa015.00", ""),
    ]
    assert screen.credit.balances == []
