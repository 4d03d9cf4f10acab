"""What a rider pressed while there was no network, sent by the service worker: it has no screen and
no socket. A screen that is open sends its own presses by its handler; both name them alike, so that
each is carried out once.

POST /api/rider/presses   {rider, sent_at, presses: [{id, verb, subject, said, at}]}, oldest first
200                       {answers: [{id, refused}]}: refused is empty, or one sentence
"""

from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies, Rider
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin, rates
from foodapp.api.declared import acts_as
from foodapp.dispatch import presses
from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import (
    DomainError,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Unusable,
)
from foodapp.kit.words import Words, say, t
from foodapp.orders.pins import PinAnswer

MAX_AT_ONCE = 50  # as many as a device keeps
MAX_A_WINDOW = 10  # of rates.WINDOW_S; a queue is sent in one
LATEST_MS = 4_102_444_800_000  # the year 2100


class OtherRider(DomainError):
    """A phone is handed on; what was pressed on it waits for who pressed it."""

    status = 403

    def __init__(self) -> None:
        super().__init__(t("Somebody else is signed in on this device."))


class Press(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: UUID
    verb: str = Field(max_length=60)
    subject: UUID  # the delivery
    said: str = Field(default="", max_length=200)
    at: float = Field(ge=0, le=LATEST_MS)  # milliseconds by the phone's clock


class Told(BaseModel):
    model_config = ConfigDict(extra="ignore")

    rider: UUID  # whose presses these are
    sent_at: float = Field(ge=0, le=LATEST_MS)  # milliseconds by the same clock
    presses: list[Press] = Field(min_length=1, max_length=MAX_AT_ONCE)


@acts_as("rider")
async def carry_out(request: Request) -> JSONResponse:
    """Each in a transaction of its own, in their order. A fault ends the answer there: what has
    been carried out is known by its name when it comes again."""
    origin.check(request)
    try:
        told = Told.model_validate_json(await request.body())
    except ValidationError as wrong:
        raise Unusable from wrong
    cookies = cookies_of(request.headers.get("cookie", ""))
    rider = await db.in_reading(_rider, cookies, told.rider)
    rates.spend(rider, "queues", most=MAX_A_WINDOW)
    answers = []
    for press in told.presses:
        words = await _answer(cookies, told, press)
        answers.append({"id": str(press.id), "refused": say(words) if words else ""})
    return JSONResponse({"answers": answers})


def _rider(session: ReadSession, cookies: Cookies, named: UUID) -> Rider:
    rider = sessions.rider(session, cookies)
    if rider.rider_id != named:
        raise OtherRider
    return rider


async def _answer(cookies: Cookies, told: Told, press: Press) -> Words | None:
    """None: done, or done before. Else why not, for somebody who has ridden on since."""
    ago = timedelta(milliseconds=max(0.0, told.sent_at - press.at))
    try:
        answer = await db.in_transaction(_carried_out, cookies, told.rider, press, ago)
    except (NotSignedIn, NotAllowed, OtherRider):
        raise  # since it began: the rest stays on the device
    except NotFound:
        return t("Pressed without a network, and too late: that delivery is no longer yours.")
    except DomainError as refusal:
        return t("Pressed without a network, and not possible: {why}", why=refusal.words)
    return None if answer is None or answer.is_right else answer.sentence


def _carried_out(
    session: Session, cookies: Cookies, rider_id: UUID, press: Press, ago: timedelta
) -> PinAnswer | None:
    rider = _rider(session, cookies, rider_id)
    return presses.apply(
        session,
        rider,
        press.id,
        verb=press.verb,
        delivery_id=press.subject,
        said=press.said,
        ago=ago,
    )


ROUTES = [Route("/api/rider/presses", carry_out, methods=["POST"])]
