"""Twilio's HTTP (https://www.twilio.com/docs/messaging/api/message-resource), without its package:
one address is posted to, one is asked.

It knows no idempotency key: a message whose answer was lost is looked for before anybody gives up,
and never sent again unless it is certain that it was not taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from uuid import UUID

import httpx

from foodapp.kit import clock
from foodapp.kit.settings import settings as platform
from foodapp.notifications.texting.settings import (
    DEMO_ACCOUNT,
    DEMO_SENDER,
    DEMO_TOKEN,
    SERVICE,
    settings,
)

API = "https://api.twilio.com"
CALLBACK = "/api/sms/twilio/status"
TIMEOUT = httpx.Timeout(8.0, connect=3.0)
STOPPED = 21610  # they have answered STOP
# The number, not the message (https://www.twilio.com/docs/api/errors): nobody can be reached there.
DEAD = frozenset({21211, 21217, 21407, 21408, 21421, 21612, 21614, 30003, 30005, 30006})
SLOWER = frozenset({14107, 20429, 21611, 63038})  # its queue is full
LOOK_BACK = timedelta(minutes=5)


@dataclass(frozen=True)
class Text:
    sending_id: UUID
    to: str  # E.164
    body: str
    lives_s: int  # worth nothing afterwards


@dataclass(frozen=True)
class Answer:
    """fate: taken, stopped, dead, later, refused, or unknown: it may be on its way."""

    fate: str
    code: str = ""
    sid: str = ""
    after_s: float | None = None


@dataclass(frozen=True)
class Account:
    sid: str
    token: str
    sender: str
    base: str


def account() -> Account:
    """Ours; in the demo one at the test gateway."""
    known = settings()
    if known.twilio_account:
        token = known.twilio_token.get_secret_value()
        base = known.twilio_api_base or API
        return Account(known.twilio_account, token, known.twilio_sender, base.rstrip("/"))
    if not known.is_demo:
        raise RuntimeError("no text message goes out without FOODAPP_TWILIO_ACCOUNT")
    base = known.twilio_api_base or f"{known.test_gateway_url}/twilio"
    return Account(DEMO_ACCOUNT, DEMO_TOKEN, DEMO_SENDER, base.rstrip("/"))


def callback_url(sending_id: UUID) -> str:
    """Where Twilio tells what became of it; its signature is over these very characters."""
    return f"{platform().public_url.rstrip('/')}{CALLBACK}?sending={sending_id}"


def send(text: Text, about_to: Callable[[], None]) -> Answer:
    """about_to is called right before what cannot be taken back."""
    ours = account()
    about_to()
    began = clock.now()
    try:
        answer = _client().post(
            _messages(ours), data=_form(ours, text), auth=(ours.sid, ours.token)
        )
    except httpx.ConnectError:
        return Answer("later", "unreachable")  # nothing has gone out
    except httpx.TransportError as lost:
        return _looked_for(ours, text, began - LOOK_BACK, type(lost).__name__)
    if answer.status_code >= 500:
        return _looked_for(ours, text, began - LOOK_BACK, str(answer.status_code))
    return _read(answer)


def call(to: str, *, by: str, then: str, status: str, rings_s: int) -> Answer:
    """Rings a telephone from a number of ours; whoever picks up hears what `then` says
    (https://www.twilio.com/docs/voice/api/call-resource). Whether a call of which the answer was
    lost rings is not known, and it is not placed again."""
    ours = account()
    form = {"To": to, "From": by, "Url": then, "StatusCallback": status, "Timeout": str(rings_s)}
    address = f"{ours.base}/2010-04-01/Accounts/{ours.sid}/Calls.json"
    try:
        answer = _client().post(address, data=form, auth=(ours.sid, ours.token))
    except httpx.TransportError as lost:
        return Answer("unknown", type(lost).__name__)
    return Answer("unknown", str(answer.status_code)) if answer.is_server_error else _read(answer)


def _form(ours: Account, text: Text) -> dict[str, str]:
    by_service = ours.sender.startswith(SERVICE)
    return {
        "To": text.to,
        "MessagingServiceSid" if by_service else "From": ours.sender,
        "Body": text.body,
        "StatusCallback": callback_url(text.sending_id),
        "ValidityPeriod": str(min(max(text.lives_s, 60), 14_400)),
    }


def _read(answer: httpx.Response) -> Answer:
    said = _json(answer)
    if answer.is_success and said.get("sid"):
        return Answer("taken", sid=str(said["sid"]))
    code = said.get("code")
    if code == STOPPED:
        return Answer("stopped", str(code))
    if code in DEAD:
        return Answer("dead", str(code))
    if answer.status_code == 429 or code in SLOWER:
        return Answer("later", str(code or 429), after_s=_seconds(answer))
    return Answer("refused", str(code or answer.status_code))


def _looked_for(ours: Account, text: Text, since: Any, why: str) -> Answer:
    """Whether the message of a lost answer is in Twilio's book."""
    try:
        query = {"To": text.to, "PageSize": "50"}
        found = _client().get(_messages(ours), params=query, auth=(ours.sid, ours.token))
    except httpx.TransportError:
        return Answer("unknown", why)
    if not found.is_success:
        return Answer("unknown", why)
    for one in _json(found).get("messages", []):
        is_it = one.get("body") == text.body and _moment(one.get("date_created")) >= since
        if is_it and one.get("sid"):
            return Answer("taken", sid=str(one["sid"]))
    return Answer("later", why)


def _moment(rfc_2822: Any) -> Any:
    try:
        return parsedate_to_datetime(str(rfc_2822))
    except ValueError:
        return clock.now() - timedelta(days=1)


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _seconds(answer: httpx.Response) -> float | None:
    said = answer.headers.get("retry-after", "")
    return float(said) if said.isdigit() and len(said) < 6 else None


def _messages(ours: Account) -> str:
    return f"{ours.base}/2010-04-01/Accounts/{ours.sid}/Messages.json"


@cache
def _client() -> httpx.Client:
    """One a process, made after the fork."""
    return httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False)
