"""The picture that other sites show for a restaurant's address."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.db import transaction
from foodapp.ui.link_picture import Link, picture_of
from foodapp.views.customer.restaurant import Profile, link_facts

A_DAY = "public, max-age=86400"


def link_of(one: Profile) -> Link:
    return Link(one.slug, one.name, one.cuisines, one.shown)


@acts_as("public")
async def show(request: Request) -> Response:
    """An address with an old digest shows the restaurant as it is now: others keep it for long."""
    drawn = await asyncio.to_thread(_drawn, request.path_params["slug"])
    return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": A_DAY})


def _drawn(slug: str) -> bytes:
    with transaction() as session:
        link = Link(*link_facts(session, slug))
    return picture_of(link)


ROUTES = [Route("/r/{slug}/link-{digest:str}.jpg", show)]
