"""Around every request: an id for the logs, and an end to endless bodies and addresses."""

import re
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foodapp.kit.errors import DomainError
from foodapp.kit.words import say, t

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
SMALL = 256 * 1024
LARGE = 12 * 1024 * 1024  # a photo
LONGEST_PATH = 2_000  # characters
TAKES_PHOTOS = (
    "/api/restaurant/photo",
    "/api/application/paper",
    "/api/chat/customer/photo",
    "/api/chat/rider/photo",
    "/api/chat/restaurant/photo",
    "/api/chat/support/photo",
)


class BodyTooLarge(DomainError):
    """More bytes came than were announced or allowed."""

    status = 413

    def __init__(self) -> None:
        super().__init__(t("That is too large to send."))


class Limits:
    """Pure ASGI: a websocket passes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "")
        if not REQUEST_ID.fullmatch(request_id):
            request_id = uuid4().hex
        if len(scope["path"]) > LONGEST_PATH or "\0" in scope["path"]:
            await no_address(scope, receive, send)
            return
        limit = LARGE if scope["path"].startswith(TAKES_PHOTOS) else SMALL
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            await too_large(scope, receive, send)
            return
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._limited(scope, receive, send, limit, request_id)

    async def _limited(
        self, scope: Scope, receive: Receive, send: Send, limit: int, request_id: str
    ) -> None:
        received = 0
        started = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise BodyTooLarge
            return message

        async def named(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        try:
            await self.app(scope, counted, named)
        except BodyTooLarge:
            if started:
                raise
            await too_large(scope, receive, send)


async def no_address(scope: Scope, receive: Receive, send: Send) -> None:
    """Neither a number of 5,000 digits nor a NUL is for a route or the database to stumble on."""
    refusal = JSONResponse({"error": "We could not find that address."}, status_code=404)
    await refusal(scope, receive, send)


async def too_large(scope: Scope, receive: Receive, send: Send) -> None:
    refusal = JSONResponse({"error": say(BodyTooLarge().words)}, status_code=BodyTooLarge.status)
    await refusal(scope, receive, send)
