"""Connections to Valkey (Redis). It may lose everything: only what can be rebuilt lives there."""

from functools import cache
from threading import Lock

import redis
import redis.asyncio

from foodapp.kit.settings import settings

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


def async_valkey() -> "redis.asyncio.Redis":
    """A client of one event loop: the caller closes it. No read time-out: it subscribes."""
    return redis.asyncio.Redis.from_url(
        settings().redis_url, socket_connect_timeout=CONNECT_S, decode_responses=True
    )
