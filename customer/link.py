"""The pictures that other sites show for the front page, a town's and a cuisine's."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.discovery import towns
from foodapp.kit.db import ReadSession, reading
from foodapp.kit.errors import NotFound
from foodapp.kit.words import say, t
from foodapp.pictures import showing
from foodapp.restaurants.cuisines import CUISINES
from foodapp.ui.link_picture import Link, picture_of

A_DAY = "public, max-age=86400"
SPREAD = ("pizza", "italian")  # whose table stands for all food


def of_home(session: ReadSession) -> Link:
    return Link("", say(t("Order food from your town")), "", _table(session), page="/")


def of_town(session: ReadSession, slug: str) -> Link:
    return named_town(session, slug, towns.called(towns.of(session), slug).name)


def named_town(session: ReadSession, slug: str, name: str) -> Link:
    said = t("Food delivery in {town}", town=name) if name else t("Order food from your town")
    return Link(slug, say(said), "", _table(session), page="/town/")


def of_cuisine(session: ReadSession, key: str) -> Link:
    if key not in CUISINES:
        raise NotFound("cuisine")
    shown = showing.table(session, [key])
    return Link(key, CUISINES[key].name, "", shown, page="/cuisine/")


def _table(session: ReadSession) -> showing.Shown:
    return showing.table(session, SPREAD)


@acts_as("public")
async def home(request: Request) -> Response:
    return await _answer(of_home)


@acts_as("public")
async def town(request: Request) -> Response:
    return await _answer(lambda session: of_town(session, request.path_params["slug"]))


@acts_as("public")
async def cuisine(request: Request) -> Response:
    return await _answer(lambda session: of_cuisine(session, request.path_params["key"]))


async def _answer(link_of: Callable[[ReadSession], Link]) -> Response:
    """An address with an old digest shows it as it is now: others keep it for long."""
    drawn = await asyncio.to_thread(_drawn, link_of)
    return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": A_DAY})


def _drawn(link_of: Callable[[ReadSession], Link]) -> bytes:
    with reading() as session:
        link = link_of(session)
    return picture_of(link)


ROUTES = [
    Route("/link-{digest:str}.jpg", home),
    Route("/town/{slug}/link-{digest:str}.jpg", town),
    Route("/cuisine/{key}/link-{digest:str}.jpg", cuisine),
]
