"""Connections to Valkey (Redis). It may lose everything: only what can be rebuilt lives there."""

from functools import cache

import redis
import redis.asyncio

from foodapp.kit.settings import settings

CONNECT_S = 1.0
READ_S = 3.0


@cache
def valkey() -> "redis.Redis":
    """A pooled synchronous client, made on first use (after the web server forked)."""
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
