"""The pictures of food that come with the platform, as they lie in assets/pictures."""

import asyncio
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit import db
from foodapp.kit.errors import NotFound
from foodapp.pictures import showing

FOLDER = Path(__file__).parents[2] / "assets" / "pictures"
KINDS = ("dish", "table", "table-phone", "chip", "scene", "link")
SCENE_PX = 640
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}\.[0-9a-f]{8}\.\d{2,4}\.(avif|webp|jpg)")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


@acts_as("public")
async def show(request: Request) -> Response:
    """A picture never changes under its name: a changed one has another version in it."""
    kind, name = request.path_params["kind"], request.path_params["name"]
    match = NAME.fullmatch(name) if kind in KINDS else None
    path = FOLDER / kind / name
    if match is None:
        raise NotFound("picture")
    if path.is_file():
        return FileResponse(path, media_type=TYPES[match[1]])
    if match[1] != "jpg" or not path.with_suffix(".webp").is_file():
        raise NotFound("picture")
    for_mail = await asyncio.to_thread(_as_jpeg, path.with_suffix(".webp"))
    return Response(for_mail, media_type=TYPES["jpg"])


@lru_cache(maxsize=200)
def _as_jpeg(path: Path) -> bytes:
    """Not every mail program reads anything newer."""
    out = BytesIO()
    with Image.open(path) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()


@acts_as("public")
async def scene(request: Request) -> Response:
    """Where the still life of that name is, as the browser can read it: pages that are empty know
    no versions. Where there is none, or they are switched off, an empty answer: nothing is wrong
    then, and the page has a sign to show instead."""
    shown = await db.in_transaction(showing.scene, request.path_params["key"])
    form = "avif" if "image/avif" in request.headers.get("accept", "") else "webp"
    address = showing.address(shown, SCENE_PX, form)
    headers = {"Cache-Control": "public, max-age=300", "Vary": "Accept"}
    return RedirectResponse(address, 302, headers) if address else Response(None, 204, headers)


ROUTES = [
    Route("/assets/pictures/{kind}/{name}", show),
    Route("/scenes/{key}", scene),
]
