"""The browser's side of web push: switching it on and off, and what it has shown.

The pages' script (foodapp/ui/push.js) and the service worker call these with the sign-in's cookie:
a browser speaks for itself alone.
"""

import json
from typing import Any, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import cookies, sessions
from foodapp.accounts import devices as browsers
from foodapp.accounts.actors import Cookies
from foodapp.api import origin
from foodapp.api.declared import acts_as
from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound, Unusable
from foodapp.notifications import receipts
from foodapp.notifications.models import Notification, Sending
from foodapp.notifications.webpush import devices, signing
from foodapp.notifications.webpush.devices import Standing
from foodapp.notifications.webpush.encrypting import BrowserKeys

B = TypeVar("B", bound=BaseModel)
MOST_BYTES = 8_000  # of a body


class Subscription(BaseModel):
    """What PushManager.subscribe gave the page; made_with is the key it was given."""

    model_config = ConfigDict(extra="ignore")

    endpoint: str = Field(max_length=2_000)
    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=40)
    made_with: str = Field(max_length=100)


class Receipt(BaseModel):
    """What became of a push in this browser."""

    model_config = ConfigDict(extra="ignore")

    sending: UUID
    what: Literal["shown", "opened"]


@acts_as("whose")
async def look(request: Request) -> Response:
    """key: what to subscribe with; empty where nothing is pushed, or nobody is signed in. who:
    whoever is, to compare with who switched it on. standing: of this browser."""
    return JSONResponse(await db.in_reading(_looked, _cookies(request)))


def _looked(session: ReadSession, own: Cookies) -> dict[str, str]:
    user_id = sessions.whose(session, own)
    if user_id is None:
        return {"key": "", "who": "", "standing": Standing.OFF.value}
    sign_in = sessions.hashed(own.sid)
    state = devices.states(session, [sign_in]).get(sign_in)
    standing = state.standing if state else Standing.OFF
    return {"key": signing.public_key(), "who": str(user_id), "standing": standing.value}


@acts_as("whose")
async def subscribe(request: Request) -> Response:
    """201: this browser is woken from now on."""
    origin.check(request)
    asked = await _body(request, Subscription)
    device = browsers.name_of(request.headers.get("user-agent", ""))
    await db.in_transaction(_subscribed, _cookies(request), asked, device)
    return JSONResponse({"standing": Standing.ON.value}, status_code=201)


def _subscribed(session: Session, own: Cookies, asked: Subscription, device: str) -> None:
    devices.subscribe(
        session,
        own,
        endpoint=asked.endpoint,
        browser=BrowserKeys(asked.p256dh, asked.auth),
        made_with=asked.made_with,
        device=device,
    )


@acts_as("whose")
async def unsubscribe(request: Request) -> Response:
    """Harmless where it was off."""
    origin.check(request)
    await db.in_transaction(devices.unsubscribe, _cookies(request))
    return JSONResponse({"standing": Standing.OFF.value})


@acts_as("whose")
async def receipt(request: Request) -> Response:
    """204, also for what is known already."""
    origin.check(request)
    asked = await _body(request, Receipt)
    await db.in_transaction(_received, _cookies(request), asked)
    return Response(status_code=204)


def _received(session: Session, own: Cookies, asked: Receipt) -> None:
    """Only of what was sent to whoever is signed in here."""
    user_id = sessions.whose(session, own)
    sending = session.get(Sending, asked.sending)
    told = session.get(Notification, sending.notification_id) if sending else None
    if user_id is None or told is None or told.user_id != user_id:
        raise NotFound("message")
    tell = {"shown": receipts.delivered, "opened": receipts.opened}[asked.what]
    tell(session, asked.sending)


async def _body(request: Request, kind: type[B]) -> B:
    if not origin.is_json(request):
        raise Unusable
    try:
        read: Any = json.loads((await request.body())[:MOST_BYTES])
        return kind.model_validate(read)
    except (ValueError, RecursionError, ValidationError) as wrong:
        raise Unusable from wrong


def _cookies(request: Request) -> Cookies:
    return cookies.cookies_of(request.headers.get("cookie", ""))


ROUTES = [
    Route("/api/push", look, methods=["GET"]),
    Route("/api/push/subscription", subscribe, methods=["POST"]),
    Route("/api/push/subscription", unsubscribe, methods=["DELETE"]),
    Route("/api/push/receipts", receipt, methods=["POST"]),
]
