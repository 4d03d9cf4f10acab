"""One push to one push service (RFC 8030, 5): over https, to allowed hosts, without following
where it points, and without waiting for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import cache

import httpx

from foodapp.kit import clock
from foodapp.notifications.webpush import encrypting, endpoints, signing
from foodapp.notifications.webpush.encrypting import BrowserKeys

TIMEOUT = httpx.Timeout(5.0, connect=3.0)
AGAIN = timedelta(seconds=30)  # where the service does not say when
LONGEST_WAIT = timedelta(hours=12)  # whatever it says
GONE = (404, 410)
BUSY = 429


class Urgency(StrEnum):
    """Whether a phone is woken that saves its battery (RFC 8030, 5.3)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True)
class Letter:
    """What goes to one browser."""

    endpoint: str
    keys: BrowserKeys
    payload: bytes
    topic: str
    ttl_s: int  # so long the service keeps it for a phone that is off
    urgency: Urgency


class Fate(StrEnum):
    TAKEN = "taken"  # by the push service; whether a phone shows it nobody tells
    GONE = "gone"  # nobody is subscribed there any more
    LATER = "later"  # busy or down: again, not before its time
    REFUSED = "refused"  # as it is it never goes: our keys, its size, its host


@dataclass(frozen=True)
class Outcome:
    fate: Fate
    code: str = ""  # of what went wrong: "410", "timeout"
    wait_until: datetime | None = None  # of LATER


def post(letter: Letter) -> Outcome:
    """Never raises for what a push service does."""
    try:
        url = endpoints.check(letter.endpoint)
    except endpoints.NoPushService:
        return Outcome(Fate.REFUSED, "host")  # its host was taken off the list
    headers = {
        "Authorization": signing.authorization(endpoints.origin(url)),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(letter.ttl_s),
        "Urgency": letter.urgency.value,
        "Topic": letter.topic,
    }
    body = encrypting.encrypt(letter.payload, letter.keys)
    try:
        # What it says in its body is not read: it may never end.
        with _client().stream("POST", url, content=body, headers=headers) as answer:
            return _outcome(answer.status_code, answer.headers.get("retry-after", ""))
    except httpx.TimeoutException:
        return _later("timeout", "")
    except httpx.TransportError:
        return _later("unreachable", "")


def _outcome(status: int, retry_after: str) -> Outcome:
    if 200 <= status < 300:
        return Outcome(Fate.TAKEN)
    if status in GONE:
        return Outcome(Fate.GONE, str(status))
    if status == BUSY or status >= 500:
        return _later(str(status), retry_after)
    return Outcome(Fate.REFUSED, str(status))


def _later(code: str, retry_after: str) -> Outcome:
    return Outcome(Fate.LATER, code, clock.now() + min(_wait(retry_after), LONGEST_WAIT))


def _wait(retry_after: str) -> timedelta:
    """RFC 9110, 10.2.3: seconds, or a date. Neither: AGAIN."""
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        return timedelta(seconds=min(int(said[:9]), LONGEST_WAIT.total_seconds()))
    try:
        return max(parsedate_to_datetime(said) - clock.now(), timedelta())
    except (ValueError, TypeError):  # no date, or one without its zone
        return AGAIN


@cache
def _client() -> httpx.Client:
    """One a process, made after the fork: a connection to each service stays open."""
    return httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False)
