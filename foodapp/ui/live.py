"""Live updates on a screen: watch in the handler that read; what has changed is sent, or the page
is told to read again.

What is sent goes straight to this process's own sockets and is in no state that Reflex keeps, so a
screen always reads the database in its on_load, which runs again after every reconnect.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Collection, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from foodapp.realtime.announce import said_here_at
from foodapp.realtime.hub import Hub
from foodapp.ui import guard, notices, pushed, scripts, sending, tabs
from foodapp.ui.notices import Kind
from foodapp.ui.sharing import Parts, Sharing, Shown

MAX_POSITIONS = 500

hub = Hub()
_telling: set[asyncio.Task[None]] = set()  # held, or they could be collected while they run
_positions: dict[str, dict[str, dict[str, Any]]] = {}  # tab's token -> what it was last sent
_pages: dict[str, frozenset[str]] = {}  # tab's token -> what its page watches
_inboxes: dict[str, str] = {}  # tab's token -> the topic of its bell
_news: dict[str, int] = {}  # tab's token -> what came since its bell was read


class Live(rx.State):
    """Written by pushes alone; the server's copy stays empty."""

    changed: dict[str, str | int] = {}  # topic, n: a number that grows
    positions: dict[str, dict[str, float | str]] = {}  # rider's id -> lat, lng, ts
    news: int = 0  # entries of the inbox since its bell was read
    chatted: dict[str, str | int] = {}  # as changed, of the chats beside the page
    typing: dict[str, str | int] = {}  # kind and side of who is writing, n


def watch(state: Any, *topics: str, shows: tuple[Shown, ...] = ()) -> None:
    """From now on this tab hears of exactly these topics. Call it in the handler that has just
    read them through `_ask`, so that nobody watches what they may not see. What changed between
    the reading and the watching is told at once. shows: what the page shows of them, all of it;
    then news brings it along, and the page need not read again."""
    token = state.router.session.client_token
    _positions.pop(token, None)
    if (beside := _chats.get(token)) is not None and beside.path != state.router.url.path:
        _forget_chats(token)
    _pages[token] = frozenset(topics)
    sharing.show(token, shows)
    _follow(token)


def chats(state: Any, *topics: str, shows: Shown) -> None:
    """The same for the chats beside a page: their news reads them alone, not the page. Called after
    they were read; what the page itself watches stays."""
    token = state.router.session.client_token
    _chats[token] = _Beside(state.router.url.path, frozenset(topics))
    chatting.show(token, (shows,))
    _follow(token)


@dataclass(frozen=True)
class _Beside:
    """The chats of a page, at this address."""

    path: str
    topics: frozenset[str]


_chats: dict[str, _Beside] = {}  # by token


def _chat_topics(token: str) -> frozenset[str]:
    return _chats[token].topics if token in _chats else frozenset()


def _follow(token: str) -> None:
    hub.watch(token, _heard_by(token))
    for topic in hub.heard_since(guard.began(), _read_of(token)):
        _in_background(_tell(token, topic, hub.heard[topic]))


async def watch_inbox(state: Any, topic: str) -> None:
    """Beside what its page watches: the bell counts what comes, from what was read just now."""
    token = state.router.session.client_token
    _inboxes[token], _news[token] = topic, 0
    hub.watch(token, _heard_by(token))
    await _send([token], {Live: {"news": 0}})


def _heard_by(token: str) -> frozenset[str]:
    bell = _inboxes.get(token)
    return _read_of(token) | ({bell} if bell else set())


def _read_of(token: str) -> frozenset[str]:
    """What is read again when it is in the news: the page's own, and its chats."""
    return _pages.get(token, frozenset()) | _chat_topics(token)


def _forget_chats(token: str) -> None:
    _chats.pop(token, None)
    chatting.forget(token)


def forget(token: str) -> None:
    for kept in (_pages, _inboxes, _news):
        kept.pop(token, None)
    hub.forget(token)
    sharing.forget(token)
    _forget_chats(token)
    pushed.forget(token)
    _positions.pop(token, None)


tabs.when_dropped.append(forget)


@contextlib.asynccontextmanager
async def run(app: rx.App) -> AsyncIterator[None]:
    """Reflex's lifespan: one listener a web worker."""
    sending.through(app)
    listening = asyncio.create_task(hub.listen(_deliver))
    yield
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening


async def _deliver(token: str, topic: str, message: dict[str, Any]) -> None:
    if topic == _inboxes.get(token) and "told" in message:
        _news[token] += 1
        await _send([token], {Live: {"news": _news[token]}})
    if message and topic not in _read_of(token):
        return
    if "lat" in message and "lng" in message:
        moved = _positions.setdefault(token, {})
        moved[str(message.get("rider_id", topic))] = message
        if len(moved) > MAX_POSITIONS:
            del moved[next(iter(moved))]
        await _send([token], {Live: {"positions": moved}})
    elif "typing" in message:
        who = {"kind": topic.split(":")[1], "side": str(message["typing"]), "n": _now()}
        await _send([token], {Live: {"typing": who}})
    elif message:
        await _tell(token, topic, said_here_at(message))
    else:  # after a gap
        for about in ("", *_chat_topics(token)):
            await _tell(token, about, None)


async def _tell(token: str, topic: str, said_at: float | None) -> None:
    if topic in _chat_topics(token):
        chatting.news(token, said_at)
    elif token in sharing.pages:
        sharing.news(token, said_at)
    else:
        await _send([token], {Live: {"changed": {"topic": topic, "n": _now()}}})


async def _show(tokens: Collection[str], parts: Parts) -> None:
    """All of these tabs show the same so far: they are sent what is different."""
    one = next(iter(tokens))
    different = {state: pushed.changed(one, state, values) for state, values in parts.items()}
    for token in tokens:
        for state, values in parts.items():
            pushed.sent(token, state, values)
    await _send(tokens, {state: values for state, values in different.items() if values})


async def _read_again(tokens: Collection[str]) -> None:
    await _send(tokens, {Live: {"changed": {"topic": "", "n": _now()}}})


async def _chat_again(tokens: Collection[str]) -> None:
    await _send(tokens, {Live: {"chatted": {"topic": "", "n": _now()}}})


sharing = Sharing(_show, _read_again)
chatting = Sharing(_show, _chat_again, settle_s=0.02)  # a line is read at once


def say(token: str, text: str, kind: Kind) -> None:
    """A notice on this tab without an event of Reflex's: also where its events fail."""
    latest = {"latest": notices.worded(text, kind)}
    _in_background(_send([token], {notices.Notices: latest}))


def _in_background(telling: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(telling)
    _telling.add(task)
    task.add_done_callback(_telling.discard)


async def _send(tokens: Collection[str], values: sending.OfStates) -> None:
    for token in await sending.send(tokens, values):
        forget(token)


def _now() -> int:
    """Grows."""
    return time.time_ns() // 1000


class LiveRefresh(rx.Component):
    library = f"$/public{scripts.script('live.jsx')}"
    tag = "LiveRefresh"
    changed: rx.Var[dict[str, Any]]
    every_s: rx.Var[int]
    on_change: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class Connection(rx.Component):
    library = f"$/public{scripts.script('live.jsx')}"
    tag = "Connection"
    lost: rx.Var[bool]
    quiet: rx.Var[bool]


def chat_refresh(on_change: Any) -> rx.Component:
    """The same for the chats beside a page: when what was said in them could not be sent."""
    return LiveRefresh.create(changed=Live.chatted, every_s=0, on_change=on_change)


def live_refresh(on_change: Any, *, every_s: Any = 0) -> rx.Component:
    """Put once into a page: calls the handler when something it watches has changed (at once, then
    at most every 100 ms), and when the person returns to the tab after half a minute. every_s:
    also after so many seconds each, where words depend on the clock alone; 0: never."""
    return LiveRefresh.create(changed=Live.changed, every_s=every_s, on_change=on_change)


def connection(*, quiet: bool = False) -> rx.Component:
    """Says "Live", or "Reconnecting…" while the socket is down, or "No network". quiet: only these
    two."""
    return Connection.create(lost=has_connection_errors, quiet=quiet)
