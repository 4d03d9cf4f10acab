"""Where all public pages are, for crawlers: an index, and parts small enough to be read at once;
and what they may read."""

from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.db import in_reading
from foodapp.kit.settings import settings
from foodapp.views.customer import sitemap

OPENING = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
AN_HOUR = {"Cache-Control": "public, max-age=3600"}
PRIVATE = (
    *("/api/", "/basket", "/checkout", "/orders", "/account"),
    *("/admin", "/restaurant", "/rider"),
)


def xml(text: str) -> Response:
    return Response(OPENING + text, media_type="application/xml", headers=AN_HOUR)


@acts_as("public")
async def index(request: Request) -> Response:
    parts = await in_reading(sitemap.parts)
    site = escape(settings().public_url)
    rows = (f"<sitemap><loc>{site}/sitemap-{part}.xml</loc></sitemap>" for part in range(parts))
    return xml(f"<sitemapindex {SPACE}>{''.join(rows)}</sitemapindex>")


@acts_as("public")
async def part(request: Request) -> Response:
    paths = await in_reading(sitemap.part, request.path_params["number"])
    if not paths:
        return Response("There is no such part.", status_code=404, media_type="text/plain")
    site = escape(settings().public_url)
    rows = (f"<url><loc>{site}{escape(path)}</loc></url>" for path in paths)
    return xml(f"<urlset {SPACE}>{''.join(rows)}</urlset>")


@acts_as("public")
async def robots(request: Request) -> Response:
    closed = "".join(f"Disallow: {path}\n" for path in PRIVATE)
    text = f"User-agent: *\n{closed}Sitemap: {settings().public_url}/sitemap.xml\n"
    return Response(text, media_type="text/plain")


ROUTES = [
    Route("/sitemap.xml", index),
    Route("/sitemap-{number:int}.xml", part),
    Route("/robots.txt", robots),
]
