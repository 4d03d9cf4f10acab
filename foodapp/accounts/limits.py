"""How often a sign-in may be tried: counted in Valkey, or in this process while Valkey is gone."""

from functools import cache
from uuid import UUID

import redis
import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

from foodapp.accounts.sessions import hashed
from foodapp.kit.errors import TooMany
from foodapp.kit.network import network_of
from foodapp.kit.settings import settings
from foodapp.kit.valkey import CONNECT_S

log = structlog.get_logger(__name__)
AN_ACCOUNT = RateLimitItemPerMinute(5, 15)  # wrong passwords: five in fifteen minutes
AN_ADDRESS = RateLimitItemPerMinute(10)  # attempts of any kind
A_GIFT_CODE = RateLimitItemPerMinute(10, 15)  # tries of a customer, right or wrong
A_PROMO_CODE = RateLimitItemPerMinute(10, 10)  # right or wrong: ten in ten minutes


class TooManyTries(TooMany):
    def __init__(self) -> None:
        Exception.__init__(self, "Too many attempts. Please wait a few minutes and try again.")


def count_address(address: str) -> None:
    """Refuses when this address has tried too often. address: an IP as the web server saw it."""
    if not _hit(AN_ADDRESS, "address", network_of(address)):
        raise TooManyTries


def count_account(email: str) -> None:
    """Refuses when too many wrong passwords were tried for this e-mail, known or not. Counted
    before the password is looked at, so that guesses side by side cannot slip through."""
    if not _hit(AN_ACCOUNT, "account", hashed(email)):
        raise TooManyTries


def forget_account(email: str) -> None:
    """The password was right: earlier slips no longer count."""
    try:
        _shared().clear(AN_ACCOUNT, "account", hashed(email))
    except redis.RedisError as gone:
        log.warning("limits_unreachable", reason=type(gone).__name__)
    _own().clear(AN_ACCOUNT, "account", hashed(email))


def count_gift_code(user_id: UUID) -> None:
    """Refuses when this customer has tried too many codes of gift cards."""
    if not _hit(A_GIFT_CODE, "gift", str(user_id)):
        raise TooManyTries


def count_code(whose: str) -> None:
    """Refuses when this account, or this browser, has tried too many codes of promotions."""
    if not _hit(A_PROMO_CODE, "code", whose):
        raise TooManyTries


def _hit(item: RateLimitItem, kind: str, whose: str) -> bool:
    try:
        return bool(_shared().hit(item, kind, whose))
    except redis.RedisError as gone:
        log.warning("limits_unreachable", reason=type(gone).__name__)
        return bool(_own().hit(item, kind, whose))


@cache
def _shared() -> MovingWindowRateLimiter:
    storage = RedisStorage(
        settings().redis_url,
        key_prefix="limits",
        socket_connect_timeout=CONNECT_S,
        socket_timeout=CONNECT_S,
    )
    return MovingWindowRateLimiter(storage)


@cache
def _own() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())
