"""POST /api/webhooks/stripe. Answered with 2xx only when its effect is stored: else sent again."""

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit import db
from foodapp.payments import gateways, webhooks
from foodapp.payments.gateways.errors import Forged

log = structlog.get_logger(__name__)
LARGEST_BYTES = 512 * 1024


@acts_as("signature")
async def stripe_webhook(request: Request) -> JSONResponse:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BYTES:
            return JSONResponse({"error": "too large"}, 413)
    gateway = gateways.gateway()
    try:
        message = gateway.verify_webhook(body, dict(request.headers))
    except Forged as forged:
        log.warning("webhook.forged", bytes=len(body))
        return JSONResponse({"error": str(forged)}, forged.status)
    effect = await db.in_transaction(webhooks.receive, gateway.name, message)
    log.info("webhook.received", kind=message.kind, event_id=message.event_id, effect=effect)
    return JSONResponse({"received": True})


ROUTES = [Route("/api/webhooks/stripe", stripe_webhook, methods=["POST"])]
