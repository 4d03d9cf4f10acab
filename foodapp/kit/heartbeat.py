"""A sign that work gets done, not merely that a process exists. The supervisor reads it."""

import time

import redis

from foodapp.kit.pulse import KEY
from foodapp.kit.valkey import valkey

QUEUE = "heartbeat"


def beat() -> None:
    """Written by the worker on the beat's order: proves beat, broker and worker in one."""
    valkey().set(KEY, repr(time.time()))


def silent_s(client: "redis.Redis") -> float | None:
    """Seconds since the last beat; None when Valkey does not answer (then nobody can tell)."""
    try:
        last = client.get(KEY)
    except redis.RedisError:
        return None
    return float("inf") if last is None else time.time() - float(last)  # type: ignore[arg-type]
