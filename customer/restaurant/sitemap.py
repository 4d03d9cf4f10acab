"""Where all public pages are, for crawlers: an index, and parts small enough to be read at once."""

from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.db import in_transaction
from foodapp.kit.settings import settings
from foodapp.views.customer import restaurant_schema

OPENING = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def xml(text: str) -> Response:
    return Response(OPENING + text, media_type="application/xml")


@acts_as("public")
async def index(request: Request) -> Response:
    parts = await in_transaction(restaurant_schema.sitemap_parts)
    site = escape(settings().public_url)
    rows = (f"<sitemap><loc>{site}/sitemap-{part}.xml</loc></sitemap>" for part in range(parts))
    return xml(f"<sitemapindex {SPACE}>{''.join(rows)}</sitemapindex>")


@acts_as("public")
async def part(request: Request) -> Response:
    number = request.path_params["number"]
    slugs = await in_transaction(restaurant_schema.sitemap_part, number)
    site = settings().public_url
    pages = [f"{site}/r/{slug}" for slug in slugs]
    if number == 0:
        pages.insert(0, f"{site}/")
    if not pages:
        return Response("There is no such part.", status_code=404, media_type="text/plain")
    rows = (f"<url><loc>{escape(page)}</loc></url>" for page in pages)
    return xml(f"<urlset {SPACE}>{''.join(rows)}</urlset>")


ROUTES = [Route("/sitemap.xml", index), Route("/sitemap-{number:int}.xml", part)]
