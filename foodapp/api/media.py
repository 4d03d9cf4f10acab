"""Photos: the restaurant's upload, and the files themselves."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin
from foodapp.api import photos as sent
from foodapp.api.declared import acts_as
from foodapp.kit import db, imaging, media
from foodapp.kit.db import ReadSession, Session
from foodapp.kit.errors import NotFound, Unusable
from foodapp.kit.imaging import Retouch
from foodapp.kit.media import Stored
from foodapp.menu import photos

A_YEAR = "public, max-age=31536000, immutable"
MAX_WISH = 2_000  # bytes
Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Percent = Annotated[int, Field(ge=0, le=100)]


@acts_as("public")
async def show(request: Request) -> Response:
    """A photo never changes under its address."""
    found = media.find(request.path_params["name"])
    if found is None:
        raise NotFound("photo")
    kind = f"image/{found.suffix.removeprefix('.')}"
    return FileResponse(found, media_type=kind, headers={"Cache-Control": A_YEAR})


@acts_as("restaurant_staff")
async def upload(request: Request) -> Response:
    """Body: the file itself. ?item=<id> for a dish, ?as=logo for the restaurant's logo, neither for
    a photo of the restaurant. Answers {"id", "key", "url", "brightness"}; a logo has no id."""
    origin.check(request)
    item_id, is_logo = _item_of(request), request.query_params.get("as") == "logo"
    cookies = cookies_of(request.headers.get("cookie", ""))

    def may(session: Session) -> None:
        photos.may_upload(session, sessions.restaurant_staff(session, cookies))

    await db.in_transaction(may)

    def keep(session: Session, stored: Stored) -> str:
        staff = sessions.restaurant_staff(session, cookies)
        if is_logo:
            photos.set_logo(session, staff, key=stored.key)
            return ""
        return str(photos.add(session, staff, item_id=item_id, stored=stored).id)

    async with sent.stored_editable(request) as stored:
        photo_id = await db.in_transaction(keep, stored)
    return _answer(photo_id, stored, 201)


@acts_as("restaurant_staff")
async def source(request: Request) -> Response:
    """A photo as it came, to retouch it from."""
    photo_id = sent.id_in_path(request, "photo_id")
    cookies = cookies_of(request.headers.get("cookie", ""))

    def key(session: ReadSession) -> str:
        return photos.key_to_retouch(session, sessions.restaurant_staff(session, cookies), photo_id)

    found = media.find_source(await db.in_reading(key))
    if found is None:
        raise NotFound("photo")
    return FileResponse(found, media_type="image/webp", headers=sent.PRIVATE_ONCE)


class Wish(BaseModel):
    """How a photo is to be retouched: kit.imaging.Retouch, and where to look (percent)."""

    model_config = ConfigDict(extra="forbid")

    crop: tuple[Part, Part, Part, Part]
    turn: Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
    brightness: Annotated[float, Field(ge=imaging.DARKEST, le=imaging.BRIGHTEST)]
    focus: tuple[Percent, Percent]


@acts_as("restaurant_staff")
async def retouch(request: Request) -> Response:
    """Body: a Wish as JSON. The photo gets a new address; answers as `upload` does."""
    origin.check(request)
    photo_id = sent.id_in_path(request, "photo_id")
    try:
        wished = Wish.model_validate_json(await sent.body(request, MAX_WISH))
    except ValidationError as error:
        raise Unusable from error
    wish = Retouch(wished.crop, wished.turn, wished.brightness)
    cookies = cookies_of(request.headers.get("cookie", ""))

    def key(session: ReadSession) -> str:
        return photos.key_to_retouch(session, sessions.restaurant_staff(session, cookies), photo_id)

    before = await db.in_reading(key)

    def keep(session: Session, stored: Stored) -> None:
        staff = sessions.restaurant_staff(session, cookies)
        photos.replace(session, staff, photo_id, stored=stored, wish=wish, focus=wished.focus)

    async with sent.made(lambda: media.retouch(before, wish)) as stored:
        await db.in_transaction(keep, stored)
    return _answer(str(photo_id), stored, 200)


def _answer(photo_id: str, stored: Stored, status: int) -> Response:
    told = {
        "id": photo_id,
        "key": stored.key,
        "url": media.url(stored.key),
        "brightness": stored.brightness,
    }
    return JSONResponse(told, status_code=status)


def _item_of(request: Request) -> UUID | None:
    text = request.query_params.get("item", "")
    return sent.id_in(request, "item") if text else None


ROUTES = [
    Route("/media/{name}", show),
    Route("/api/restaurant/photo", upload, methods=["POST"]),
    Route("/api/restaurant/photo/{photo_id}", source),
    Route("/api/restaurant/photo/{photo_id}", retouch, methods=["PUT"]),
]
