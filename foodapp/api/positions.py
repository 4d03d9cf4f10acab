"""Where a rider's phone says it is, every few seconds; what it kept while offline comes at once."""

from datetime import datetime, timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin, rates
from foodapp.api.declared import acts_as
from foodapp.api.presses import OtherRider
from foodapp.dispatch import positions
from foodapp.dispatch.fixes import Fix
from foodapp.kit import clock, db
from foodapp.kit.errors import Unusable
from foodapp.kit.geo import Position
from foodapp.kit.words import t

MAX_AT_ONCE = 200
MAX_A_WINDOW = 20  # of rates.WINDOW_S; a phone reports every four seconds
LATEST_MS = 4_102_444_800_000  # the year 2100


class Place(BaseModel):
    """Shape alone; whether it can be true, the domain says."""

    model_config = ConfigDict(extra="ignore", strict=True)

    lat: float
    lng: float
    accuracy: float | None = None  # metres
    at: float = Field(ge=0, le=LATEST_MS)  # milliseconds by the phone's clock


class Report(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    rider: UUID | None = None  # whose these are, where the device has kept them for a while
    sent_at: float = Field(ge=0, le=LATEST_MS)  # milliseconds by the same clock
    positions: list[Place] = Field(min_length=1, max_length=MAX_AT_ONCE)


@acts_as("rider")
async def report(request: Request) -> JSONResponse:
    """200 {"taken": n}: how many of the positions were plausible."""
    origin.check(request)
    try:
        said = Report.model_validate_json(await request.body())
    except ValidationError as wrong:
        raise Unusable(t("That position")) from wrong
    cookies = cookies_of(request.headers.get("cookie", ""))
    return JSONResponse({"taken": await db.in_transaction(_record, cookies, said)})


def _record(session: Session, cookies: Cookies, said: Report) -> int:
    rider = sessions.rider(session, cookies)
    if said.rider is not None and said.rider != rider.rider_id:
        raise OtherRider
    rates.spend(rider, "reports", most=MAX_A_WINDOW)
    return positions.record(session, rider, _fixes(said, clock.now()))


def _fixes(said: Report, now: datetime) -> list[Fix]:
    """By our clock: only how long ago counts, so that a phone whose clock is wrong can ride."""
    return [
        Fix(
            Position(place.lat, place.lng),
            now - timedelta(milliseconds=said.sent_at - place.at),
            place.accuracy,
        )
        for place in said.positions
    ]


ROUTES = [Route("/api/rider/position", report, methods=["POST"])]
