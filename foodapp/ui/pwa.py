"""Installable: the manifest in the operator's name, the worker behind it, the icons."""

import json
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.ui import theme

HERE = Path(__file__).parent
MARK = HERE.parents[1] / "assets" / "brand" / "icon.svg"
SIZES = (192, 512)
BADGE = 96  # pixels
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


NEWS = t("There is something new.")  # of a push that cannot be read


def app_name() -> str:
    named = NAMES.get(settings().persona, t("{brand}"))
    return say(named.with_({"brand": settings().brand_name}))


@acts_as("public")
async def manifest(request: Request) -> Response:
    content = {
        "id": "/",
        "name": app_name(),
        "short_name": app_name(),
        "start_url": HOMES[settings().persona],
        "scope": "/",
        "display": "standalone",
        "background_color": theme.LIGHT.ground,
        "theme_color": theme.LIGHT.ground,
        "icons": [
            {
                "src": f"/icon-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in SIZES
        ],
    }
    return Response(json.dumps(content), media_type="application/manifest+json")


@acts_as("public")
async def worker(request: Request) -> Response:
    return _script("sw.js", "push_events.js")


@acts_as("public")
async def preset(request: Request) -> Response:
    return _script("preset.js", "translated.js", "parts.js", "push.js")


def _script(*names: str) -> Response:
    """These files, one after another, behind what they know of this installation."""
    about = {"name": app_name(), "home": HOMES[settings().persona], "news": say(NEWS)}
    texts = [f"const APP = {json.dumps(about)};", *((HERE / name).read_text() for name in names)]
    return Response("\n".join(texts), media_type="text/javascript")


@acts_as("public")
async def passkeys(request: Request) -> Response:
    """Loaded by preset.js when a button of theirs is pressed."""
    return Response((HERE / "passkeys.js").read_text(), media_type="text/javascript")


@acts_as("public")
async def offline(request: Request) -> HTMLResponse:
    page = (HERE / "offline.html").read_text()
    page = page.replace("{{brand}}", escape(settings().brand_name))
    return HTMLResponse(page.replace("/*tokens*/", theme.css()))


@acts_as("public")
async def svg(request: Request) -> Response:
    drawn = MARK.read_text().replace(theme.SAFFRON, theme.accent())
    return Response(drawn, media_type="image/svg+xml")


@acts_as("public")
async def png(request: Request) -> Response:
    size = int(request.path_params["size"])
    if size not in SIZES:
        return JSONResponse({"error": "No such icon."}, status_code=404)
    return Response(_png(size, theme.accent()), media_type="image/png")


@cache
def _png(size: int, accent: str) -> bytes:
    """The cloche of icon.svg, inside the safe circle of a maskable icon, drawn four times as
    large for smooth edges."""
    big = size * 4
    image = Image.new("RGB", (big, big), _drawable(accent))
    draw = ImageDraw.Draw(image)
    _cloche(draw, big / 64)
    out = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _cloche(draw: ImageDraw.ImageDraw, unit: float, at: tuple[float, float] = (0, 0)) -> None:
    """Of icon.svg, whose picture is 64 units wide; moved by `at`, in units."""

    def box(left: float, top: float, right: float, bottom: float) -> list[float]:
        x, y = at
        return [unit * (left + x), unit * (top + y), unit * (right + x), unit * (bottom + y)]

    draw.pieslice(box(17, 21, 47, 51), 180, 360, fill="#ffffff")
    draw.rounded_rectangle(box(14, 39, 50, 42.5), radius=1.75 * unit, fill="#ffffff")
    draw.ellipse(box(29.5, 15, 34.5, 20), fill="#ffffff")


@acts_as("public")
async def badge(request: Request) -> Response:
    return Response(_badge(), media_type="image/png")


@cache
def _badge() -> bytes:
    """The cloche, white on nothing: what Android draws in its status bar."""
    image = Image.new("RGBA", (4 * BADGE, 4 * BADGE), "#ffffff00")
    _cloche(ImageDraw.Draw(image), 4 * BADGE / 44, at=(-10, -12))
    out = BytesIO()
    image.resize((BADGE, BADGE), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawable(accent: str) -> str:
    """Pillow knows hex and names; any other colour function becomes saffron in the icon."""
    return accent if "(" not in accent else theme.SAFFRON


ROUTES = [
    Route("/manifest.webmanifest", manifest),
    Route("/sw.js", worker),
    Route("/preset.js", preset),
    Route("/passkeys.js", passkeys),
    Route("/offline", offline),
    Route("/icon.svg", svg),
    Route("/favicon.ico", svg),
    Route("/badge.png", badge),
    Route("/icon-{size:int}.png", png),
]
