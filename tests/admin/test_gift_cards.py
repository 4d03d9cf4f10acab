"""The console's gift cards, as the socket would call them."""

import pytest

from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import AdminGrant
from foodapp.ui import live
from tests.fixtures.screens import Tab

from admin.gift_cards.state import GiftCards  # isort: skip
from admin.state import Shell  # isort: skip

FORM = {"amount": "25", "currency": "CHF", "reason": "Cold soup"}


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


@pytest.fixture
async def tab(world) -> Tab:
    tab = Tab(world.cookies["ada"]).at("/admin/gift-cards")
    await tab.call(GiftCards, "load")
    await tab.call(GiftCards, "begin")
    return tab


async def test_a_card_is_given_and_its_code_is_shown_once(tab):
    await tab.call(GiftCards, "give", form=FORM)
    screen = tab.screen(GiftCards)
    [row] = screen.rows
    assert (screen.refused, row.amount, row.words) == ("", "CHF\xa025.00", "Not redeemed")
    assert screen.code.endswith(row.name[-4:])

    await tab.call(GiftCards, "put_away")
    assert (screen.giving, screen.code) == (False, "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": ""},
        {"amount": "-5"},
        {"amount": "NaN"},
        {"amount": "9223372036854775808"},
        {"amount": "0.99"},
        {"currency": "XXX"},
        {"currency": ""},
        {"reason": " "},
    ],
)
async def test_what_makes_no_sense_is_refused_in_a_sentence(tab, wrong):
    await tab.call(GiftCards, "give", form=FORM | wrong)
    screen = tab.screen(GiftCards)
    assert screen.refused.endswith(".")
    assert (screen.rows, screen.code) == ([], "")


async def test_a_card_is_found_by_its_last_characters_and_blocked(tab):
    await tab.call(GiftCards, "give", form=FORM)
    [row] = tab.screen(GiftCards).rows
    await tab.at(f"/admin/gift-cards?search={row.name[-4:]}").call(GiftCards, "load")
    await tab.call(GiftCards, "ask", kind="block", subject=row.id)
    await tab.call(GiftCards, "confirm", form={"reason": "Wrong person"})
    [row] = tab.screen(GiftCards).rows
    assert (row.words, row.can_block) == ("Blocked", False)
    assert row.ended.endswith("by Ada")


async def test_above_the_roles_limit_nothing_is_given(session, world, tab):
    session.get_one(AdminGrant, world.admin.user_id).role = AdminRole.SUPPORT
    session.commit()
    await tab.call(GiftCards, "give", form=FORM | {"amount": "31"})
    assert "30.00 more today" in tab.screen(GiftCards).refused


async def test_nobody_else_gets_in(world):
    for who in ("cy", "ana", "ravi"):
        other = Tab(world.cookies[who]).at("/admin/gift-cards")
        await other.call(GiftCards, "load")
        await other.call(GiftCards, "give", form=FORM)
        assert (other.screen(GiftCards).loaded, other.screen(GiftCards).code) == (False, "")


async def test_a_lost_connection_takes_neither_the_code_nor_a_question_another_page_does(tab):
    """The page is loaded again when the connection is back, on the same address."""

    async def load():
        await tab.call(Shell, "load")
        await tab.call(GiftCards, "arrive")
        await tab.call(GiftCards, "load")

    await load()
    await tab.call(GiftCards, "begin")
    await tab.call(GiftCards, "give", form=FORM)
    screen = tab.screen(GiftCards)
    code = screen.code
    await tab.call(GiftCards, "ask", kind="block", subject=screen.rows[0].id)
    await load()
    assert (screen.code, screen.asked.kind) == (code, "block")

    tab.at("/admin/gift-cards?which=open")
    await load()
    assert screen.asked.kind == "", "it was asked about what stood there before"
    await tab.call(GiftCards, "ask", kind="block", subject=screen.rows[0].id)

    tab.at("/admin/cash")
    await tab.call(Shell, "load")
    tab.at("/admin/gift-cards")
    await load()
    assert (screen.giving, screen.code, screen.asked.kind) == (False, "", "")
