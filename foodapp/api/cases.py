"""Photos of complaints.

POST /api/orders/<order>/problem-photo?client=   body: the file; client: the device's name for it
GET  /api/cases/<case>/photo?size=               for whoever sent it
GET  /api/support/cases/<case>/photo?size=       for support
"""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin, photos
from foodapp.api.declared import acts_as
from foodapp.cases import photos as of_cases
from foodapp.kit import db


@acts_as("customer")
async def send(request: Request) -> Response:
    """A photo that was sent before, under the same name, is the one that was stored then."""
    origin.check(request)
    order_id, photo_id = request.path_params["order"], photos.id_in(request, "client")
    cookies = _cookies(request)
    await db.in_reading(
        lambda session: of_cases.may_send(session, sessions.customer(session, cookies), order_id)
    )

    def keep(session: Session, key: str) -> str:
        who = sessions.customer(session, cookies)
        return of_cases.keep(session, who, order_id, photo_id=photo_id, key=key)

    async with photos.stored(request, private=True) as key:
        kept = await db.in_transaction(keep, key)
    if kept != key:
        await photos.forget(key, private=True)
    return JSONResponse({"id": str(photo_id)}, status_code=201)


@acts_as("customer")
async def show(request: Request) -> Response:
    case_id, cookies = request.path_params["case"], _cookies(request)
    key = await db.in_reading(
        lambda session: of_cases.key_for(session, sessions.customer(session, cookies), case_id)
    )
    return photos.shown(key, request.query_params.get("size", "m"))


@acts_as("admin")
async def show_to_support(request: Request) -> Response:
    case_id, cookies = request.path_params["case"], _cookies(request)
    key = await db.in_reading(
        lambda session: of_cases.key_for_support(session, sessions.admin(session, cookies), case_id)
    )
    return photos.shown(key, request.query_params.get("size", "m"))


def _cookies(request: Request) -> Cookies:
    return cookies_of(request.headers.get("cookie", ""))


ROUTES = [
    Route("/api/orders/{order:uuid}/problem-photo", send, methods=["POST"]),
    Route("/api/cases/{case:uuid}/photo", show),
    Route("/api/support/cases/{case:uuid}/photo", show_to_support),
]
