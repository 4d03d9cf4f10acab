"""The two telephones are joined by Twilio (https://www.twilio.com/docs/voice/api/call-resource): it
rings the caller from our number, asks us what then, and is told to ring the other one, from our
number again. The provider alone knows both.

Its interface knows no idempotency key: a call is marked as placed before it is, and never placed
again, so that nobody's telephone rings twice for one press."""

from dataclasses import dataclass
from uuid import UUID
from xml.sax.saxutils import escape

from sqlmodel import Session

from foodapp.calls import asking
from foodapp.calls.models import Call, CallAsked, CallStatus
from foodapp.calls.settings import DEMO_NUMBER, settings
from foodapp.chat.models import Side
from foodapp.kit import security
from foodapp.kit.errors import NotFound
from foodapp.kit.outside_call import OutsideCall
from foodapp.kit.settings import settings as platform
from foodapp.notifications.texting import twilio
from foodapp.notifications.texting.twilio import Answer

ANSWERED = "/api/calls/twilio/answered"  # what then?
STATUS = "/api/calls/twilio/status"
RINGS_S = 25  # so long each telephone rings
OVER = "<Say>This order is over. Goodbye.</Say>"


@dataclass(frozen=True)
class Ring:
    call_id: UUID
    to: str  # E.164


def url_of(path: str, call_id: UUID) -> str:
    """As Twilio signs it: of the settings, never of a request's Host."""
    return f"{platform().public_url.rstrip('/')}{path}?call={call_id}"


def our_number() -> str:
    return settings().call_number or DEMO_NUMBER


def answered(session: Session, call_id: UUID) -> str:
    """TwiML: the caller has picked up. Whoever is relieved, or whose order has ended meanwhile, is
    joined with nobody."""
    call = held(session, call_id)
    other = Side.RIDER if call.by is Side.CUSTOMER else Side.CUSTOMER
    number = _number(session, call, other)
    if not number or not call.move_to(CallStatus.CONNECTED):
        return _said(OVER)
    longest = settings().call_minutes * 60
    return _said(
        f'<Dial callerId="{escape(our_number())}" timeLimit="{longest}" timeout="{RINGS_S}">'
        f"<Number>{escape(number)}</Number></Dial>"
    )


def reported(session: Session, call_id: UUID, status: str) -> None:
    call = held(session, call_id)
    if status == "completed":
        call.move_to(CallStatus.ENDED)
    elif status in ("busy", "failed", "no-answer", "canceled"):
        call.move_to(CallStatus.FAILED, why=status)


def held(session: Session, call_id: UUID) -> Call:
    call = session.get(Call, call_id, with_for_update=True, populate_existing=True)
    if call is None:
        raise NotFound("call")
    return call


def _prepare(session: Session, event: CallAsked) -> Ring | None:
    call = held(session, event.call_id)
    number = _number(session, call, call.by)
    if not number:
        call.move_to(CallStatus.FAILED, why="over")
        return None
    if not call.move_to(CallStatus.PLACED):
        return None  # whoever placed it has died since: it is not placed again
    security.note_once_done(session, "call_placed", by=call.by.value, order=call.order_id)
    return Ring(call.id, number)


def _call(ring: Ring, _: str) -> Answer:
    return twilio.call(
        ring.to,
        by=our_number(),
        then=url_of(ANSWERED, ring.call_id),
        status=url_of(STATUS, ring.call_id),
        rings_s=RINGS_S,
    )


def _finish(session: Session, event: CallAsked, answer: Answer) -> None:
    call = held(session, event.call_id)
    call.ref = answer.sid
    if answer.fate != "taken":
        call.move_to(CallStatus.FAILED, why=answer.code)


def _number(session: Session, call: Call, side: Side) -> str:
    """As it is now, while these two are still the order's two and it is under way."""
    try:
        ground = asking.ground_of(session, call)
    except NotFound:
        return ""
    if ground.rider_id != call.rider_id or not asking.is_offered(ground):
        return ""
    return asking.numbers(session, ground).of(side)


def _said(words: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{words}</Response>'


CONNECT = OutsideCall(_prepare, _call, _finish)
