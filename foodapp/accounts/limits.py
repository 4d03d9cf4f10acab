"""How often a sign-in may be tried: counted in Valkey, or in this process while Valkey is gone."""

from functools import cache
from uuid import UUID

import redis
import structlog
from limits import (
    RateLimitItem,
    RateLimitItemPerDay,
    RateLimitItemPerHour,
    RateLimitItemPerMinute,
)
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

from foodapp.accounts.sessions import hashed
from foodapp.kit.errors import DomainError, TooMany
from foodapp.kit.network import network_of
from foodapp.kit.settings import settings
from foodapp.kit.valkey import CONNECT_S
from foodapp.kit.words import t

log = structlog.get_logger(__name__)
AN_ADDRESS = RateLimitItemPerMinute(10)  # attempts of any kind
# Wrong passwords for one account, in fifteen minutes:
A_KNOWN_SOURCE = RateLimitItemPerMinute(5, 15)  # of a device or address it was signed in from
A_STRANGER = RateLimitItemPerMinute(20, 15)  # of one other address
ALL_STRANGERS = RateLimitItemPerMinute(30, 15)  # of all the others: counted, never refused
FREE_TRIES = 5  # of all strangers together, before the next has to wait
LONGEST_WAIT_S = 8.0
A_PROOF = RateLimitItemPerMinute(5, 15)  # wrong passwords of somebody who is signed in
A_SECOND_FACTOR = RateLimitItemPerMinute(5, 15)  # wrong codes for one account
A_PHONE_CODE = RateLimitItemPerMinute(5, 15)  # tries of an account, right or wrong
# Mails that somebody asks for without being signed in, or for their own account:
MAILS_TO_ONE = RateLimitItemPerHour(5)  # mailbox, in an hour
MAILS_TO_ONE_A_DAY = RateLimitItemPerDay(12)
MAILS_FOR_AN_ADDRESS = RateLimitItemPerHour(30)  # whoever they go to
A_GIFT_CODE = RateLimitItemPerMinute(10, 15)  # tries of a customer, right or wrong
A_PROMO_CODE = RateLimitItemPerMinute(10, 10)  # right or wrong: ten in ten minutes


class TooManyTries(TooMany):
    def __init__(self) -> None:
        DomainError.__init__(self, t("Too many attempts. Please wait a few minutes and try again."))


class TooManyMails(TooMany):
    def __init__(self) -> None:
        DomainError.__init__(
            self,
            t(
                "We have sent several messages there lately. Please look for them, also among"
                " unwanted mail, or try again in an hour."
            ),
        )


def count_address(address: str) -> None:
    """Refuses when this address has tried too often. address: an IP as the web server saw it."""
    if not _hit(AN_ADDRESS, "address", network_of(address)):
        raise TooManyTries


def count_known(source: str) -> bool:
    """Whether this device, or this address, may try again an account that it was signed in to.
    source: what accounts.knocking calls it. Whoever may not is a stranger again."""
    return _hit(A_KNOWN_SOURCE, "known", source)


def count_stranger(email: str, address: str) -> float:
    """Seconds to wait before the password is looked at: the more strangers have tried this e-mail,
    known or not, the longer, but nobody is locked out by others. Refuses an address that has
    tried it too often itself. Counted before, so that guesses side by side cannot slip through."""
    account = hashed(email)
    if not _hit(A_STRANGER, "stranger", account, network_of(address)):
        raise TooManyTries
    _hit(ALL_STRANGERS, "strangers", account)
    tried = ALL_STRANGERS.amount - _left(ALL_STRANGERS, "strangers", account)
    if tried <= FREE_TRIES:
        return 0.0
    return min(LONGEST_WAIT_S, 0.25 * float(2 ** (tried - FREE_TRIES)))


def forget_known(source: str) -> None:
    """The password was right: earlier slips no longer count."""
    _clear(A_KNOWN_SOURCE, "known", source)


def forget_stranger(email: str, address: str) -> None:
    """The same, for one address. What other strangers have tried stays counted."""
    _clear(A_STRANGER, "stranger", hashed(email), network_of(address))


def count_proof(sign_in: str) -> None:
    """Refuses when this sign-in, which may be stolen, has guessed the password too often."""
    if not _hit(A_PROOF, "proof", sign_in):
        raise TooManyTries


def forget_proof(sign_in: str) -> None:
    _clear(A_PROOF, "proof", sign_in)


def count_second_factor(user_id: UUID) -> None:
    """Refuses when too many wrong codes were tried for this account, wherever from: whoever tries
    them knows its password."""
    if not _hit(A_SECOND_FACTOR, "second", str(user_id)):
        raise TooManyTries


def forget_second_factor(user_id: UUID) -> None:
    _clear(A_SECOND_FACTOR, "second", str(user_id))


def count_phone_code(user_id: UUID) -> None:
    """Refuses when this account has tried too many codes of those that a telephone is sent."""
    if not _hit(A_PHONE_CODE, "phone", str(user_id)):
        raise TooManyTries


def forget_phone_code(user_id: UUID) -> None:
    _clear(A_PHONE_CODE, "phone", str(user_id))


def count_mail(email: str, address: str) -> None:
    """Refuses when too much was sent there, or asked for by this address. The same for an e-mail
    that nobody has an account with: the answer tells nothing. email: normalised."""
    mailbox = hashed(email)
    if not _hit(MAILS_FOR_AN_ADDRESS, "mails", network_of(address)):
        raise TooManyMails
    if not _hit(MAILS_TO_ONE, "mailbox", mailbox):
        raise TooManyMails
    if not _hit(MAILS_TO_ONE_A_DAY, "mailbox_a_day", mailbox):
        raise TooManyMails


def count_gift_code(user_id: UUID) -> None:
    """Refuses when this customer has tried too many codes of gift cards."""
    if not _hit(A_GIFT_CODE, "gift", str(user_id)):
        raise TooManyTries


def count_code(whose: str) -> None:
    """Refuses when this account, or this browser, has tried too many codes of promotions."""
    if not _hit(A_PROMO_CODE, "code", whose):
        raise TooManyTries


def _hit(item: RateLimitItem, *whose: str) -> bool:
    try:
        return bool(_shared().hit(item, *whose))
    except redis.RedisError as gone:
        log.warning("limits_unreachable", reason=type(gone).__name__)
        return bool(_own().hit(item, *whose))


def _left(item: RateLimitItem, *whose: str) -> int:
    try:
        return int(_shared().get_window_stats(item, *whose).remaining)
    except redis.RedisError as gone:
        log.warning("limits_unreachable", reason=type(gone).__name__)
        return int(_own().get_window_stats(item, *whose).remaining)


def _clear(item: RateLimitItem, *whose: str) -> None:
    try:
        _shared().clear(item, *whose)
    except redis.RedisError as gone:
        log.warning("limits_unreachable", reason=type(gone).__name__)
    _own().clear(item, *whose)


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
