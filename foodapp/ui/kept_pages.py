"""Pages that are the same for everybody, kept in Valkey as HTML until something on them changes.

A page is kept with the versions it was made from (numbers that go up when a row behind it
changes). They are read before the database is, and compared at each reading: a page made from
rows of before a change is never shown after it, however the two overlap.
"""

import base64
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import redis
import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from foodapp.accounts.cookies import cookies_of
from foodapp.kit.valkey import cache, valkey

log = structlog.get_logger(__name__)
LONGEST_S = 60  # what the clock alone changes is at most this old


@dataclass(frozen=True)
class KeptPage:
    html: str
    tag: str  # names this very content

    @classmethod
    def of(cls, html: str) -> "KeptPage":
        return cls(html, sha256(html.encode()).hexdigest()[:32])


Versions = dict[str, str | None]


def versions(keys: Iterable[str]) -> Versions | None:
    """As they are now; None when Valkey is gone, and nothing can be kept."""
    names = list(keys)
    try:
        return dict(zip(names, valkey().mget(names), strict=True))  # type: ignore[arg-type]
    except redis.RedisError:
        log.warning("kept_pages_unreachable")
        return None


def find(name: str) -> KeptPage | None:
    """The page of this name, if all that it was made from is still as it was."""
    try:
        stored = cache().get(name)
    except redis.RedisError:
        log.warning("kept_pages_unreachable")
        return None
    if stored is None:
        return None
    kept = json.loads(str(stored))
    if versions(kept["versions"]) != kept["versions"]:
        return None
    return KeptPage(zlib.decompress(base64.b64decode(kept["html"])).decode(), kept["tag"])


def keep(name: str, page: KeptPage, made_from: Versions, seconds: float) -> None:
    """For so many seconds at most: until the clock itself changes what the page says."""
    lasts_ms = round(min(seconds, LONGEST_S) * 1000)
    if lasts_ms <= 0:
        return
    packed = base64.b64encode(zlib.compress(page.html.encode(), 1)).decode()
    stored = json.dumps({"versions": made_from, "tag": page.tag, "html": packed})
    try:
        cache().set(name, stored, px=lasts_ms)
    except redis.RedisError:
        log.warning("kept_pages_unreachable")


def answer(request: Request, page: KeptPage) -> Response:
    """The page, or 304 to a browser that has this very one. The tag is weak: what wraps the answer
    may compress it (RFC 9110, 8.8.3). Who has no visitor cookie yet needs a whole answer."""
    tag = f'W/"{page.tag}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if cookies_of(request.headers.get("cookie", "")).visitor and _has(request.headers, page.tag):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(page.html, headers=headers)


def _has(headers: Headers, tag: str) -> bool:
    told = headers.get("if-none-match", "")
    names = {one.strip().removeprefix("W/").strip('"') for one in told.split(",")}
    return tag in names or told.strip() == "*"
