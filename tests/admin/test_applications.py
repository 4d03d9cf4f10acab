"""The console's queue of applications, as states through the guard."""

import pytest

from foodapp.ui import live
from tests.fixtures.applying import EATERY, RIDER, applies
from tests.fixtures.screens import Tab

from admin.application.state import OneApplication  # isort: skip
from admin.applications.state import Applications  # isort: skip


@pytest.fixture(autouse=True)
def _watches_nothing(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: None)


async def test_those_who_wait_longest_come_first(session, world):
    first = applies(session, world.customer)
    applies(session, world.stranger, RIDER)
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/applications")
    await tab.call(Applications, "load")
    rows = tab.screen(Applications).rows
    assert [one.name for one in rows] == ["Trattoria Blu", "Sid"]
    assert rows[0].id == str(first.id)


@pytest.mark.parametrize("who", ["cy", "ana", "ravi"])
async def test_nobody_else_reads_applications(session, world, who):
    row = applies(session, world.customer)
    session.commit()
    for kind, address in ((Applications, "/admin/applications"),
                          (OneApplication, f"/admin/applications/{row.id}")):  # fmt: skip
        tab = Tab(world.cookies[who]).at(address)
        await tab.call(kind, "load")
        assert not tab.screen(kind).loaded


async def test_an_application_is_asked_again_and_then_approved(session, world, drain_outbox):
    from foodapp.applications import applying

    row = applies(session, world.customer)
    session.commit()
    tab = Tab(world.cookies["ada"]).at(f"/admin/applications/{row.id}")
    await tab.call(OneApplication, "load")
    screen = tab.screen(OneApplication)
    assert (screen.row.name, screen.row.may_decide) == ("Trattoria Blu", True)
    await tab.call(
        OneApplication, "ask_again",
        form={"ask-trade_licence": "on", "why-trade_licence": "Not readable.", "message": "Hi"},
    )  # fmt: skip
    assert [(one.value, one.why) for one in screen.row.asked] == [
        ("trade_licence", "Not readable.")
    ]
    applying.send(session, world.customer, EATERY)
    session.commit()
    await tab.call(OneApplication, "refresh")
    await tab.call(OneApplication, "ask", kind="approve", subject="")
    await tab.call(OneApplication, "confirm", form={})
    assert screen.row.standing == "approved"
    assert screen.row.restaurant_id != ""
