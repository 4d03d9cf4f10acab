"""The last door of every request: a fault of ours is one line in the log and a page in our look.

Starlette's own answer to a fault is two words of plain text, and the fault goes on upwards, to be
logged again as a traceback of many lines without the request's id. Here the answer of a failing
route is held back until the route has ended: what fails is answered by us instead.
"""

from html import escape
from pathlib import Path

import structlog
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.ui import theme

log = structlog.get_logger(__name__)
PAGE = Path(__file__).with_name("failed.html")
SENTENCE = "Something went wrong on our side. We have been told."


class Failures:
    """Pure ASGI. What it lets through is a refusal (DomainError): the caller's to answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = HeldBack(send)
        try:
            await self.app(scope, receive, answer.send)
        except Exception as fault:
            if (refusal := _refusal(fault)) is not None:
                raise refusal from fault
            log.error("http.failed", method=scope["method"], route=_route(scope), exc_info=fault)
            if answer.has_begun:  # half a page is out: only an end of the connection says so
                raise
            await _apology(scope)(scope, receive, send)
            return
        await answer.release()


class HeldBack:
    """Passes an answer on at once, unless it says that the server failed."""

    def __init__(self, send: Send) -> None:
        self.out = send
        self.has_begun = False
        self._held: list[Message] = []

    async def send(self, message: Message) -> None:
        is_start = message["type"] == "http.response.start"
        if self._held or (is_start and message["status"] == 500):
            self._held.append(message)
            return
        self.has_begun = True
        await self.out(message)

    async def release(self) -> None:
        for message in self._held:
            await self.out(message)


def _refusal(fault: Exception) -> DomainError | None:
    """Starlette wraps one that a mounted program had begun to answer with its own 500."""
    known = (one for one in (fault, fault.__cause__) if isinstance(one, DomainError))
    return next(known, None)


def _route(scope: Scope) -> str:
    """Which code failed; never the address as it was typed, which may tell of a person."""
    endpoint = scope.get("endpoint")
    name = getattr(endpoint, "__qualname__", type(endpoint).__qualname__)
    return f"{getattr(endpoint, '__module__', '')}.{name}"


def _apology(scope: Scope) -> Response:
    accepts = Headers(scope=scope).get("accept", "")
    if scope["path"].startswith("/api/") or "text/html" not in accepts:
        return JSONResponse({"error": SENTENCE}, 500)
    return HTMLResponse(page(), 500, {"cache-control": "no-store"})


def page() -> str:
    written = PAGE.read_text().replace("{{brand}}", escape(settings().brand_name))
    return written.replace("/*tokens*/", theme.css())
