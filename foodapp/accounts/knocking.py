"""Before a password is looked at: where somebody comes from, and whether they have to wait.

A browser, or an address, from which an account was signed in to before keeps a count of its own, so
that guesses from elsewhere never lock its owner out. Everybody else is slowed down, the more the
oftener strangers have tried (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from foodapp.accounts import limits, people
from foodapp.accounts.models import SignInSession, User
from foodapp.kit import clock, keys
from foodapp.kit.db import ReadSession
from foodapp.kit.network import network_of

DEVICE_LASTS = timedelta(days=180)  # since somebody signed in there
ADDRESS_LASTS = timedelta(days=90)


@dataclass(frozen=True)
class Knock:
    """An attempt that was counted. wait_s: how long to wait before the password is looked at, with
    no transaction open."""

    email: str  # normalised; empty where it is none
    address: str
    known: str  # the device or address whose count this is; empty: a stranger's
    wait_s: float
    device_cookie: str = ""


@dataclass(frozen=True)
class Came:
    """Where somebody signs in from."""

    address: str  # IP
    device: str = ""  # its name, for people
    device_cookie: str = ""  # what proof_of gave this browser once, or anything


def knock(session: Session, *, email: str, address: str, device_cookie: str) -> Knock:
    """Count an attempt to sign in. address: the IP address; device_cookie: what proof_of gave this
    browser once, or anything. Refuses an address that has tried too much."""
    limits.count_address(address)
    try:
        email = people.email(email)
    except people.NotAnEmail:
        return Knock("", address, "", 0.0, device_cookie)
    for known in _sources(session, email, address, device_cookie):
        if limits.count_known(known):
            return Knock(email, address, known, 0.0, device_cookie)
    return Knock(email, address, "", limits.count_stranger(email, address), device_cookie)


def forgive(knock: Knock) -> None:
    """The password was right."""
    if knock.known:
        limits.forget_known(knock.known)
    else:
        limits.forget_stranger(knock.email, knock.address)


def is_known(session: ReadSession, *, email: str, address: str, device_cookie: str) -> bool:
    """Whether this account was signed in to before with this browser or at this address."""
    return bool(_sources(session, email, address, device_cookie))


def is_known_browser(*, email: str, device_cookie: str) -> bool:
    return bool(_device(email, device_cookie))


def proof_of(email: str) -> str:
    """For the cookie of a browser in which somebody has just signed in."""
    words = f"{secrets.token_hex(8)}.{int(clock.now().timestamp())}"
    return f"{words}.{keys.sign(keys.Use.DEVICES, f'{email}|{words}')}"


def network_hash(email: str, address: str) -> str:
    """An address as an account remembers it: of no use to find out the address."""
    return keys.sign(keys.Use.DEVICES, f"{email}|at {network_of(address)}")


def _sources(session: ReadSession, email: str, address: str, device_cookie: str) -> list[str]:
    device = _device(email, device_cookie)
    known_there = _was_here(session, email, address)
    return [f"device {device}"] * bool(device) + [network_hash(email, address)] * known_there


def _device(email: str, cookie: str) -> str:
    """The browser's own number, if it has been given one for this account; else empty."""
    words, _, signature = cookie.rpartition(".")
    number, _, since = words.partition(".")
    if not keys.is_signed(keys.Use.DEVICES, f"{email}|{words}", signature):
        return ""
    age_s = clock.now().timestamp() - int(since)
    return number if age_s < DEVICE_LASTS.total_seconds() else ""


def _was_here(session: ReadSession, email: str, address: str) -> bool:
    found = session.exec(
        select(SignInSession.token_hash)
        .join(User, col(User.id) == SignInSession.user_id)
        .where(
            User.email == email,
            SignInSession.network == network_hash(email, address),
            SignInSession.created_at > clock.now() - ADDRESS_LASTS,
        )
        .limit(1)
    )
    return found.first() is not None
