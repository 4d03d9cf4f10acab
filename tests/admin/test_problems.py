"""A complaint in the console, beside its order and beside the chat about it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import passwords, sessions
from foodapp.accounts.models import SignInSession, User
from foodapp.cases.models import Outcome
from foodapp.chat.models import Thread
from foodapp.payments.refunds.models import Adjustment
from foodapp.ui import live
from tests.fixtures.screens import Tab
from tests.foodapp.cases.conftest import eaten, later, pizza  # noqa: F401
from tests.foodapp.cases.test_reporting import by_hand, report  # noqa: F401

from admin.conversation.state import OneChat  # isort: skip
from admin.money.state import Money  # isort: skip
from admin.order.state import OneOrder  # isort: skip

PASSWORD = "a-kettle-of-fish"


@pytest.fixture
def case(session, world, eaten, pizza, by_hand, monkeypatch):  # noqa: F811
    """Ada signed in an hour ago."""
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)
    session.get_one(User, world.admin.user_id).password_hash = passwords.hashed(PASSWORD)
    mine = session.get_one(SignInSession, sessions.hashed(world.cookies["ada"].sid))
    mine.proven_at -= timedelta(hours=1)
    found = report(session, world.customer, eaten, pizza)
    session.commit()
    return found


def where(session, screen, case):
    if screen is OneOrder:
        return f"/admin/orders/{case.order_id}"
    thread = session.exec(select(Thread).where(Thread.order_id == case.order_id)).one()
    return f"/admin/support/{thread.id}"


def shown(tab, screen):
    order = tab.screen(screen).case if screen is OneOrder else tab.screen(screen).order
    (one,) = order.problems
    return one


@pytest.mark.parametrize("screen", [OneOrder, OneChat], ids=lambda screen: screen.__name__)
async def test_what_was_proposed_is_given_once_the_password_was(session, world, case, screen):
    tab = Tab(world.cookies["ada"]).at(where(session, screen, case))
    await tab.call(screen, "load")
    one = shown(tab, screen)
    assert (one.what, one.state) == ("1 × Margherita", "waiting")
    assert one.proposed == "Proposed: CHF\xa017.50 as it was paid, borne by the restaurant"

    await tab.call(screen, "ask", kind="give_case", subject=one.id)
    await tab.call(screen, "confirm", form={})
    assert tab.screen(screen).proof_wanted
    assert session.exec(select(Adjustment)).all() == []
    await tab.call(screen, "prove", form={"password": PASSWORD})

    session.refresh(case)
    assert case.outcome is Outcome.GIVEN
    assert shown(tab, screen).outcome == "CHF\xa017.50 given back by support."
    assert tab.screen(screen).asked.kind == ""


async def test_a_no_wants_words_and_says_them(session, world, case):
    tab = Tab(world.cookies["ada"]).at(where(session, OneChat, case))
    await tab.call(OneChat, "load")
    await tab.call(OneChat, "ask", kind="decline_case", subject=str(case.id))
    await tab.call(OneChat, "confirm", form={"reason": " "})
    assert "cannot be empty" in tab.screen(OneChat).asked.error
    await tab.call(OneChat, "confirm", form={"reason": "It was there"})
    assert shown(tab, OneChat).outcome == "Nothing given back: It was there"


async def test_something_else_is_given_on_the_page_of_the_money(session, world, case):
    tab = Tab(world.cookies["ada"]).at(f"/admin/orders/{case.order_id}/money?case={case.id}")
    await tab.call(Money, "load")
    await tab.call(Money, "choose_way", way="amount")
    form = {"bearer": "platform", "back_to": "credit", "reason": "Half of it", "amount": "5"}
    await tab.call(Money, "refund", form=form)
    await tab.call(Money, "prove", form={"password": PASSWORD})
    session.refresh(case)
    (row,) = session.exec(select(Adjustment)).all()
    assert (case.outcome, case.adjustment_id, row.amount_minor) == (Outcome.GIVEN, row.id, 500)


async def test_who_only_looks_is_shown_no_photo_and_decides_nothing(session, world, case):
    tab = Tab(world.cookies["cy"]).at(where(session, OneOrder, case))
    await tab.call(OneOrder, "ask", kind="give_case", subject=str(case.id))
    await tab.call(OneOrder, "confirm", form={})
    session.refresh(case)
    assert case.outcome is Outcome.WAITING
