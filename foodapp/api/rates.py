"""How often a rider's phone may call: what comes faster is a fault, or somebody who tries PINs."""

import time

import redis
import structlog

from foodapp.accounts.actors import Rider
from foodapp.kit.errors import TooMany
from foodapp.kit.valkey import valkey

WINDOW_S = 10
log = structlog.get_logger(__name__)


def spend(rider: Rider, what: str, *, most: int) -> None:
    """TooMany when this is the rider's `most` + 1st `what` within WINDOW_S. Nobody is refused while
    Valkey is away."""
    key = f"rider:{rider.rider_id}:{what}:{int(time.time() // WINDOW_S)}"
    try:
        pipe = valkey().pipeline()
        pipe.incr(key)
        pipe.expire(key, 2 * WINDOW_S)
        count, _ = pipe.execute()
    except redis.RedisError as gone:
        log.warning("calls_not_counted", what=what, reason=type(gone).__name__)
        return
    if count > most:
        raise TooMany
