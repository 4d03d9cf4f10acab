"""The mark as pictures: drawn in the repository, served in the operator's accent."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.ui import theme

MARK = Path(__file__).parents[2] / "assets" / "brand" / "icon.svg"
SIZES = (192, 512)
BADGE = 96  # pixels
CORNER = 14  # of 64: what icon.svg has


@acts_as("public")
async def svg(request: Request) -> Response:
    drawn = MARK.read_text().replace(theme.SAFFRON, theme.accent())
    return Response(drawn, media_type="image/svg+xml")


@acts_as("public")
async def png(request: Request) -> Response:
    """To be cut into any shape, and for Apple, which rounds it by itself."""
    return _icon(request, is_cut=False)


@acts_as("public")
async def cut_png(request: Request) -> Response:
    """As it is: with round corners, and nothing beyond them."""
    return _icon(request, is_cut=True)


def _icon(request: Request, *, is_cut: bool) -> Response:
    size = int(request.path_params["size"])
    if size not in SIZES:
        return JSONResponse({"error": "No such icon."}, status_code=404)
    return Response(_png(size, theme.accent(), is_cut), media_type="image/png")


@cache
def _png(size: int, accent: str, is_cut: bool) -> bytes:
    """The cloche of icon.svg, inside the safe circle of a maskable icon, drawn four times as
    large for smooth edges."""
    big = size * 4
    image = Image.new("RGBA", (big, big), "#ffffff00" if is_cut else _drawable(accent))
    draw = ImageDraw.Draw(image)
    if is_cut:
        corner = CORNER * big / 64
        draw.rounded_rectangle((0, 0, big - 1, big - 1), corner, fill=_drawable(accent))
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
    Route("/icon.svg", svg),
    Route("/favicon.ico", svg),
    Route("/badge.png", badge),
    Route("/icon-{size:int}.png", png),
    Route("/icon-any-{size:int}.png", cut_png),
]
