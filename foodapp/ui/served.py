"""How a document of the server's is answered: to who says who they are, as they see it, made for
them alone; to everybody else the page that is the same for all, kept.

Neither a request with a cookie or an Authorization is answered from what is kept, nor is its answer
kept: two people find no trace of each other (RFC 9111, 3.5).
"""

import asyncio
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from foodapp.accounts import sessions
from foodapp.accounts.actors import Visitor
from foodapp.accounts.cookies import cookies_of
from foodapp.kit.db import ReadSession, in_reading, reading
from foodapp.kit.errors import NotSignedIn
from foodapp.kit.settings import settings
from foodapp.pictures import switch
from foodapp.pictures.manifest import FILE
from foodapp.ui import kept_pages
from foodapp.ui.documents import READY
from foodapp.ui.heads import LANGUAGES
from foodapp.ui.kept_pages import KeptPage
from foodapp.ui.ssr import Document, digest, template, written

PRIVATE = "private, no-cache"
SHARED = "no-cache"  # asked again each time, and answered with 304
SOON_S = 0.02

Make = Callable[[ReadSession, Visitor], Document]


@dataclass(frozen=True)
class Page:
    """One address that is the same for all who say nothing of themselves."""

    path: str  # with what of the query it differs by
    template: str
    make: Make
    # Keys of the versions it is made from: see kept_pages. Read in a transaction of its own.
    made_from: Callable[[ReadSession], Iterable[str]]


async def served(request: Request, page: Page) -> Response:
    if is_personal(request.headers):
        return await alone(request, page.make)
    kept = await _flights.page(page)
    return answer(request, kept, SHARED)


async def alone(request: Request, make: Make) -> Response:
    """For this reader, and not kept."""
    cookies = request.headers.get("cookie", "")

    def look(session: ReadSession) -> KeptPage:
        document = make(session, _visitor(session, cookies))
        return KeptPage.of(written(document))

    return answer(request, await in_reading(look), PRIVATE)


def is_personal(headers: Headers) -> bool:
    return "cookie" in headers or "authorization" in headers


def answer(request: Request, page: KeptPage, how: str, status: int = 200) -> Response:
    """The page, or 304 to who has this very one. The tag is weak: what stands between may compress
    (RFC 9110, 8.8.3)."""
    headers = {
        "etag": f'W/"{page.tag}"',
        "cache-control": how,
        "vary": "Accept-Encoding, Cookie, Authorization",
        READY: "1",
    }
    if status == 200 and _has(request.headers, page.tag):
        return Response(status_code=304, headers=headers)
    headers |= {"content-security-policy": page.policy, "x-frame-options": "DENY"}
    body = b""
    if request.method != "HEAD":
        body = page.html
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["content-encoding"] = page.zipped, "gzip"
    return Response(body, status, headers=headers, media_type="text/html")


def _has(headers: Headers, tag: str) -> bool:
    told = headers.get("if-none-match", "")
    names = {one.strip().removeprefix("W/").strip('"') for one in told.split(",")}
    return tag in names or told.strip() == "*"


def _visitor(session: ReadSession, cookies: str) -> Visitor:
    try:
        return sessions.visitor(session, cookies_of(cookies))
    except NotSignedIn:  # their cookies say nothing to us
        return sessions.anybody()


class Flights:
    """Many who ask for one page at once wait for one who makes it."""

    def __init__(self) -> None:
        self.going: dict[str, asyncio.Task[KeptPage]] = {}

    async def page(self, page: Page) -> KeptPage:
        name, kept = await asyncio.to_thread(_look, page)
        if kept is not None:
            return kept
        joined = self.going.get(name)
        if joined is None:
            return await asyncio.shield(self._begin(name, page))
        made = await asyncio.shield(joined)
        # It may have begun before a change of which this reader knows.
        return await asyncio.to_thread(kept_pages.find, name) or await self._after(name, page, made)

    async def _after(self, name: str, page: Page, made: KeptPage) -> KeptPage:
        """What was made could not be kept: Valkey is gone, or a row behind it has changed."""
        if not made.versions:
            return made
        joined = self.going.get(name) or self._begin(name, page)
        return await asyncio.shield(joined)

    def _begin(self, name: str, page: Page) -> "asyncio.Task[KeptPage]":
        going = asyncio.ensure_future(_make_once(name, page))
        self.going[name] = going
        going.add_done_callback(lambda _: self.going.pop(name, None))
        return going


_flights = Flights()


async def _make_once(name: str, page: Page) -> KeptPage:
    """In this process; and of several processes the others wait for the first."""
    while not await asyncio.to_thread(kept_pages.begin, name):
        await asyncio.sleep(SOON_S)
        kept = await asyncio.to_thread(kept_pages.find, name)
        if kept is not None:
            return kept
    return await asyncio.to_thread(_made, name, page)


def _look(page: Page) -> tuple[str, KeptPage | None]:
    name = _name(page)
    return name, kept_pages.find(name)


def _made(name: str, page: Page) -> KeptPage:
    """The versions are read before the rows. Somebody may have been quicker."""
    try:
        if (kept := kept_pages.find(name)) is not None:
            return kept
        with reading() as session:
            keys = list(page.made_from(session))
        before = kept_pages.versions(keys)
        with reading() as session:
            document = page.make(session, sessions.anybody())
        made = KeptPage.of(written(document))
        return kept_pages.keep(name, made, before, document.lasts_s) if before else made
    finally:
        kept_pages.end(name)


def _name(page: Page) -> str:
    """All that the page differs by; and a new build, or another set of pictures, knows none of the
    old pages."""
    built = digest(template(page.template))
    with reading() as session:
        pictures = _the_set() if switch.is_on(session) else "none"
    parts = (built, pictures, _site(), settings().persona, LANGUAGES[0], page.path)
    return f"page:{':'.join(parts)}"


@cache
def _the_set() -> str:
    return digest(FILE.read_text()) if FILE.exists() else "none"


@lru_cache(maxsize=4)
def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _site() -> str:
    """What is written into every page."""
    return _short(f"{settings().public_url} {settings().brand_name}")
