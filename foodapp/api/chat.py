"""Photos of chats, sent and shown, for each side under its own sign-in.

POST /api/chat/<side>/photo?kind=&order=&client=   body: the file. Of support: ?thread=&client=
GET  /api/chat/<side>/photo/<number>?kind=&order=&size=
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin, photos
from foodapp.api.declared import acts_as
from foodapp.chat import photos as of_chats
from foodapp.chat import scoped, writing
from foodapp.chat.models import ChatLine, Kind
from foodapp.chat.scoped import Place
from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import Unusable

SignIn = Callable[[ReadSession, Cookies], Any]


def _routes(side: str, sign_in: SignIn) -> list[Route]:
    """Of one of the three sides that are people."""

    @acts_as(sign_in.__name__)
    async def send(request: Request) -> Response:
        origin.check(request)
        place, client_id = _place(request), photos.id_in(request, "client")
        cookies = _cookies(request)
        await db.in_reading(
            lambda session: of_chats.may_send(session, sign_in(session, cookies), place)
        )

        def keep(session: Session, key: str) -> ChatLine:
            who = sign_in(session, cookies)
            return writing.write(session, who, place, client_id=client_id, text="", photo=key)

        return await _send(request, keep)

    @acts_as(sign_in.__name__)
    async def show(request: Request) -> Response:
        place, number, cookies = _place(request), request.path_params["number"], _cookies(request)
        key = await db.in_reading(
            lambda session: of_chats.key_for(session, sign_in(session, cookies), place, number)
        )
        return photos.shown(key, request.query_params.get("size", "m"))

    return [
        Route(f"/api/chat/{side}/photo", send, methods=["POST"]),
        Route(f"/api/chat/{side}/photo/{{number:int}}", show),
    ]


@acts_as("admin")
async def send_as_support(request: Request) -> Response:
    origin.check(request)
    thread_id, client_id = photos.id_in(request, "thread"), photos.id_in(request, "client")
    cookies = _cookies(request)
    await db.in_reading(
        lambda session: scoped.for_support(session, sessions.admin(session, cookies), thread_id)
    )

    def keep(session: Session, key: str) -> ChatLine:
        admin = sessions.admin(session, cookies)
        return writing.answer(session, admin, thread_id, client_id=client_id, text="", photo=key)

    return await _send(request, keep)


@acts_as("admin")
async def show_to_support(request: Request) -> Response:
    thread_id, number = photos.id_in(request, "thread"), request.path_params["number"]
    cookies = _cookies(request)

    def key_of(session: ReadSession) -> str:
        admin = sessions.admin(session, cookies)
        return of_chats.key_for_support(session, admin, thread_id, number)

    return photos.shown(await db.in_reading(key_of), request.query_params.get("size", "m"))


async def _send(request: Request, keep: Callable[[Session, str], ChatLine]) -> Response:
    """A photo that was sent before, under the same name, is the one that was stored then."""
    async with photos.stored(request, private=True) as key:
        line = await db.in_transaction(keep, key)
    if line.photo != key:
        await photos.forget(key, private=True)
    return JSONResponse({"number": line.number}, status_code=201)


def _place(request: Request) -> Place:
    try:
        kind = Kind(request.query_params.get("kind", ""))
    except ValueError as error:
        raise Unusable from error
    order: UUID | None = (
        photos.id_in(request, "order") if request.query_params.get("order") else None
    )
    return Place(kind, order)


def _cookies(request: Request) -> Cookies:
    return cookies_of(request.headers.get("cookie", ""))


ROUTES = [
    *_routes("customer", sessions.customer),
    *_routes("rider", sessions.rider),
    *_routes("restaurant", sessions.restaurant_staff),
    Route("/api/chat/support/photo", send_as_support, methods=["POST"]),
    Route("/api/chat/support/photo/{number:int}", show_to_support),
]
