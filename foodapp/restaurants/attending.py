"""Whether somebody sits at a restaurant's app: a tab of it that is open and in view says so again
and again. What Valkey forgets is said anew within seconds."""

from collections.abc import Iterable
from uuid import UUID

import redis
import structlog

from foodapp.kit.valkey import valkey

SITS_S = 30  # so long after the last sign somebody is still taken to be there
SAYS_S = 10  # a tab in view says so this often
log = structlog.get_logger(__name__)


def say_present(restaurant_id: UUID) -> None:
    """A network call: outside of transactions."""
    try:
        valkey().set(_key(restaurant_id), 1, ex=SITS_S)
    except redis.RedisError:
        log.warning("attending.not_said")  # said again in a moment


def attended(restaurant_ids: Iterable[UUID]) -> set[UUID]:
    """Those with somebody there. Where nobody can tell, all of them: a human is not overruled."""
    asked = list(restaurant_ids)
    if not asked:
        return set()
    try:
        found = valkey().mget([_key(one) for one in asked])
    except redis.RedisError:
        log.warning("attending.unknown")
        return set(asked)
    return {one for one, sign in zip(asked, found, strict=True) if sign}  # type: ignore[arg-type]


def _key(restaurant_id: UUID) -> str:
    return f"attending:{restaurant_id}"
