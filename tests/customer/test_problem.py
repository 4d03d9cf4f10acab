"""Telling us that a dish was not right, on the order's page."""

from uuid import uuid4

import pytest
from sqlmodel import select

from customer.order.state import OrderScreen
from customer.problem.state import ProblemSheet
from foodapp.cases import giving
from foodapp.cases.models import Case, Outcome
from foodapp.kit import db
from foodapp.ledger import store_credit
from foodapp.ui import live
from foodapp.views.customer.order_page import order_page
from tests.fixtures.screens import Tab
from tests.foodapp.cases.conftest import eaten, later, pizza  # noqa: F401
from tests.foodapp.cases.test_reporting import photographed
from tests.foodapp.views.test_statements import AT_MOST, statements


@pytest.fixture
async def sheet(world, eaten, monkeypatch):  # noqa: F811
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)
    tab = Tab(world.cookies["cy"]).at(f"/orders/{eaten.id}")
    await tab.call(OrderScreen, "load")
    await tab.call(ProblemSheet, "open")
    return tab


def form(tab, line, **more):
    client = tab.screen(ProblemSheet).report_id
    return {"client": client, f"line-{line.id}": "on", "fault": "cold", "text": "Cold!", **more}


async def test_a_cold_dish_with_a_photo_is_credit_at_once_and_stays_on_the_page(
    session,
    world,
    eaten,  # noqa: F811
    pizza,  # noqa: F811
    sheet,
):
    photo = str(photographed(session, world.customer, eaten))
    session.commit()
    said = form(sheet, pizza, photo=photo)

    for _ in range(2):  # pressed twice
        await sheet.call(ProblemSheet, "send", form=said)
    await sheet.call(OrderScreen, "refresh")

    assert (sheet.screen(ProblemSheet).opened, sheet.screen(ProblemSheet).error) == (False, "")
    assert sheet.said == "We give you CHF\xa08.75 as credit."
    (case,) = sheet.screen(OrderScreen).problems.cases
    assert (case.what, case.state, case.outcome) == ("1 × Margherita", "given", sheet.said)
    assert sheet.screen(OrderScreen).problems.lines == []
    assert len(session.exec(select(Case)).all()) == 1
    assert store_credit.balance(session, world.customer.user_id, "CHF") == 875


async def test_what_a_person_has_to_see_is_said_so_and_their_no_is_read_there(
    session,
    world,
    eaten,  # noqa: F811
    pizza,  # noqa: F811
    sheet,
):
    await sheet.call(ProblemSheet, "send", form=form(sheet, pizza))
    assert sheet.said == "Our support looks at it."
    (case,) = session.exec(select(Case)).all()
    assert case.outcome is Outcome.WAITING

    giving.decline(session, world.admin, case.id, reason="The photo shows steam")
    session.commit()
    await sheet.call(OrderScreen, "refresh")
    problems = sheet.screen(OrderScreen).problems
    assert problems.cases[0].outcome == "We give nothing back: The photo shows steam"
    assert [line.name for line in problems.lines] == ["Margherita"]  # once more


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"fault": ""}, "Please choose what was wrong."),
        ({"photo-state": "sending"}, "The photo is still on its way."),
        ({"photo": str(uuid4())}, "We could not find that photo."),
        ({"count": "7"}, "Only 1 × Margherita can still be given back."),
    ],
)
async def test_a_refusal_is_one_sentence_and_the_sheet_stays_as_it_is(
    session,
    pizza,  # noqa: F811
    sheet,
    wrong,
    words,
):
    said = form(sheet, pizza)
    name = sheet.screen(ProblemSheet).report_id
    if "count" in wrong:
        wrong = {f"count-{pizza.id}": wrong["count"]}
    await sheet.call(ProblemSheet, "send", form=said | wrong)
    screen = sheet.screen(ProblemSheet)
    assert screen.error.startswith(words)
    assert (screen.opened, screen.report_id) == (True, name)
    assert session.exec(select(Case)).all() == []


async def test_without_a_dish_there_is_nothing_to_tell(session, pizza, sheet):  # noqa: F811
    said = form(sheet, pizza)
    del said[f"line-{pizza.id}"]
    await sheet.call(ProblemSheet, "send", form=said)
    assert sheet.screen(ProblemSheet).error == "Please choose the dishes that were not right."


async def test_a_strangers_order_cannot_be_complained_of(session, world, pizza, sheet):  # noqa: F811
    said = form(sheet, pizza)
    tab = Tab(world.cookies["sid"]).at(sheet.root.router.url.path)
    await tab.call(ProblemSheet, "send", form=said)
    assert tab.screen(ProblemSheet).error == "We could not find that order."
    assert session.exec(select(Case)).all() == []


async def test_the_page_of_an_order_that_came_is_few_statements(
    session,
    world,
    eaten,  # noqa: F811
    pizza,  # noqa: F811
    sheet,
):
    await sheet.call(ProblemSheet, "send", form=form(sheet, pizza))
    with db.reading() as looking, statements() as heard:
        page = order_page(looking, world.customer, eaten.id)
    assert len(page.problems.cases) == 1
    assert len(heard) <= AT_MOST, "\n".join(heard)
