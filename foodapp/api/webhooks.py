"""POST /api/webhooks/<gateway>. Answered with 2xx only when its effect is stored: else the
gateway sends it again."""

from collections.abc import Sequence

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.gateways import registry
from foodapp.gateways.errors import Forged
from foodapp.kit import db
from foodapp.kit.batching import Batched
from foodapp.kit.errors import NotFound
from foodapp.payments import webhooks

log = structlog.get_logger(__name__)
LARGEST_BYTES = 512 * 1024


@acts_as("signature")
async def webhook(request: Request) -> JSONResponse:
    """What a gateway says, proved by its signature and kept before it is answered. 413: too large;
    400: not from the gateway, or not readable."""
    name = request.path_params["gateway"]
    if name not in registry.names():
        raise NotFound("address")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BYTES:
            return JSONResponse({"error": "too large"}, 413)
    try:
        message = registry.gateway(name).verify_webhook(body, dict(request.headers))
    except Forged as forged:
        log.warning("webhook.forged", gateway=name, bytes=len(body))
        return JSONResponse({"error": str(forged)}, forged.status)
    effect = await stored((name, message))
    if not effect:
        effect = await db.in_transaction(webhooks.receive, name, message)
    log.info(
        "webhook.received",
        gateway=name,
        kind=message.kind,
        event_id=message.event_id,
        effect=effect,
    )
    return JSONResponse({"received": True})


def _store(told: Sequence[webhooks.Told]) -> list[str]:
    with db.transaction() as session:
        return webhooks.store(session, told)


stored = Batched(_store)
ROUTES = [Route("/api/webhooks/{gateway:str}", webhook, methods=["POST"])]
