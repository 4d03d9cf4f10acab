"""News is read once for all tabs that may see the same, and reaches nobody else."""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import reflex as rx
from sqlmodel import Session, select

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies, Customer
from foodapp.accounts.models import User
from foodapp.kit.errors import NotFound
from foodapp.ui import pushed, sharing, tabs
from foodapp.ui.budgets import Budget
from foodapp.ui.persona import PersonaState
from foodapp.ui.sharing import Page, Parts, Reading, Sharing


class Letter(PersonaState, rx.State):
    """What Cy alone may read."""

    _sign_in = staticmethod(sessions.customer)
    text: str = ""
    of: str = ""


class Copy(PersonaState, rx.State):
    _sign_in = staticmethod(sessions.customer)
    copied: str = ""


class Desk:
    """A process with tabs; what each was sent, and who was told to read."""

    def __init__(self, cy: UUID) -> None:
        self.cy = cy
        self.reads = 0
        self.text = "one"
        self.while_reading: Callable[[], None] = lambda: None
        self.sent: dict[str, list[dict[str, Any]]] = {}
        self.told_to_read: list[str] = []
        self.sharing = Sharing(self._send, self._read_again)
        self.page: Page = (Reading(Letter, self.read, lambda found: found).of(cy),)

    def read(self, session: Session, customer: Customer, whose: UUID) -> dict[str, str]:
        if customer.user_id != whose:
            raise NotFound("letter")
        self.reads += 1
        name = session.exec(select(User.name).where(User.id == whose)).one()
        values = {"text": self.text, "of": name}
        self.while_reading()
        return values

    async def _send(self, tokens: Any, parts: Parts) -> None:
        for token in tokens:
            values = dict(pushed.changed(token, Letter, parts[Letter]))
            pushed.sent(token, Letter, parts[Letter])
            self.sent.setdefault(token, []).append(values)

    async def _read_again(self, tokens: Any) -> None:
        self.told_to_read += tokens

    def tab(self, cookies: Cookies, page: Page | None = None) -> tabs.Tab:
        header = f"sid={cookies.sid}; visitor={cookies.visitor}"
        tab = tabs.Tab("127.0.0.1", header, Budget())
        tabs.link(tab, uuid4().hex)
        self.sharing.show(tab.token, page or self.page)
        return tab

    async def news(self, *of: tabs.Tab) -> None:
        for tab in of:
            self.sharing.news(tab.token)
        while self.sharing._under_way:
            await asyncio.sleep(0.005)


@pytest.fixture
def desk(world: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(sharing, "SETTLE_S", 0.02)
    yield Desk(world.customer.user_id)
    pushed._tabs.clear()


async def test_many_tabs_are_one_reading(world, desk):
    many = [desk.tab(world.cookies["cy"]) for _ in range(50)]

    await desk.news(*many)

    assert desk.reads == 1
    assert {one.token for one in many} == desk.sent.keys()
    assert desk.sent[many[7].token] == [{"text": "one", "of": "Cy"}]


async def test_two_sign_ins_of_one_person_are_one_reading(session, world, desk):
    phone = sessions.open_for(session, session.get_one(User, desk.cy))
    session.commit()
    here, there = desk.tab(world.cookies["cy"]), desk.tab(Cookies(sid=phone))

    await desk.news(here, there)

    assert (desk.reads, len(desk.sent)) == (1, 2)


async def test_nobody_else_is_sent_what_only_one_may_see(world, desk):
    mine, theirs, guest = (
        desk.tab(who) for who in (world.cookies["cy"], world.cookies["sid"], Cookies())
    )

    await desk.news(mine, theirs, guest)

    assert desk.sent.keys() == {mine.token}
    assert set(desk.told_to_read) == {theirs.token, guest.token}, "their own handler says why"


async def test_what_each_may_see_of_the_same_page_is_read_for_each(world, desk):
    def own_name(session: Session, customer: Customer) -> dict[str, str]:
        return {"of": session.get_one(User, customer.user_id).name}

    page = (Reading(Letter, own_name, lambda found: found).of(),)
    cy, sid = desk.tab(world.cookies["cy"], page), desk.tab(world.cookies["sid"], page)

    await desk.news(cy, sid)

    assert desk.sent == {cy.token: [{"of": "Cy"}], sid.token: [{"of": "Sid"}]}


async def test_a_sign_in_that_has_ended_is_sent_nothing(session, world, desk):
    tab = desk.tab(world.cookies["cy"])
    sessions.revoke(session, world.cookies["cy"])
    session.commit()

    await desk.news(tab)

    assert (desk.sent, desk.told_to_read) == ({}, [tab.token])


async def test_a_tab_that_is_dismissed_during_the_reading_hears_nothing(world, desk):
    dismissed, other = desk.tab(world.cookies["cy"]), desk.tab(world.cookies["cy"])
    desk.while_reading = lambda: tabs.drop(dismissed)

    await desk.news(dismissed, other)

    assert desk.sent.keys() == {other.token}
    assert desk.told_to_read == []


async def test_a_tab_that_has_gone_on_to_another_page_is_sent_nothing_of_this_one(world, desk):
    tab = desk.tab(world.cookies["cy"])
    desk.while_reading = lambda: desk.sharing.show(tab.token, ())

    await desk.news(tab)

    assert (desk.sent, desk.told_to_read) == ({}, [])


async def test_news_during_a_reading_is_read_after_it_together(world, desk):
    tab = desk.tab(world.cookies["cy"])

    def more_news() -> None:
        if desk.text == "one":
            desk.text = "two"
            for _ in range(5):
                loop.call_soon_threadsafe(desk.sharing.news, tab.token)

    loop, desk.while_reading = asyncio.get_running_loop(), more_news
    await desk.news(tab)

    assert desk.reads == 2
    assert desk.sent[tab.token][-1] == {"text": "two"}, "and only what is different is sent"


async def test_what_was_read_before_a_handler_ended_is_not_sent_after_it(world, desk):
    tab = desk.tab(world.cookies["cy"])
    handler = pushed.handling(tab.token, object())
    desk.while_reading = handler.__enter__

    desk.sharing.news(tab.token)
    while desk.reads == 0 or desk.sharing._under_way:
        await asyncio.sleep(0.005)
    assert desk.sent == {}

    desk.text, desk.while_reading = "two", lambda: None
    handler.__exit__(None, None, None)
    await desk.news()

    assert desk.sent[tab.token] == [{"text": "two", "of": "Cy"}]


async def test_the_next_handler_knows_what_the_tab_was_sent(world, desk):
    tab = desk.tab(world.cookies["cy"])
    await desk.news(tab)
    kept = Letter(_reflex_internal_init=True)  # type: ignore[call-arg]

    with pushed.handling(tab.token, kept):
        assert (kept.text, kept.of) == ("one", "Cy")


async def test_a_reading_that_fails_leaves_it_to_the_page(world, desk):
    tab = desk.tab(world.cookies["cy"])

    def fail() -> None:
        raise ZeroDivisionError

    desk.while_reading = fail
    task = None
    desk.sharing.news(tab.token)
    (task,) = desk.sharing._under_way.values()
    with pytest.raises(ZeroDivisionError):
        await task

    assert desk.told_to_read == [tab.token]
    desk.while_reading = lambda: None
    await desk.news(tab)
    assert len(desk.sent[tab.token]) == 1


async def test_what_a_tab_has_read_itself_since_is_not_read_for_it_again(world, desk):
    tab = desk.tab(world.cookies["cy"])
    said_at = time.monotonic()
    with pushed.handling(tab.token, object()):
        desk.sharing.news(tab.token, said_at)
        pushed.read(tab.token, Letter, {"text": "one", "of": "Cy"}, since=time.monotonic())
    await desk.news()
    assert (desk.reads, desk.sent) == (0, {})

    desk.sharing.news(tab.token, time.monotonic())
    await desk.news()
    assert desk.reads == 1, "what was said later is read"


async def test_a_handler_that_failed_has_shown_nothing(world, desk):
    tab = desk.tab(world.cookies["cy"])
    said_at = time.monotonic()

    def fail() -> None:
        with pushed.handling(tab.token, object()):
            desk.sharing.news(tab.token, said_at)
            pushed.read(tab.token, Letter, {"text": "one", "of": "Cy"}, since=time.monotonic())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    await desk.news()

    assert desk.sent[tab.token] == [{"text": "one", "of": "Cy"}]


async def test_one_view_that_fills_two_states_is_asked_once(world, desk):
    copy = Reading(Copy, desk.read, lambda found: {"copied": found["text"]})
    tab = desk.tab(world.cookies["cy"], (*desk.page, copy.of(desk.cy)))

    await desk.news(tab)

    assert (desk.reads, len(desk.sent)) == (1, 1)
    assert pushed.shown(tab.token, Letter) == {"text": "one", "of": "Cy"}
