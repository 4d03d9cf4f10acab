"""Connections to Valkey (Redis). It may lose everything: only what can be rebuilt lives there."""

from collections.abc import Callable
from functools import cache
from threading import Lock

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


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(
        settings().redis_url,
        socket_connect_timeout=CONNECT_S,
        socket_timeout=READ_S,
        decode_responses=True,
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
