"""What a screen shows, read once for all tabs that may see the same, and sent to them.

When a subject is in the news, each page that tabs of this process watch it with is read once, in
one transaction, however many they are. Whoever is to be told proves their sign-in in it, as if
their own tab had asked; what they may see is shared by those for whom `audience` is the same. Each
tab is sent what is not on it yet. Who is refused is told to read by themself: their own handler
says why.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.kit.db import ReadSession, in_reading
from foodapp.kit.errors import DomainError
from foodapp.ui import pushed, tabs
from foodapp.ui.persona import PersonaState
from foodapp.ui.pushed import Values

R = TypeVar("R")
log = structlog.get_logger(__name__)
SETTLE_S = 0.1  # news that comes so soon after other news is read together


@dataclass(frozen=True, eq=False)
class Reading(Generic[R]):
    """How one state is read. read(session, actor, *subject): the view. values: of its answer, those
    of the state's vars, by name; nothing else sets these vars. audience: what of an actor the
    answer depends on, unless told all of it. by_itself: see guard."""

    state: type[PersonaState]
    read: Callable[..., R]
    values: Callable[[R], Values]
    audience: Callable[[Any], Hashable] = lambda actor: actor
    by_itself: bool = False

    def of(self, *subject: Hashable) -> "Shown":
        return Shown(self, subject)

    async def show(self, screen: PersonaState, *subject: Hashable) -> None:
        """In a handler of that tab: read, and show it."""
        began = time.monotonic()
        self.put(screen, await screen._read(self.read, *subject), since=began)

    def put(self, screen: PersonaState, answer: R, *, since: float) -> None:
        """What a handler of that tab has been answered. since: when it asked, monotonic."""
        values = self.values(answer)
        for name, value in values.items():
            setattr(screen, name, value)
        token = screen.router.session.client_token
        if tabs.of(token) is not None:
            pushed.read(token, self.state, values, since)


@dataclass(frozen=True)
class Shown:
    """A reading of one subject: what a part of a page shows."""

    reading: Reading[Any]
    subject: tuple[Hashable, ...]


Page = tuple[Shown, ...]
Parts = Mapping[type[PersonaState], Values]  # of one page
Send = Callable[[Collection[str], Parts], Awaitable[None]]
ReadAgain = Callable[[Collection[str]], Awaitable[None]]


class Sharing:
    """Of one process: which tab shows what, and what is being read just now."""

    def __init__(self, send: Send, read_again: ReadAgain, *, settle_s: float | None = None) -> None:
        """read_again: tells these tabs to read by themselves. settle_s: SETTLE_S unless told."""
        self.pages: dict[str, Page] = {}  # by token
        self._send, self._read_again, self._settle_s = send, read_again, settle_s
        self._wanted: dict[Page, dict[str, float]] = {}  # tab -> when the news was said
        self._under_way: dict[Page, asyncio.Task[None]] = {}

    def show(self, token: str, page: Page) -> None:
        self.forget(token)
        if page:
            self.pages[token] = page

    def forget(self, token: str) -> None:
        self.pages.pop(token, None)

    def news(self, token: str, said_at: float | None = None) -> None:
        """What this tab shows has changed. The first is read at once; what comes meanwhile and
        shortly after is read together. said_at: monotonic; who began to read since knows it."""
        if (page := self.pages.get(token)) is None:
            return
        said_at = time.monotonic() if said_at is None else said_at
        wanted = self._wanted.setdefault(page, {})
        wanted[token] = max(said_at, wanted.get(token, said_at))
        if page not in self._under_way:
            self._under_way[page] = asyncio.create_task(self._tell_until_quiet(page))

    async def _tell_until_quiet(self, page: Page) -> None:
        try:
            while wanted := self._wanted.pop(page, None):
                await self._tell(page, wanted)
                await asyncio.sleep(SETTLE_S if self._settle_s is None else self._settle_s)
        finally:
            del self._under_way[page]
            if left := self._wanted.pop(page, None):
                await self._read_again(left)

    async def _tell(self, page: Page, wanted: Mapping[str, float]) -> None:
        """Whoever could not be told is told to read."""
        began = time.monotonic()
        untold = {one for one, said_at in wanted.items() if self._is_for(one, page, said_at)}
        if not untold:
            return
        try:
            found = await _look(page, {_cookies_of(token) for token in untold})
            untold = {one for one in untold if self._shows(one, page)}
            for token in [one for one in untold if pushed.was_running(one, since=began)]:
                untold.discard(token)
                self.news(token, wanted[token])
            for group, parts in _groups(untold, found):
                await self._send(group, parts)
                untold -= group
        finally:
            if untold:
                await self._read_again(untold)

    def _shows(self, token: str, page: Page) -> bool:
        """Nothing is sent to a tab that has gone on, or whose sign-in was dismissed."""
        return self.pages.get(token) == page and tabs.of(token) is not None

    def _is_for(self, token: str, page: Page, said_at: float) -> bool:
        """While its own handler runs, a tab is told nothing; once that has ended, what it did not
        read itself."""
        if not self._shows(token, page):
            return False
        if pushed.is_running(token):
            pushed.once_idle(token, lambda: self.news(token, said_at))
            return False
        return not pushed.has_read(token, [one.reading.state for one in page], since=said_at)


def _cookies_of(token: str) -> Cookies:
    tab = tabs.of(token)
    return cookies_of(tab.cookie if tab else "")


async def _look(page: Page, everybody: Collection[Cookies]) -> Mapping[Cookies, Parts]:
    sessions.by_itself.set(all(shown.reading.by_itself for shown in page))
    try:
        return await in_reading(_for_each, page, everybody)
    except SQLAlchemyError as gone:
        log.warning("news_not_read", reason=type(gone).__name__)
        return {}


def _for_each(
    session: ReadSession, page: Page, everybody: Collection[Cookies]
) -> dict[Cookies, dict[type[PersonaState], Values]]:
    """Who is refused is not among them."""
    read = _Once(session)
    found = {}
    for cookies in everybody:
        with suppress(DomainError):
            found[cookies] = {shown.reading.state: read.values(shown, cookies) for shown in page}
    return found


class _Once:
    """Everybody is signed in once, and what the same ones may see is read once."""

    def __init__(self, session: ReadSession) -> None:
        self.session = session
        self.actors: dict[tuple[Callable[..., Any], Cookies], Any] = {}
        self.answers: dict[Hashable, Any] = {}
        self.shown: dict[tuple[Shown, Hashable], Values] = {}

    def values(self, shown: Shown, cookies: Cookies) -> Values:
        reading = shown.reading
        actor = self._actor(reading.state._sign_in, cookies)
        audience = reading.audience(actor)
        if (shown, audience) not in self.shown:
            key = reading.read, shown.subject, audience  # one view may fill several states
            if key not in self.answers:
                self.answers[key] = reading.read(self.session, actor, *shown.subject)
            self.shown[shown, audience] = reading.values(self.answers[key])
        return self.shown[shown, audience]

    def _actor(self, sign_in: Callable[[ReadSession, Cookies], Any], cookies: Cookies) -> Any:
        if (sign_in, cookies) not in self.actors:
            self.actors[sign_in, cookies] = sign_in(self.session, cookies)
        return self.actors[sign_in, cookies]


def _groups(tokens: Iterable[str], found: Mapping[Cookies, Parts]) -> list[tuple[set[str], Parts]]:
    """Tabs that show the same and are to show the same, and what they are sent."""
    groups: dict[tuple[int, ...], tuple[set[str], Parts]] = {}
    for token in tokens:
        if (parts := found.get(_cookies_of(token))) is None:
            continue
        before = {state: pushed.shown(token, state) for state in parts}
        alike = tuple(map(id, [*parts.values(), *before.values()]))
        if alike not in groups:
            groups[alike] = set(), parts
        groups[alike][0].add(token)
    return list(groups.values())
