"""What Twilio tells: how far a message has come, and what somebody wrote back."""

from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from foodapp.api import twilio_forms
from foodapp.api.declared import acts_as
from foodapp.kit import db
from foodapp.kit.errors import NotFound
from foodapp.kit.settings import settings
from foodapp.notifications import receipts
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.models import Sending
from foodapp.notifications.texting import stops, twilio
from foodapp.notifications.texting.models import StoppedBy
from foodapp.notifications.texting.settings import settings as text_settings

INBOUND = "/api/sms/twilio/inbound"
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
FAILED = frozenset({"failed", "undelivered", "canceled"})


@acts_as("signature")
async def status(request: Request) -> Response:
    """204, also for what is known already: reports come late, twice, and in any order."""
    try:
        sending_id = UUID(request.query_params.get("sending", ""))
    except ValueError:
        raise NotFound("message") from None
    fields = await _signed(request, twilio.callback_url(sending_id))
    await db.in_transaction(_reported, sending_id, fields)
    return Response(status_code=204)


def _reported(session: Session, sending_id: UUID, fields: dict[str, str]) -> None:
    row = session.get(Sending, sending_id)
    if row is None or row.channel is not ChannelName.SMS:
        raise NotFound("message")
    said, code = fields.get("MessageStatus", ""), fields.get("ErrorCode", "")[:40]
    if said == "sent":
        receipts.sent(session, sending_id)
    elif said in ("delivered", "read"):
        receipts.delivered(session, sending_id)
    elif said in FAILED:
        receipts.failed(session, sending_id, code or said)
    if code == str(twilio.STOPPED):
        stops.stop(session, row.address, StoppedBy.NETWORK)


@acts_as("signature")
async def inbound(request: Request) -> Response:
    """Somebody answered. STOP and START are heard; Twilio confirms them itself."""
    fields = await _signed(request, f"{settings().public_url.rstrip('/')}{INBOUND}")
    await db.in_transaction(_answered, fields)
    return Response(NOTHING_TO_SAY, media_type="text/xml")


def _answered(session: Session, fields: dict[str, str]) -> None:
    stops.answered(
        session,
        fields.get("From", ""),
        fields.get("Body", ""),
        said_by_twilio=fields.get("OptOutType", ""),
    )


@acts_as("public")
async def demo(request: Request) -> Response:
    """Where a newcomer sees what the demo would have texted: a page of its test gateway."""
    if not settings().is_demo:
        raise NotFound("page")
    return RedirectResponse(f"{settings().gateway_page_base}/texts", status_code=307)


async def _signed(request: Request, url: str) -> dict[str, str]:
    """The form, once its signature is right. url: as we gave it to Twilio."""
    if not text_settings().sms_is_on:
        raise NotFound("address")
    return await twilio_forms.signed(request, url)


ROUTES = [
    Route(twilio.CALLBACK, status, methods=["POST"]),
    Route(INBOUND, inbound, methods=["POST"]),
    Route("/demo/texts", demo, methods=["GET"]),
]
