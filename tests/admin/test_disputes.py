"""The console's disputes: what is due first, what came of the others, and the way to the order."""

from datetime import timedelta

import pytest

from foodapp.alerts import alerts
from foodapp.alerts.models import AlertKind
from foodapp.gateways.protocol import DisputeStatus
from foodapp.kit import clock
from foodapp.kit.money import shown
from foodapp.payments.models import Dispute, Payment, PaymentStatus
from foodapp.ui import live
from foodapp.views.console import alert_words, disputes
from tests.fixtures.screens import Tab

from admin.disputes.state import Disputes  # isort: skip


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
def tab(world):
    return Tab(world.cookies["ada"])


@pytest.fixture
def payment(session, placed_order):
    row = Payment(
        gateway="stripe",
        order_id=placed_order.id,
        amount_minor=2050,
        captured_minor=2050,
        refunded_minor=300,
        currency="CHF",
        status=PaymentStatus.DISPUTED,
        intent_ref="pi_1",
    )
    session.add(row)
    session.commit()
    return row


def add(session, payment, ref, **facts):
    facts = {"amount_minor": 1750, "withheld_minor": 1750, "reason": "fraudulent"} | facts
    session.add(Dispute(gateway="stripe", ref=ref, payment_id=payment.id, **facts))
    session.commit()


async def rows(tab, address="/admin/disputes"):
    await tab.at(address).call(Disputes, "load")
    return tab.screen(Disputes).rows


async def test_an_open_dispute_says_what_each_side_has_and_until_when(session, tab, payment):
    add(session, payment, "dp_1", answer_by=clock.now() + timedelta(days=1))
    [row] = await rows(tab)
    assert {row.paid, row.wanted, row.withheld} == {shown(1750, "CHF")}
    assert (row.reason, row.words) == ("The cardholder does not know it", "Open")
    assert (row.is_urgent, bool(row.due)) == (True, True)
    assert row.order_id == str(payment.order_id)
    assert await rows(tab, "/admin/disputes?which=ended") == []


async def test_what_is_due_first_comes_first_and_what_ended_last_on_top(session, tab, payment):
    now = clock.now()
    for n, days in enumerate([9, 2, 5]):
        add(session, payment, f"dp_{n}", answer_by=now + timedelta(days=days))
    add(session, payment, "dp_no_date")
    for n, (status, days) in enumerate([(DisputeStatus.WON, 9), (DisputeStatus.LOST, 1)]):
        add(session, payment, f"ended_{n}", status=status, ended_at=now - timedelta(days=days))
    assert [row.ref for row in await rows(tab)] == ["dp_1", "dp_2", "dp_0", "dp_no_date"]
    ended = await rows(tab, "/admin/disputes?which=ended")
    assert [row.ref for row in ended] == ["ended_1", "ended_0"]
    assert [row.look for row in ended] == ["act", "done"]
    assert all(row.due == "" for row in ended)


@pytest.mark.parametrize("status", [DisputeStatus.OPEN, DisputeStatus.WON])
async def test_a_long_list_comes_in_pages(session, tab, payment, monkeypatch, status):
    monkeypatch.setattr(disputes, "PAGE", 2)
    now = clock.now()
    for n in range(5):
        ended = None if status is DisputeStatus.OPEN else now - timedelta(days=n)
        add(
            session,
            payment,
            f"dp_{n}",
            status=status,
            answer_by=now + timedelta(days=n) if n < 3 else None,
            ended_at=ended,
        )
    address = "/admin/disputes" + ("?which=ended" if ended else "")
    seen = []
    while address:
        seen += [row.ref for row in await rows(tab, address)]
        address = tab.screen(Disputes).next_page
    assert seen == [f"dp_{n}" for n in range(5)]


@pytest.mark.parametrize(
    "after", ["stripe:dp_nobody", "nonsense", "stripe:", "\x00:x", "a:" + "b" * 200]
)
async def test_a_place_that_is_not_there_breaks_nothing(session, tab, payment, after):
    add(session, payment, "dp_1")
    await tab.at(f"/admin/disputes?after={after}").call(Disputes, "load")
    screen = tab.screen(Disputes)
    assert screen.error or [row.ref for row in screen.rows] == ["dp_1"]


async def test_a_customer_sees_none_of_it(session, world, payment):
    add(session, payment, "dp_1")
    tab = Tab(world.cookies["cy"])
    assert await rows(tab) == []


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (AlertKind.DISPUTE_OPENED, "/admin/disputes"),
        (AlertKind.DISPUTE_ENDED, "/admin/disputes?which=ended"),
    ],
)
def test_its_alerts_lead_there(session, world, placed_order, kind, page):
    alerts.raise_alert(session, kind, placed_order.id, "Look")
    [alert] = [one for one in alert_words.unseen(session, world.admin) if one.kind == kind.value]
    assert (alert.page, alert.order_id) == (page, str(placed_order.id))
