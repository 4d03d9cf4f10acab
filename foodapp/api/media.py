"""Photos: the restaurant's upload, and the files themselves."""

from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin
from foodapp.api import photos as sent
from foodapp.api.declared import acts_as
from foodapp.kit import db, media
from foodapp.kit.errors import NotFound, Unusable
from foodapp.menu import photos

A_YEAR = "public, max-age=31536000, immutable"


@acts_as("public")
async def show(request: Request) -> Response:
    """A photo never changes under its address."""
    found = media.find(request.path_params["name"])
    if found is None:
        raise NotFound("photo")
    return FileResponse(found, media_type="image/webp", headers={"Cache-Control": A_YEAR})


@acts_as("restaurant_staff")
async def upload(request: Request) -> Response:
    """Body: the file itself. ?item=<id> for a dish, none for the restaurant's own picture.
    Answers {"key", "url"}."""
    origin.check(request)
    item_id = _item_of(request)
    cookies = cookies_of(request.headers.get("cookie", ""))

    def may(session: Session) -> None:
        photos.may_upload(session, sessions.restaurant_staff(session, cookies))

    await db.in_transaction(may)

    def keep(session: Session, key: str) -> None:
        staff = sessions.restaurant_staff(session, cookies)
        if item_id is None:
            photos.set_of_restaurant(session, staff, key=key)
        else:
            photos.set_of_item(session, staff, item_id, key=key)

    async with sent.stored(request) as key:
        await db.in_transaction(keep, key)
    return JSONResponse({"key": key, "url": media.url(key)}, status_code=201)


def _item_of(request: Request) -> UUID | None:
    text = request.query_params.get("item", "")
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise Unusable from error


ROUTES = [
    Route("/media/{name}", show),
    Route("/api/restaurant/photo", upload, methods=["POST"]),
]
