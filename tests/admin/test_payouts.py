"""The console's payouts, called as the socket would call them."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import AdminGrant
from foodapp.payouts import drafting, invoicing
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.models import PayeeKind, Payout, PayoutStatus
from foodapp.payouts.payees import Payee
from foodapp.ui import live
from tests.fixtures.screens import Tab
from tests.foodapp.payouts.conftest import earn, ride, soon
from tests.foodapp.payouts.test_invoicing import IN_OCTOBER, OCTOBER, sell

from admin.cash.state import Cash  # isort: skip
from admin.invoices.state import Invoices  # isort: skip
from admin.payouts.state import Payouts  # isort: skip
from restaurant.payouts.state import Payouts as OwnPayouts  # isort: skip
from rider.earnings.state import Earned  # isort: skip


@pytest.fixture(autouse=True)
def _nobody_watches(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: None)


@pytest.fixture
def drafted(session, world):
    earn(session, world.nonna, 1500)
    ride(session, world.rider.rider_id, 1480)
    nonna = Payee(PayeeKind.RESTAURANT, world.nonna, "CHF")
    payout = drafting.draft(session, nonna, soon())
    session.commit()
    return payout


async def ask(tab: Tab, screen, kind: str, subject: str, reason: str = "") -> None:
    await tab.call(screen, "ask", kind=kind, subject=subject)
    await tab.call(screen, "confirm", form={"reason": reason})


async def test_a_payout_is_sent_and_marked_paid(session, world, drafted):
    tab = Tab(world.cookies["ada"]).at("/admin/payouts")
    await tab.call(Payouts, "load")
    [row] = tab.screen(Payouts).rows
    assert (row.payee, row.goes_to) == ("Nonna", "No bank account yet")
    assert tab.screen(Payouts).total == "CHF\u00a015.00"
    await ask(tab, Payouts, "send_all", "")
    assert tab.screen(Payouts).rows == []
    await ask(tab, Payouts, "paid", row.id, "")
    assert tab.screen(Payouts).asked.error == "The reference cannot be empty."
    await tab.call(Payouts, "confirm", form={"reason": "SEPA 71"})
    session.expire_all()
    assert session.exec(select(Payout)).one().status is PayoutStatus.PAID


@pytest.mark.parametrize("asked", ["search=%00", "search=%ED%A0%80", "search=%25_", "after=x"])
async def test_an_address_that_makes_no_sense_shows_a_list(world, drafted, asked):
    for screen, path in ((Payouts, "/admin/payouts"), (Invoices, "/admin/invoices")):
        tab = Tab(world.cookies["ada"]).at(f"{path}?{asked}")
        await tab.call(screen, "load")
        assert tab.screen(screen).loaded


async def test_the_list_is_searched_by_name(world, drafted):
    for search, count in (("non", 1), ("%", 0), ("rival", 0)):
        tab = Tab(world.cookies["ada"]).at(f"/admin/payouts?search={search}")
        await tab.call(Payouts, "load")
        assert len(tab.screen(Payouts).rows) == count


async def test_support_sees_but_does_not_send(session, world, drafted):
    session.get_one(AdminGrant, world.admin.user_id).role = AdminRole.SUPPORT
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/payouts")
    await tab.call(Payouts, "load")
    await ask(tab, Payouts, "send", str(drafted.id))
    assert tab.screen(Payouts).asked.error == "Your account cannot do that."
    session.expire_all()
    assert session.exec(select(Payout)).one().status is PayoutStatus.DRAFTED


@pytest.mark.parametrize("subject", ["", "x", "\0", "00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize("kind", ["send", "paid", "failed", "again", "account", "by_bank"])
async def test_unknown_payouts_are_not_found(world, drafted, kind, subject):
    tab = Tab(world.cookies["ada"]).at("/admin/payouts")
    await ask(tab, Payouts, kind, subject, "acct_1")
    asked = tab.screen(Payouts).asked
    assert asked.error.startswith("We could not find that") or (subject == "\0" and not asked.kind)


@pytest.mark.parametrize("subject", ["", "x:CHF", "00000000-0000-0000-0000-000000000000:\0"])
async def test_cash_of_nobody_is_not_taken_in(world, drafted, subject):
    tab = Tab(world.cookies["ada"]).at("/admin/cash")
    await ask(tab, Cash, "take_in", subject, "5")
    asked = tab.screen(Cash).asked
    assert asked.error.startswith("We could not find that") or ("\0" in subject and not asked.kind)


async def test_an_invoice_is_cancelled_and_written_anew(session, world):
    sell(session, world.nonna, 2000, 300, at=IN_OCTOBER)
    [first] = invoicing.write(session, world.nonna, OCTOBER)
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/invoices")
    await ask(tab, Invoices, "cancel", str(first.id), "Wrong address")
    await ask(tab, Invoices, "anew", str(first.id))
    await tab.call(Invoices, "load")
    assert [(row.words, row.is_cancelled) for row in tab.screen(Invoices).rows] == [
        ("Invoice", False),
        ("Credit note", False),
        ("Invoice", True),
    ]
    assert sorted(session.exec(select(Invoice.place))) == [1, 2, 3]


async def test_owners_and_riders_see_their_money_and_ask_for_it(session, world, drafted):
    earn(session, world.nonna, 2500)
    session.commit()
    ana = Tab(world.cookies["ana"]).at("/restaurant/payouts")
    await ana.call(OwnPayouts, "load")
    screen = ana.screen(OwnPayouts)
    assert (screen.balance, len(screen.payouts)) == ("CHF\u00a025.00", 1)
    await ana.call(OwnPayouts, "pay_now")
    assert (screen.balance, len(screen.payouts)) == ("CHF\u00a00.00", 2)
    await ana.call(OwnPayouts, "pay_now")
    assert screen.error.startswith("There is less than")
    ravi = Tab(world.cookies["ravi"]).at("/rider/earnings")
    await ravi.call(Earned, "load")
    assert ravi.screen(Earned).balance == "CHF\u00a014.80"
    await ravi.call(
        Earned, "save_account", form={"holder": "Ravi", "bank_account": "DE00370400440532013000"}
    )
    assert ravi.screen(Earned).error != ""
