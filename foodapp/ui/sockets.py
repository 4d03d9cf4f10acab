"""What stands between a browser's socket and Reflex: origin, budgets, frames, whose tab it is."""

import asyncio
from typing import Any
from urllib.parse import parse_qs

import reflex as rx
from reflex_base.config import get_config
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodapp.accounts.cookies import cookies_of
from foodapp.api.origin import address_of
from foodapp.kit import keys, security
from foodapp.kit.network import network_of
from foodapp.realtime import dismissal
from foodapp.ui import budgets, frames, guard, keeping, live, tabs
from foodapp.ui.frames import Refused
from foodapp.ui.signature import is_plain
from foodapp.ui.tabs import Tab

LONGEST_TOKEN = 64
TAB = "foodapp.tab"  # where the scope of a socket keeps its Tab
EVERYTHING = 9  # what the whole state costs more than a call
BUSY_PER_SECOND = 100.0  # calls of all busy tabs of this process together
OPENED_PER_SECOND = 40.0  # tabs, by this process
_turn, _opening = asyncio.Lock(), asyncio.Lock()  # first come, first served
TRY_AGAIN_LATER = 1013
GONE: Message = {"type": "websocket.disconnect", "code": 1006}  # as if the line were cut
UNREAD_S = 20.0  # so long a browser may leave unread what it was sent


class Door:
    """ASGI, around everything: of a socket's frames only those go in that were understood."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        came_from = HTTPConnection(scope)
        address = network_of(address_of(came_from))
        budget = budgets.of(address)
        if why := budget.why_no_more_tabs():
            security.note("socket_refused", why=why, address=address)
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        budget.open += 1
        tab = Tab(address, came_from.headers.get("cookie", ""), budget)
        scope[TAB] = tab
        ending = asyncio.create_task(tab.dropped.wait())

        async def heard() -> Message:
            return await _next(tab, receive, ending)

        async def said(message: Message) -> None:
            await asyncio.wait_for(send(message), UNREAD_S)

        try:
            async with _opening:
                await asyncio.sleep(1 / OPENED_PER_SECOND)
            await self.app(scope, heard, said)
        finally:
            ending.cancel()
            budget.open -= 1
            tabs.leave(tab)


async def _next(tab: Tab, receive: Receive, ending: "asyncio.Task[Any]") -> Message:
    """The next message that may go in. Who sends too fast is read more slowly: the rest waits on
    their side of the line."""
    while True:
        message = await _unless_ended(receive, ending)
        if message["type"] != "websocket.receive":
            return message
        text = message.get("text")
        await _pay(tab, 1, len(text) if text is not None else frames.LONGEST)
        try:
            frame = frames.rewritten(text)
        except Refused as refused:
            tabs.bad_frame(tab, str(refused))
            continue
        if frames.asks_for_everything(frame):
            await _pay(tab, EVERYTHING, 0)
        return GONE if tab.is_dropped else {"type": "websocket.receive", "text": frame}


async def _unless_ended(receive: Receive, ending: "asyncio.Task[Any]") -> Message:
    """Granian lets nobody close a socket on which somebody waits for a message."""
    waiting = asyncio.ensure_future(receive())
    try:
        await asyncio.wait({waiting, ending}, return_when=asyncio.FIRST_COMPLETED)
        return GONE if ending.done() else waiting.result()
    finally:
        waiting.cancel()


async def _pay(tab: Tab, calls: int, length: int) -> None:
    """For one frame, bad ones too: reading them is work. Who has been busy lately then takes turns
    with all others who have, so that together they leave the worker to everybody else."""
    budget = tab.budget
    wait_s = max(
        tab.calls.wait_s(calls), budget.calls.wait_s(calls), budget.characters.wait_s(length)
    )
    if wait_s:
        tabs.held_back(tab, wait_s)
        await asyncio.sleep(wait_s)
    tab.calls.spend(calls)
    budget.calls.spend(calls)
    budget.characters.spend(length)
    if tab.calls.is_low or budget.calls.is_low:
        async with _turn:
            await asyncio.sleep(calls / BUSY_PER_SECOND)


def harden(app: rx.App) -> None:
    """Wrap the event namespace's methods (private API of 0.10.1; also used in live.py and
    keeping.py)."""
    names: Any = app.event_namespace  # some of its methods are replaced
    link, disconnect, connect = names.link_token_to_sid, names.on_disconnect, names.on_connect

    async def on_connect(sid: str, environ: dict[str, Any], auth: Any = None) -> Any:
        if environ.get("HTTP_ORIGIN") not in get_config().cors_allowed_origins:
            return False
        token = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
        if not 0 < len(token) <= LONGEST_TOKEN or not is_plain(token):
            return False
        return await connect(sid, environ, auth)

    async def link_token_to_sid(sid: str, token: str, **options: Any) -> None:
        """The tab's token is a bearer credential made by the browser: bound to the cookie, it
        opens nothing for somebody else who learns it; bound to how often the sign-in has been
        dismissed, it opens nothing that was kept before that."""
        tab = _tab_of(names, sid)
        times = await keeping.times_dismissed(tab.sign_in)
        await link(sid, bound(token, tab.cookie, times), **options)
        linked = names.sid_to_token.get(sid, "")
        tabs.link(tab, linked)
        await keeping.note_whose(linked, tab.sign_in)

    def on_disconnect(sid: str, *reason: Any) -> Any:
        if token := names.sid_to_token.get(sid):
            live.forget(token)
            guard.forget(token)
        return disconnect(sid)

    names.on_connect, names.on_disconnect = on_connect, on_disconnect
    names.link_token_to_sid = link_token_to_sid
    names._build_static_router_data = what_a_state_may_know
    keeping.watch_over(app)
    live.hub.follow(dismissal.TOPIC, keeping.dismissed)


def _tab_of(names: Any, sid: str) -> Tab:
    environ = names.app.sio.get_environ(sid, names.namespace)
    tab: Tab = environ["asgi.scope"][TAB]
    return tab


def what_a_state_may_know(sid: str, environ: dict[str, Any]) -> dict[str, Any]:
    """Of the handshake: Reflex would keep every header in Valkey, cookies and address included."""
    return {"sid": sid, "ip": "", "headers": {"origin": environ.get("HTTP_ORIGIN", "")}}


def bound(token: str, cookie_header: str, times_dismissed: int = 0) -> str:
    cookies = cookies_of(cookie_header)
    whose = f"{cookies.sid}|{cookies.visitor}|{times_dismissed}|{token}"
    return keys.sign(keys.Use.TABS, whose)[:40]
