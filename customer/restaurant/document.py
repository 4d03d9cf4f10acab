"""What a crawler, and a slow phone, reads at /r/<slug> before any script runs; and what robots may
read."""

import asyncio
from functools import cache
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from customer.restaurant import sitemap
from customer.restaurant.link import ROUTES as LINK_ROUTES
from customer.restaurant.link import link_of
from customer.restaurant.look import DISH, HERO, MENU, PICTURE, WORDS, WORDS_ALONE
from foodapp.api.declared import acts_as
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.errors import NotFound
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.menu.reading import version_key as menu_version
from foodapp.pictures import switch
from foodapp.pictures.manifest import FILE
from foodapp.restaurants.freshness import version_key
from foodapp.ui import kept_pages
from foodapp.ui.kept_pages import KeptPage
from foodapp.ui.picture_html import picture_html
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
SEEN = 2  # dishes that a phone shows before it is scrolled
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
    """Kept under the digest of the built template: a new build knows none of the old pages. Nor
    does another set of pictures, or none."""
    built = template(TEMPLATE)
    name = f"page:{digest(built)}:{_pictures()}:/r/{slug}"
    return kept_pages.find(name) or _made(name, slug, built)


def _pictures() -> str:
    with transaction() as session:
        return _the_set() if switch.is_on(session) else "none"


@cache
def _the_set() -> str:
    return digest(FILE.read_text()) if FILE.exists() else "none"


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
        image=f"{site}{link_of(one).address}",
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
    menu = "".join(_section(one, is_first=not nth) for nth, one in enumerate(page.sections))
    return f"{_profile(page.profile)}{menu}"


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
    picture = picture_html(
        one.shown, "hero", name=one.name, on_phones=one.on_phones, eager=True, class_name=HERO
    )
    return (
        f"{picture}"
        f'<h1 class="pt-4 text-2xl font-bold tracking-tight">{escape(one.name)}</h1>'
        f'<p class="text-muted">{escape(one.cuisines)}</p>'
        f'<p class="pt-1">{escape(one.description)}</p>'
        '<ul class="flex flex-wrap items-center gap-x-4 gap-y-1.5 pt-3 text-sm text-muted tnum">'
        f"{facts}</ul>"
        f'<p class="sr-only">{escape(one.address)}</p><ul class="sr-only">{hours}</ul>'
    )


def _section(one: Section, *, is_first: bool) -> str:
    items = "".join(
        _item(item, one.is_pictured, is_seen=is_first and nth < SEEN)
        for nth, item in enumerate(one.dishes)
    )
    return (
        f'<section class="pt-8"><h2 class="pb-2 text-lg font-semibold">{escape(one.name)}</h2>'
        f'<ul class="{MENU}">{items}</ul></section>'
    )


def _item(item: ItemRow, is_pictured: bool, *, is_seen: bool) -> str:
    """is_seen: without scrolling. Of the others there is the ground alone: the live page, which
    knows what is near, will load them."""
    note = f" - {escape(item.note)}" if item.note else ""
    words = WORDS if is_pictured else WORDS_ALONE
    picture = picture_html(item.shown, "menu", name=item.name, loads=is_seen, class_name=PICTURE)
    return (
        f'<li class="flex min-w-0"><div class="{DISH}"><span class="{words}">'
        f'<span class="block font-semibold">{escape(item.name)}</span>'
        f'<span class="line-clamp-2 text-sm text-muted">{escape(item.description)}</span>'
        f'<span class="font-semibold tnum">{escape(item.price)}</span>{note}</span>'
        f"{picture if is_pictured else ''}</div></li>"
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
    *LINK_ROUTES,
    Route("/robots.txt", robots),
]
