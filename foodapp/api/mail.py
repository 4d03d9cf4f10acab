"""What comes from an e-mail: one click that ends the news, a page of choices, and mail that came
back. Each link is signed, so nobody has to sign in; to look at a page changes nothing."""

from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts.models import User
from foodapp.api.declared import acts_as
from foodapp.api.plain_pages import page
from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say
from foodapp.notifications import bouncing, preferences
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.kind import ChannelName, Kind
from foodapp.notifications.letters import signed
from foodapp.notifications.models import MailState

LARGEST_FORM = 20_000
MAIL = ChannelName.MAIL


@acts_as("signature")
async def unsubscribe(request: Request) -> Response:
    """GET: a button. POST: done, without cookies or another step (RFC 8058)."""
    user_id = signed.whose_choices(request.query_params.get("of", ""))
    if user_id is None:
        return _no_link()
    if request.method != "POST":
        return page("unsubscribe", title="No more of these e-mails?")
    await db.in_transaction(_stop, user_id)
    text = "You get no more news by e-mail. What is about your orders and your account still comes."
    return page("sentence", title="Done", text=text)


def _stop(session: Session, user_id: UUID) -> None:
    if session.get(User, user_id) is not None:
        preferences.stop_news(session, user_id, kinds=CATALOGUE.values())


@acts_as("signature")
async def choices(request: Request) -> Response:
    """GET: what comes by e-mail. POST: from now on, what is ticked."""
    user_id = signed.whose_choices(request.query_params.get("of", ""))
    if user_id is None:
        return _no_link()
    whose = request.query_params.get("as", "customer")
    if request.method == "POST":
        await db.in_transaction(_save, user_id, whose, await _ticked(request))
    shown = await db.in_reading(_choices, user_id, whose)
    if shown is None:
        return _no_link()
    title = "What you hear of by e-mail"
    return page("choices", title=title, is_saved=request.method == "POST", **shown)


def _choices(session: ReadSession, user_id: UUID, whose: str) -> dict[str, Any] | None:
    user = session.get(User, user_id)
    if user is None:
        return None
    wishes = preferences.of(session, user_id)
    state = session.get(MailState, user.email)
    return {
        "address": user.email,
        "bounces": state.last_why if state and state.dropped_at else "",
        "kinds": [
            {"name": one.name, "words": say(one.when), "is_on": wishes.wants(one, MAIL)}
            for one in _chosen(whose)
        ],
    }


def _save(session: Session, user_id: UUID, whose: str, ticked: set[str]) -> None:
    if session.get(User, user_id) is None:
        return
    for one in _chosen(whose):
        preferences.choose_for(session, user_id, one.name, channel=MAIL, is_on=one.name in ticked)
    if "again" in ticked:
        bouncing.try_again_for(session, user_id)


def _chosen(whose: str) -> list[Kind]:
    return [
        one
        for one in CATALOGUE.values()
        if one.audience == whose and MAIL in one.channels and not one.is_essential
    ]


async def _ticked(request: Request) -> set[str]:
    body = await _body(request, LARGEST_FORM)
    return {name for name, _ in parse_qsl((body or b"").decode("utf-8", "replace"))}


@acts_as("signature")
async def bounce(request: Request) -> Response:
    """A mail that came back, as it is (RFC 3464); the address that it was sent to proves whose it
    was. 413: too large."""
    raw = await _body(request, bouncing.LARGEST_BYTES)
    if raw is None:
        return JSONResponse({"error": "too large"}, 413)
    return JSONResponse({"taken": await db.in_transaction(bouncing.taken, raw)})


async def _body(request: Request, most: int) -> bytes | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            return None
    return body


def _no_link() -> Response:
    text = "Please use the link of a newer e-mail, or sign in and look under your account."
    return page("sentence", status=404, title="This link does not work", text=text)


ROUTES = [
    Route("/mail/unsubscribe", unsubscribe, methods=["GET", "POST"]),
    Route("/mail/choices", choices, methods=["GET", "POST"]),
    Route("/api/mail/bounces", bounce, methods=["POST"]),
]
