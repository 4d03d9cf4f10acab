"""Twilio's interface for messages (https://www.twilio.com/docs/messaging/api/message-resource), and
what it reports to the platform afterwards: signed, once each, in the order it was told."""

import asyncio
import hmac
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from email.utils import format_datetime
from hashlib import sha1
from urllib.parse import parse_qsl, urlencode

import httpx
import structlog
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.kit import clock
from foodapp.kit.settings import settings
from testgateway.books import Books, Obj
from testgateway.texting import manners

KIND = "sms"
TOKEN = "demo-only-token"  # noqa: S105 - of the demo
STOPPED = 21610
SAYS = {
    21211: "The 'To' number is not a valid phone number.",
    21408: "Permission to send an SMS has not been enabled for the region.",
    STOPPED: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    20003: "Authenticate",
    20429: "Too many requests",
    21602: "Message body is required.",
}
log = structlog.get_logger(__name__)


async def create(request: Request) -> Response:
    """POST .../Accounts/{sid}/Messages.json"""
    if not is_known(request):
        return refused(20003, 401)
    form = await form_of(request)
    books: Books = request.app.state.books
    to, body = form.get("To", ""), form.get("Body", "")
    with books.transaction():
        manner = manners.take(books, to)
    if manner.drops == "before":
        return JSONResponse({}, 502)
    if manner.status >= 500:
        return JSONResponse({}, manner.status)
    if code := _why_not(books, to, body) or manner.code:
        return refused(code, 429 if code == 20429 else 400, manner.retry_after)
    message = _enter(books, request.path_params["sid"], form)
    told = BackgroundTask(report_all, books, message, manner.statuses)
    if manner.drops == "after":
        return JSONResponse({}, 502, background=told)
    return JSONResponse(_shown(message), 201, background=told)


async def listed(request: Request) -> Response:
    """GET .../Messages.json?To=..., newest first."""
    if not is_known(request):
        return refused(20003, 401)
    books: Books = request.app.state.books
    to = request.query_params.get("To")
    found = [one for one in books.newest_first(KIND) if to is None or one["to"] == to]
    return JSONResponse({"messages": [_shown(one) for one in found[:50]]})


def _why_not(books: Books, to: str, body: str) -> int:
    if not body:
        return 21602
    if not to.startswith("+") or not to[1:].isdigit():
        return 21211
    return STOPPED if books.find("sms_stop", to) else 0


def _enter(books: Books, account: str, form: dict[str, str]) -> Obj:
    with books.transaction():
        return books.put(
            {
                "id": f"SM{secrets.token_hex(16)}",
                "_kind": KIND,
                "_callback": form.get("StatusCallback", ""),
                "account_sid": account,
                "to": form["To"],
                "from": form.get("From") or form.get("MessagingServiceSid", ""),
                "body": form["Body"],
                "status": "queued",
                "direction": "outbound-api",
                "date_created": format_datetime(clock.now()),
                "error_code": None,
            }
        )


async def report_all(books: Books, message: Obj, statuses: Iterable[str]) -> None:
    for status in statuses:
        await asyncio.sleep(0.02)
        with books.transaction():
            if books.find(KIND, message["id"]) is None:
                return  # forgotten meanwhile
            message = books.put({**message, "status": status})
        if message["_callback"]:
            await _report(message, status)


async def _report(message: Obj, status: str) -> None:
    fields = {
        "AccountSid": message["account_sid"],
        "From": message["from"],
        "MessageSid": message["id"],
        "MessageStatus": status,
        "SmsSid": message["id"],
        "SmsStatus": status,
        "To": message["to"],
    }
    if status in ("undelivered", "failed"):
        fields["ErrorCode"] = "30003"
    await post(message["_callback"], fields)


async def answered(books: Books, number: str, text: str) -> None:
    """The owner of a number writes back. STOP is kept here too, as Twilio does."""
    word = text.strip().upper()
    with books.transaction():
        if word == "STOP":
            books.put({"id": number, "_kind": "sms_stop"})
        elif word == "START":
            books.connection.execute(
                "delete from objects where id = ? and kind = 'sms_stop'", [number]
            )
    fields = {"From": number, "To": "+15005550006", "Body": text}
    fields["MessageSid"] = f"SM{secrets.token_hex(16)}"
    if word in ("STOP", "START", "HELP"):
        fields["OptOutType"] = word
    await post(f"{settings().public_url.rstrip('/')}/api/sms/twilio/inbound", fields)


async def post(url: str, fields: dict[str, str]) -> str:
    """As Twilio does, signed; what was answered."""
    signed = url + "".join(name + value for name, value in sorted(fields.items()))
    digest = hmac.new(TOKEN.encode(), signed.encode(), sha1).digest()
    headers = {
        "X-Twilio-Signature": b64encode(digest).decode(),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        async with httpx.AsyncClient(timeout=5) as http:
            answer = await http.post(url, content=urlencode(fields), headers=headers)
        if not answer.is_success:
            log.info("text.report_refused", status=answer.status_code)
        return answer.text
    except httpx.HTTPError as gone:
        log.info("text.not_reported", reason=type(gone).__name__)
        return ""


def is_known(request: Request) -> bool:
    """Basic: the account and its token."""
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    try:
        account, _, token = b64decode(said).decode().partition(":")
    except (NotBase64, UnicodeDecodeError):
        return False
    is_it = account == request.path_params["sid"] and hmac.compare_digest(token, TOKEN)
    return scheme.lower() == "basic" and is_it


async def form_of(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _shown(message: Obj) -> Obj:
    ours = {name: value for name, value in message.items() if not name.startswith("_")}
    return {**ours, "sid": ours.pop("id")}


def refused(code: int, status: int, retry_after: str = "") -> JSONResponse:
    said = {"code": code, "message": SAYS.get(code, "Refused"), "status": status}
    headers = {"Retry-After": retry_after} if retry_after else {}
    return JSONResponse(said, status, headers=headers)


MESSAGES = "/twilio/2010-04-01/Accounts/{sid}/Messages.json"
ROUTES = [
    Route(MESSAGES, create, methods=["POST"]),
    Route(MESSAGES, listed, methods=["GET"]),
]
