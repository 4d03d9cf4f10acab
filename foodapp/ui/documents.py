"""What every answer carries, and what an HTML page carries besides: a content policy with the
hashes of its own inline scripts, and the visitor cookie."""

import base64
import gzip
import re
import secrets
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodapp.accounts.cookies import VISITOR, cookies_of, written
from foodapp.api.origin import own_origins
from foodapp.kit.settings import settings
from foodapp.ui import ssr

INLINE = re.compile(rb"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.S)
DATA = re.compile(rb"type=[\"']?application/(ld\+)?json")
HASHED = "/assets/"  # the bundler's output; a name never changes its content
A_FILE = re.compile(  # what no page is called
    r"^/assets/|\.(?:m?js|css|map|json|webmanifest|woff2?|png|jpe?g|webp|avif|svg|ico|txt|xml)$",
    re.I,
)
OSM_TILES = "https://tile.openstreetmap.org"
READY = "x-document-ready"  # between us: such a page has its policy, and is zipped already
YEAR_S = 365 * 24 * 3600


class Documents:
    """Pure ASGI. Pages are small, so they are held back until complete."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = Page(scope, send)
        await self.app(scope, receive, page.send)


class Page:
    """One answer on its way out."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.out = send
        self.start: Message | None = None  # held back while this is an HTML page
        self.body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._common(headers, is_there=message["status"] < 400)
            self._stay_on_this_host(headers)
            if READY in headers:
                del headers[READY]
                self._give_visitor_cookie(headers)
            elif headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            await self._finish(self.start)
            return
        elif message["type"] == "http.response.pathsend" and self.start is not None:
            self.body += Path(message["path"]).read_bytes()  # granian would send the file itself
            await self._finish(self.start)
            return
        await self.out(message)

    def _common(self, headers: MutableHeaders, *, is_there: bool) -> None:
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "strict-origin-when-cross-origin"
        headers["cross-origin-opener-policy"] = "same-origin"
        headers["permissions-policy"] = "geolocation=(self), camera=(self), microphone=()"
        if settings().public_url.startswith("https://"):
            headers["strict-transport-security"] = f"max-age={YEAR_S}"
        if self.scope["path"].startswith(HASHED) and is_there:
            headers["cache-control"] = f"public, max-age={YEAR_S}, immutable"
        elif not is_there and A_FILE.search(self.scope["path"]):
            headers["cache-control"] = "no-store"
        elif self.scope["path"].startswith("/api/"):
            headers.setdefault("cache-control", "no-store")
        else:
            headers.setdefault("cache-control", "no-cache")

    def _stay_on_this_host(self, headers: MutableHeaders) -> None:
        """A redirect of Starlette's (a missing slash, a folder) repeats the Host it was asked by:
        whoever chooses that would choose where others are sent, once an answer is cached."""
        location = headers.get("location", "")
        parts = urlsplit(location)
        if not parts.netloc or parts.netloc != Headers(scope=self.scope).get("host"):
            return
        here = "/" + parts.path.lstrip("/\\")  # // would be another host again
        headers["location"] = f"{here}?{parts.query}" if parts.query else here

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        if start["status"] == 404 and A_FILE.search(self.scope["path"]):
            await self._no_such_file(start, headers)
            return
        body = bytes(self.body)
        if start["status"] == 404 and "last-modified" in headers:
            body = self._no_such_page(headers)
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
            del headers["content-encoding"]
        if "content-security-policy" not in headers:  # a page may have a stricter one of its own
            headers["content-security-policy"] = policy(scripts_of(body))
        headers["x-frame-options"] = "DENY"
        form = smallest_form(Headers(scope=self.scope).get("accept-encoding", ""))
        if body and form:
            body = packed(body, form)
            headers["content-encoding"] = form
        headers["vary"] = "Accept-Encoding"
        headers["content-length"] = str(len(body))
        if start["status"] == 304 or self.scope["method"] == "HEAD":
            body = b""
            del headers["content-length"]
        self._give_visitor_cookie(headers)
        await self.out(start)
        await self.out({"type": "http.response.body", "body": body})

    def _no_such_page(self, headers: MutableHeaders) -> bytes:
        """What the build answers an unknown address with is the shell of every page that it has not
        rendered: without a word before its scripts run."""
        for name in ("content-encoding", "etag", "last-modified"):
            del headers[name]
        return ssr.unknown_address().encode()

    async def _no_such_file(self, start: Message, headers: MutableHeaders) -> None:
        """A script, a style or a picture that is not there is no page: a browser that was given one
        instead would take it for the file, and a cache would keep it."""
        body = b"Not found"
        headers["content-type"] = "text/plain; charset=utf-8"
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        for name in ("content-encoding", "etag", "last-modified"):
            del headers[name]
        await self.out(start)
        sent = b"" if self.scope["method"] == "HEAD" else body
        await self.out({"type": "http.response.body", "body": sent})

    def _give_visitor_cookie(self, headers: MutableHeaders) -> None:
        """Every browser gets one with its first page, so that a guest can own a basket."""
        if cookies_of(Headers(scope=self.scope).get("cookie", "")).visitor:
            return
        headers.append("set-cookie", written(VISITOR, secrets.token_urlsafe(32), YEAR_S))
        headers["cache-control"] = "no-store"  # never the same cookie for two people


@lru_cache(maxsize=64)
def smallest_form(accepted: str) -> str:
    """Of those a browser takes (RFC 9110, 12.5.3): "br", "gzip", or none."""
    taken = {}
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        taken[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((form for form in ("br", "gzip") if taken.get(form)), "")


@lru_cache(maxsize=256)
def packed(body: bytes, form: str) -> bytes:
    """Beyond these levels a page takes three times as long, and is a fiftieth smaller."""
    if form == "br":
        return bytes(brotli.compress(body, quality=5, lgwin=18))
    return gzip.compress(body, compresslevel=5, mtime=0)


@lru_cache(maxsize=256)
def scripts_of(page: bytes) -> str:
    """The inline scripts the page came with, as sources of a content policy."""
    scripts = (m[2] for m in INLINE.finditer(page) if not DATA.search(m[1]))
    digests = (base64.b64encode(sha256(script).digest()).decode() for script in scripts)
    return " ".join(sorted({f"'sha256-{digest}'" for digest in digests}))


def sockets() -> str:
    """Our own addresses as a socket's: not every browser counts them to 'self'."""
    return " ".join(sorted(own.replace("http", "ws", 1) for own in own_origins()))


def policy(script_hashes: str) -> str:
    """No eval and no script that the page did not come with; pictures and tiles from the map's
    own host."""
    map_host = OSM_TILES
    if (basemap := settings().basemap).startswith(("http://", "https://")):
        parts = urlsplit(basemap)
        map_host = f"{OSM_TILES} {parts.scheme}://{parts.netloc}"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {script_hashes}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {map_host}",
            f"connect-src 'self' {sockets()} {map_host}",
            "worker-src 'self' blob:",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
