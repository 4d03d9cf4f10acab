"""One app on the home screen for each kind of people: its name, its ways in, what it looks like."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.errors import NotFound
from foodapp.kit.personas import PERSONAS, Persona
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.ui import app_icons, theme

SCREENS = Path(__file__).parents[2] / "assets" / "screens"  # scripts/screens.py makes them
HOMES = {
    "all": "/",
    "customer": "/",
    "restaurant": "/restaurant",
    "rider": "/rider",
    "admin": "/admin",
}
NAMES = {
    "restaurant": t("{brand} Kitchen"),
    "rider": t("{brand} Rider"),
    "admin": t("{brand} Console"),
}


@dataclass(frozen=True)
class App:
    says: Words
    shortcuts: tuple[tuple[Words, str], ...]  # words, address
    more: tuple[tuple[str, Any], ...] = ()


# Text that is shared from a map or a chat opens the search for the address (customer.address).
SHARED = {
    "action": "/",
    "method": "GET",
    "enctype": "application/x-www-form-urlencoded",
    "params": {"title": "shared", "text": "address", "url": "link"},
}
APPS: dict[Persona, App] = {
    "customer": App(
        t("Food from the restaurants of your town, brought to your door."),
        (
            (t("Your orders"), "/orders"),
            (t("Basket"), "/basket"),
            (t("Search"), "/search"),
        ),
        (("share_target", SHARED), ("categories", ["food"])),
    ),
    "restaurant": App(
        t("Orders as they come, your menu and your hours."),
        (
            (t("Orders"), "/restaurant"),
            (t("Menu"), "/restaurant/menu"),
            (t("Hours"), "/restaurant/hours"),
        ),
        (("orientation", "any"), ("categories", ["business", "food"])),
    ),
    "rider": App(
        t("Deliveries near you, one step after the other."),
        (
            (t("Ride"), "/rider"),
            (t("Earnings"), "/rider/earnings"),
            (t("Support"), "/rider/support"),
        ),
        (("orientation", "portrait"), ("categories", ["business", "navigation"])),
    ),
    "admin": App(t("What the platform does, and what it needs."), ((t("Console"), "/admin"),)),
}


def app_name(persona: str | None = None) -> str:
    named = NAMES.get(persona or settings().persona, t("{brand}"))
    return say(named.with_({"brand": settings().brand_name}))


def served() -> dict[str, str]:
    """Home of each app that has pages here -> its manifest; the most particular first."""
    personas = PERSONAS if settings().persona == "all" else (settings().persona,)
    found = {HOMES[one]: address(one) for one in personas}
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


def address(persona: str) -> str:
    return f"/manifest-{persona}.webmanifest"


@acts_as("public")
async def manifest(request: Request) -> Response:
    """Without a name: of whoever's site this is."""
    named = request.path_params.get("persona")
    own = "customer" if settings().persona == "all" else settings().persona
    persona = next((one for one in PERSONAS if one == (named or own)), None)
    if persona is None or (settings().persona not in ("all", persona)):
        raise NotFound("address")
    return Response(json.dumps(content(persona)), media_type="application/manifest+json")


def content(persona: Persona) -> dict[str, Any]:
    """Who is served alone has the whole site; beside others, what is under their own address."""
    home, app = HOMES[persona], APPS[persona]
    place = home if settings().persona == "all" else "/"
    return {
        "id": place,
        "name": app_name(persona),
        "short_name": app_name(persona),
        "description": say(app.says),
        "start_url": home,
        "scope": place,
        "display": "standalone",
        "background_color": theme.LIGHT.ground,
        "theme_color": theme.LIGHT.ground,
        "icons": icons(),
        "shortcuts": [_shortcut(words, to) for words, to in app.shortcuts],
        "screenshots": screenshots(persona),
        **dict(app.more),
    }


def icons() -> list[dict[str, str]]:
    """Apart: one that is cut into a shape shows less of its margin as it is."""
    kinds = (("any", "/icon-any-{}.png"), ("maskable", "/icon-{}.png"))
    drawn = [
        {"src": at.format(size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for purpose, at in kinds
        for size in app_icons.SIZES
    ]
    badge = f"{app_icons.BADGE}x{app_icons.BADGE}"
    mono = {"src": "/badge.png", "sizes": badge, "type": "image/png", "purpose": "monochrome"}
    return [*drawn, mono]


def _shortcut(words: Words, to: str) -> dict[str, Any]:
    icon = {"src": "/icon-any-192.png", "sizes": "192x192", "type": "image/png"}
    return {"name": say(words), "url": to, "icons": [icon]}


@cache
def screenshots(persona: str) -> list[dict[str, str]]:
    """Those that lie there: narrow ones for phones, wide ones for desktops."""
    found = []
    for file in sorted(SCREENS.glob(f"{persona}-*.webp")):
        with Image.open(file) as picture:
            width, height = picture.size
        found.append(
            {
                "src": f"/screens/{file.name}",
                "sizes": f"{width}x{height}",
                "type": "image/webp",
                "form_factor": "narrow" if width < height else "wide",
            }
        )
    return found


@acts_as("public")
async def screen(request: Request) -> Response:
    name = request.path_params["name"]
    if f"/screens/{name}" not in {one["src"] for who in PERSONAS for one in screenshots(who)}:
        raise NotFound("picture")
    return Response((SCREENS / name).read_bytes(), media_type="image/webp")


ROUTES = [
    Route("/manifest.webmanifest", manifest),
    Route("/manifest-{persona}.webmanifest", manifest),
    Route("/screens/{name}", screen),
]
