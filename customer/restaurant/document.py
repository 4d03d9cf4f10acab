"""What a crawler, and a slow phone, reads at /r/<slug> before any script runs; and what robots may
read."""

import asyncio
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from customer.restaurant import sitemap
from foodapp.api.declared import acts_as
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.errors import NotFound
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.menu.reading import version_key as menu_version
from foodapp.restaurants.freshness import version_key
from foodapp.ui import kept_pages
from foodapp.ui.kept_pages import KeptPage
from foodapp.ui.pictures import picture_url
from foodapp.ui.ssr import Head, digest, fill, template
from foodapp.views.customer import restaurant_schema
from foodapp.views.customer.restaurant import (
    ItemRow,
    Profile,
    RestaurantPage,
    Section,
    facts_of,
    find,
    page_for_all,
)

TEMPLATE = "r/__template__"
PRIVATE = (
    *("/api/", "/basket", "/checkout", "/orders", "/account"),
    *("/admin", "/restaurant", "/rider"),
)


@acts_as("public")
async def document(request: Request) -> Response:
    slug = request.path_params["slug"]
    try:
        page = await asyncio.to_thread(_found_or_made, slug)
    except NotFound:
        return HTMLResponse(fill(template(TEMPLATE), _head_of_nothing(slug), NOTHING), 404)
    return kept_pages.answer(request, page)


def _found_or_made(slug: str) -> KeptPage:
    """Kept under the digest of the built template: a new build knows none of the old pages."""
    built = template(TEMPLATE)
    name = f"page:{digest(built)}:/r/{slug}"
    return kept_pages.find(name) or _made(name, slug, built)


def _made(name: str, slug: str, built: str) -> KeptPage:
    with transaction() as session:
        row = find(session, slug)
        before = kept_pages.versions((*map(version_key, (row.id, None)), menu_version(row.id)))
        session.expire(row)  # read anew, now that the versions are known
        facts = facts_of(session, slug)
        page = page_for_all(session, facts)
        schema = restaurant_schema.schema_of(facts, settings().public_url)
    made = KeptPage.of(fill(built, head(page, schema), body(page)))
    if before is not None:
        kept_pages.keep(name, made, before, facts.seconds_unchanged(clock.now()))
    return made


@acts_as("public")
async def robots(request: Request) -> Response:
    closed = "".join(f"Disallow: {path}\n" for path in PRIVATE)
    text = f"User-agent: *\n{closed}Sitemap: {settings().public_url}/sitemap.xml\n"
    return Response(text, media_type="text/plain")


def head(page: RestaurantPage, facts: dict[str, Any]) -> Head:
    one, site = page.profile, settings().public_url
    picture = picture_url(one.picture, one.emoji, "l")
    dishes = [item.name for section in page.sections for item in section.dishes][:3]
    title = t(
        "{restaurant} - {cuisines} delivered | {brand}",
        restaurant=one.name,
        cuisines=one.cuisines,
        brand=settings().brand_name,
    )
    return Head(
        title=say(title),
        description=one.description or say(_invitation(one, dishes)),
        canonical=f"{site}/r/{one.slug}",
        image=f"{site}{picture or '/icon-512.png'}",
        kind="restaurant.restaurant",
        json_ld=facts,
    )


def _invitation(one: Profile, dishes: list[str]) -> Words:
    said = t("Order {restaurant}: {dishes} and more.")
    if one.cuisines:
        said = t("Order {cuisines} from {restaurant}: {dishes} and more.", cuisines=one.cuisines)
    return said.with_({"restaurant": one.name, "dishes": ", ".join(dishes)})


def body(page: RestaurantPage) -> str:
    """The same look as the live page, which takes its place within a second."""
    return f"{_profile(page.profile)}{''.join(_section(one) for one in page.sections)}"


def _profile(one: Profile) -> str:
    lines = [
        f"★ {one.rating} ({one.rating_count})" if one.rating else "",
        one.why_not or one.opening,
        one.offer,
        say(t("{minutes} min", minutes=one.minutes)),
        say(t("{amount} minimum", amount=one.minimum)) if one.minimum else "",
    ]
    facts = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    hours = "".join(f"<li>{escape(day.day)}: {escape(day.hours)}</li>" for day in one.week)
    picture = picture_url(one.picture, one.emoji)
    kind = "photo" if one.picture else "drawing"
    shown = f'<img src="{escape(picture)}" alt="" width="720" height="224"/>' if picture else ""
    return (
        f'<span class="dish-picture w-full h-40 sm:h-56 rounded-card" data-kind="{kind}">'
        f"{shown}</span>"
        f'<h1 class="pt-4 text-2xl font-bold tracking-tight">{escape(one.name)}</h1>'
        f'<p class="text-muted">{escape(one.cuisines)}</p>'
        f'<p class="pt-1">{escape(one.description)}</p>'
        '<ul class="flex flex-wrap items-center gap-x-4 gap-y-1.5 pt-3 text-sm text-muted tnum">'
        f"{facts}</ul>"
        f'<p class="sr-only">{escape(one.address)}</p><ul class="sr-only">{hours}</ul>'
    )


def _section(one: Section) -> str:
    items = "".join(_item(item) for item in one.dishes)
    return (
        f'<section class="pt-8"><h2 class="pb-2 text-lg font-semibold">{escape(one.name)}</h2>'
        f'<ul class="grid gap-3 xl:grid-cols-2">{items}</ul></section>'
    )


def _item(item: ItemRow) -> str:
    note = f" - {escape(item.note)}" if item.note else ""
    return (
        '<li class="rounded-card border border-line bg-raised p-3 shadow-card">'
        f'<span class="block font-semibold">{escape(item.name)}</span>'
        f'<span class="line-clamp-2 text-sm text-muted">{escape(item.description)}</span>'
        f'<span class="font-semibold tnum">{escape(item.price)}</span>{note}</li>'
    )


def _head_of_nothing(slug: str) -> Head:
    return Head(
        title=say(t("Not found | {brand}", brand=settings().brand_name)),
        description="There is no such restaurant here.",
        canonical=f"{settings().public_url}/",
    )


NOTHING = (
    '<h1 class="pt-10 text-center text-2xl font-bold">We could not find that restaurant</h1>'
    '<p class="py-3 text-center"><a class="text-accent-ink" href="/">See who is open</a></p>'
)

ROUTES = [
    Route("/r/{slug}", document),
    *sitemap.ROUTES,
    Route("/robots.txt", robots),
]
