"""The storefront's pages as the server answers them: who says nothing of themselves gets the page
that is kept for all, and whoever is known their own."""

from collections.abc import Iterable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from customer import addresses, link, sitemap
from customer.cuisine import document as cuisine_document
from customer.home import document as home_document
from customer.missing import CUISINE, RESTAURANT, TOWN, gone, missing
from customer.restaurant import document as restaurant_document
from customer.restaurant.link import ROUTES as RESTAURANT_LINKS
from customer.search import document as search_document
from foodapp.accounts.actors import Visitor
from foodapp.api.declared import acts_as
from foodapp.kit.db import ReadSession, in_reading
from foodapp.kit.errors import NotFound
from foodapp.menu.reading import version_key as menu_version
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.freshness import ALL, LISTS, version_key
from foodapp.restaurants.moving import Moved, whereabouts
from foodapp.ui.served import Make, Page, alone, served
from foodapp.ui.ssr import Document
from foodapp.views.customer.restaurant import find
from foodapp.views.customer.site_schema import restaurant_path


@acts_as("public")
async def home(request: Request) -> Response:
    return await served(request, _listing(addresses.HOME, "", home_document.document))


@acts_as("public")
async def town(request: Request) -> Response:
    slug = request.path_params["slug"]
    make = partial(home_document.document, town=slug)
    try:
        return await served(request, _listing(addresses.town(slug), "town/__template__", make))
    except NotFound:
        return await missing(request, TOWN)


@acts_as("public")
async def cuisine(request: Request) -> Response:
    key, wanted = request.path_params["key"], request.query_params.get("town", "")[:80]
    if key not in CUISINES:
        return await missing(request, CUISINE)

    def make(session: ReadSession, visitor: Visitor) -> Document:
        return cuisine_document.document(session, visitor, key, town=wanted)

    path = f"{addresses.cuisine(key)}?town={wanted}"
    try:
        return await served(request, _listing(path, "cuisine/__template__", make))
    except NotFound:
        return await missing(request, CUISINE)


@acts_as("public")
async def search(request: Request) -> Response:
    """Not kept: there are as many as there are words."""
    query = dict(request.query_params)

    def make(session: ReadSession, visitor: Visitor) -> Document:
        try:
            return search_document.document(session, visitor, query)
        except NotFound:  # a town that we do not know any more: in theirs, then
            return search_document.document(session, visitor, query | {"town": ""})

    return await alone(request, make)


@acts_as("public")
async def restaurant(request: Request) -> Response:
    slug = request.path_params["slug"]

    def make(session: ReadSession, visitor: Visitor) -> Document:
        return restaurant_document.document(session, visitor, slug)

    page = Page(
        addresses.restaurant(slug),
        restaurant_document.TEMPLATE,
        make,
        partial(_of_restaurant, slug),
    )
    try:
        return await served(request, page)
    except NotFound:
        return await _elsewhere(request, slug)


async def _elsewhere(request: Request, slug: str) -> Response:
    """It has another address now, or is gone for good, or never was."""
    where = await in_reading(whereabouts, slug)
    if isinstance(where, Moved):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(restaurant_path(where.slug) + query, status_code=301)
    return await (gone if where else missing)(request, RESTAURANT)


def _listing(path: str, template: str, make: Make) -> Page:
    return Page(path, template, make, _of_lists)


def _of_lists(session: ReadSession) -> Iterable[str]:
    return (LISTS, ALL)


def _of_restaurant(slug: str, session: ReadSession) -> Iterable[str]:
    row = find(session, slug)
    return (version_key(row.id), version_key(None), menu_version(row.id))


ROUTES = [
    Route(addresses.HOME, home),
    Route(addresses.SEARCH, search),
    Route(addresses.cuisine("{key}"), cuisine),
    Route(addresses.town("{slug}"), town),
    Route(addresses.restaurant("{slug}"), restaurant),
    *RESTAURANT_LINKS,
    *link.ROUTES,
    *sitemap.ROUTES,
]
