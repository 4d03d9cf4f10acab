"""What Twilio asks and tells of a call: signed with the account's token, whose address we gave."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.api import twilio_forms
from foodapp.api.declared import acts_as
from foodapp.calls import bridging
from foodapp.calls.settings import settings
from foodapp.kit import db
from foodapp.kit.errors import NotFound


@acts_as("signature")
async def answered(request: Request) -> Response:
    """The caller has picked up: whom to ring now, as TwiML."""
    call_id, _ = await _signed(request, bridging.ANSWERED)
    twiml = await db.in_transaction(bridging.answered, call_id)
    return Response(twiml, media_type="text/xml")


@acts_as("signature")
async def status(request: Request) -> Response:
    call_id, fields = await _signed(request, bridging.STATUS)
    await db.in_transaction(bridging.reported, call_id, fields.get("CallStatus", ""))
    return Response(status_code=204)


async def _signed(request: Request, path: str) -> tuple[UUID, dict[str, str]]:
    if not settings().calls_are_on:
        raise NotFound("address")
    try:
        call_id = UUID(request.query_params.get("call", ""))
    except ValueError:
        raise NotFound("call") from None
    return call_id, await twilio_forms.signed(request, bridging.url_of(path, call_id))


ROUTES = [
    Route(bridging.ANSWERED, answered, methods=["POST"]),
    Route(bridging.STATUS, status, methods=["POST"]),
]
