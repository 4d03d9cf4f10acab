"""Pages that are the same for everybody, kept in Valkey, ready to be sent, until something on them
changes.

A page is kept with the versions it was made from (numbers that go up when a row behind it
changes). They are read before the database is, and compared at each reading: a page made from
rows of before a change is never shown after it, however the two overlap. A process remembers the
pages that it sent last, so that only the versions are asked for.
"""

import base64
import gzip
import json
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import cast

import redis
import structlog

from foodapp.kit.valkey import cache, many, valkey
from foodapp.ui.documents import policy, scripts_of

log = structlog.get_logger(__name__)
LONGEST_S = 60  # what the clock alone changes is at most this old
REMEMBERED = 200  # pages a process, some 20 KB each
LEVEL = 6
MAKING_MS = 10_000  # who makes a page and is gone after it holds up nobody for longer

Versions = dict[str, str | None]


@dataclass(frozen=True)
class KeptPage:
    zipped: bytes
    tag: str  # names this very content
    scripts: str  # of its content policy
    versions: Versions = field(default_factory=dict)
    until: float = 0.0  # seconds since 1970: the clock changes it then

    @classmethod
    def of(cls, html: str) -> "KeptPage":
        page = html.encode()
        return cls(
            zipped=gzip.compress(page, LEVEL, mtime=0),
            tag=sha256(page).hexdigest()[:32],
            scripts=scripts_of(page),
        )

    @property
    def html(self) -> bytes:
        return gzip.decompress(self.zipped)

    @cached_property
    def policy(self) -> str:
        return policy(self.scripts)


_remembered: OrderedDict[str, KeptPage] = OrderedDict()
_one_at_a_time = Lock()


def versions(keys: Iterable[str]) -> Versions | None:
    """As they are now; None when Valkey is gone, and nothing can be kept."""
    names = list(keys)
    try:
        return dict(zip(names, many(valkey(), names), strict=True))
    except redis.RedisError:
        log.warning("kept_pages_unreachable")
        return None


def find(name: str) -> KeptPage | None:
    """The page of this name, if all that it was made from is still as it was."""
    if (kept := _recall(name)) is not None and _is_good(kept):
        return kept
    if (kept := _stored(name)) is None or not _is_good(kept):
        return None
    _remember(name, kept)
    return kept


def keep(name: str, page: KeptPage, made_from: Versions, seconds: float) -> KeptPage:
    """For so many seconds at most: until the clock itself changes what the page says."""
    lasts_s = min(seconds, LONGEST_S)
    if lasts_s <= 0.001:
        return page
    kept = KeptPage(page.zipped, page.tag, page.scripts, made_from, time.time() + lasts_s)
    stored = {
        "versions": kept.versions,
        "tag": kept.tag,
        "scripts": kept.scripts,
        "until": kept.until,
        "page": base64.b64encode(kept.zipped).decode(),
    }
    _remember(name, kept)
    try:
        cache().set(name, json.dumps(stored), px=max(1, round(lasts_s * 1000)))
    except redis.RedisError:
        log.warning("kept_pages_unreachable")
    return kept


def begin(name: str) -> bool:
    """Whether it is ours to make the page: nobody else is making it."""
    try:
        return bool(cache().set(_making(name), "1", nx=True, px=MAKING_MS))
    except redis.RedisError:
        return True


def end(name: str) -> None:
    try:
        cache().delete(_making(name))
    except redis.RedisError:
        log.warning("kept_pages_unreachable")


def forget() -> None:
    """What this process remembers."""
    with _one_at_a_time:
        _remembered.clear()


def _making(name: str) -> str:
    return f"making:{name}"


def _is_good(kept: KeptPage) -> bool:
    return kept.until > time.time() and versions(kept.versions) == kept.versions


def _recall(name: str) -> KeptPage | None:
    with _one_at_a_time:
        return _remembered.get(name)


def _remember(name: str, kept: KeptPage) -> None:
    with _one_at_a_time:
        _remembered[name] = kept
        _remembered.move_to_end(name)
        if len(_remembered) > REMEMBERED:
            _remembered.popitem(last=False)


def _stored(name: str) -> KeptPage | None:
    try:
        stored = cast(str | None, cache().get(name))
    except redis.RedisError:
        log.warning("kept_pages_unreachable")
        return None
    if stored is None:
        return None
    kept = json.loads(stored)
    return KeptPage(
        base64.b64decode(kept["page"]),
        kept["tag"],
        kept["scripts"],
        kept["versions"],
        kept["until"],
    )
