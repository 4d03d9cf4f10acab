"""The tabs whose sockets this process holds: whose they are, what they have cost, and their end.

The cookies of a socket's handshake are kept here, in memory, and nowhere else: a tab's state in
Valkey knows nothing that opens an account.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.kit import security
from foodapp.kit.bucket import Bucket
from foodapp.ui import guard
from foodapp.ui.budgets import Budget

CALLS, CALLS_PER_SECOND = 80.0, 30.0
BAD_FRAMES, BAD_FRAMES_PER_SECOND = 20.0, 0.1  # that our own pages would not send
FAILURES, FAILURES_PER_SECOND = 10.0, 0.2  # of ours, while it was served
HELD_BACK_S = 20.0  # so long a tab may be made to wait in all before it counts as a flood
MAX_STORED = 1_000_000  # bytes of one tab's state; the longest lists of the console are 100,000
REMEMBERED_S = 120.0  # a handler may still run for a tab that has gone


@dataclass(eq=False)
class Tab:
    """One socket. token: the name of its state, once it is linked to one."""

    address: str
    cookie: str  # the header of the handshake
    budget: Budget
    token: str = ""
    calls: Bucket = field(default_factory=lambda: Bucket(CALLS, CALLS_PER_SECOND))
    bad_frames: Bucket = field(default_factory=lambda: Bucket(BAD_FRAMES, BAD_FRAMES_PER_SECOND))
    failures: Bucket = field(default_factory=lambda: Bucket(FAILURES, FAILURES_PER_SECOND))
    held_back_s: float = 0.0
    dropped: asyncio.Event = field(default_factory=asyncio.Event)  # see Door

    @property
    def is_dropped(self) -> bool:
        return self.dropped.is_set()

    @property
    def sign_in(self) -> str:
        """The hash of its sign-in, as the database has it; empty for a guest."""
        sid = cookies_of(self.cookie).sid
        return sessions.hashed(sid) if sid else ""


when_dropped: list[Callable[[str], None]] = [guard.forget]  # called with its token
_of_token: dict[str, Tab] = {}
_of_sign_in: defaultdict[str, set[Tab]] = defaultdict(set)
_gone: dict[str, tuple[float, str]] = {}  # token -> when it went, its cookies


def link(tab: Tab, token: str) -> None:
    """This socket speaks for that state from now on."""
    tab.token = token
    _of_token[token] = tab
    _gone.pop(token, None)
    if tab.sign_in:
        _of_sign_in[tab.sign_in].add(tab)


def sign_ins() -> frozenset[str]:
    """Those with which a tab is open here."""
    return frozenset(_of_sign_in)


def of(token: str) -> Tab | None:
    return _of_token.get(token)


def cookie_header(state: Any) -> str:
    """What the browser sent with the handshake of the socket that this state's event came over."""
    token = state.router.session.client_token
    if (tab := _of_token.get(token)) is not None:
        return tab.cookie
    return _gone[token][1] if token in _gone else ""


def leave(tab: Tab) -> None:
    """Its socket is gone. A handler that still runs for it may finish as whom it began."""
    _unlink(tab)
    now = time.monotonic()
    if tab.token and not tab.is_dropped and tab.token not in _of_token:
        _gone[tab.token] = (now, tab.cookie)
    while _gone and _gone[oldest := next(iter(_gone))][0] < now - REMEMBERED_S:
        del _gone[oldest]


def bad_frame(tab: Tab, why: str) -> None:
    """Said something that no page of ours says."""
    if tab.bad_frames.is_full:
        security.note("frame_refused", why=why, address=tab.address)
    if not tab.bad_frames.spend():
        throw_out(tab, why)


def held_back(tab: Tab, seconds: float) -> None:
    tab.held_back_s += seconds
    if tab.held_back_s > HELD_BACK_S:
        throw_out(tab, "flood")


def failed(token: str) -> None:
    """A handler of this tab has raised: once is our fault, again and again is somebody's play."""
    tab = _of_token.get(token)
    if tab is not None and not tab.failures.spend():
        throw_out(tab, "failures")


def throw_out(tab: Tab, why: str) -> None:
    """For what it sent: its address may not open tabs without end."""
    if tab.is_dropped:
        return
    tab.budget.thrown_out.spend()
    security.note("tab_thrown_out", why=why, address=tab.address)
    drop(tab)


def dismiss(sign_ins: Iterable[str]) -> None:
    """These sign-ins have lost a right: nothing more is sent to their tabs."""
    for tab in [tab for one in sign_ins for tab in _of_sign_in.get(one, ())]:
        drop(tab)


def drop(tab: Tab) -> None:
    """Silent at once; then the socket is closed as if the line were cut, so that an honest page
    comes back by itself and reads again what it may."""
    tab.dropped.set()
    _unlink(tab)
    for forget in when_dropped:
        forget(tab.token)


def _unlink(tab: Tab) -> None:
    if _of_token.get(tab.token) is tab:
        del _of_token[tab.token]
    if (of_sign_in := _of_sign_in.get(tab.sign_in)) is not None:
        of_sign_in.discard(tab)
        if not of_sign_in:
            del _of_sign_in[tab.sign_in]
