"""Connections to Valkey (Redis). It may lose everything: only what can be rebuilt lives there.

Two servers, because one has one way of being full. Jobs, limits, positions and versions are in
`valkey()`, which must refuse rather than forget (noeviction); tabs' state, pages and menus in
`cache()`, which forgets what was not used for longest.
"""

import functools
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any, cast

import redis
import redis.asyncio
import structlog
from redis.client import Pipeline
from sqlmodel import Session

from foodapp.kit import db
from foodapp.kit.settings import settings

log = structlog.get_logger(__name__)

CONNECT_S = 1.0
READ_S = 3.0
_one_at_a_time = Lock()


def valkey() -> "redis.Redis":
    """A pooled synchronous client, made on first use (after the web server forked)."""
    # Threads that come first together must not make two: the one that is not kept closes its
    # connections when it is collected, under the hands of the thread that was given it.
    with _one_at_a_time:
        return _client()


def cache() -> "redis.Redis":
    """The same for what may be forgotten at any moment. Never a key that another one's meaning
    depends on: those are in valkey()."""
    if not settings().cache_url:
        return valkey()
    with _one_at_a_time:
        return _cache_client()


def many(client: "redis.Redis", keys: Iterable[str]) -> list[str | None]:
    """The value of each, in one round trip."""
    wanted = list(keys)
    return cast(list[str | None], client.mget(wanted)) if wanted else []


@functools.cache
def _client() -> "redis.Redis":
    return _connected(settings().redis_url)


@functools.cache
def _cache_client() -> "redis.Redis":
    return _connected(settings().cache_url)


def _connected(url: str) -> "redis.Redis":
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_S,
        socket_timeout=READ_S,
        decode_responses=True,
    )


def why_it_loses_jobs(client: "redis.Redis") -> str:
    """A sentence if this server would throw away jobs when it is full; empty if it keeps them."""
    memory = cast(dict[str, Any], client.info("memory"))
    policy = memory.get("maxmemory_policy", "noeviction")  # a host that does not say is believed
    if policy == "noeviction":
        return ""
    return (
        f"The Valkey of REDIS_URL throws away keys when it is full (maxmemory-policy {policy}), "
        "jobs among them: set it to noeviction, and name another server in FOODAPP_CACHE_URL for "
        "what may be forgotten."
    )


WAITING = "valkey_after_commit"  # in session.info


def after_commit(session: Session, write: Callable[[Pipeline], object]) -> None:
    """Let write add its commands once this transaction has committed. Those of one transaction go
    out in one round trip, in their order: the customer who ordered is waiting. They may be lost."""
    waiting: list[Callable[[Pipeline], object]] = session.info.setdefault(WAITING, [])
    if not waiting:
        db.after_commit(session, lambda: _write_all(session))
    waiting.append(write)


def _write_all(session: Session) -> None:
    waiting = session.info.pop(WAITING)
    try:
        with valkey().pipeline(transaction=False) as pipeline:
            for write in waiting:
                write(pipeline)
            pipeline.execute()
    except redis.RedisError:
        log.warning("valkey_not_told", writes=len(waiting))


def async_valkey() -> "redis.asyncio.Redis":
    """A client of one event loop: the caller closes it. No read time-out: it subscribes."""
    return redis.asyncio.Redis.from_url(
        settings().redis_url, socket_connect_timeout=CONNECT_S, decode_responses=True
    )
