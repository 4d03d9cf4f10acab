"""The HTTP side of the web program: our routes, then Reflex's, and what wraps them all."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from foodapp.api import ROUTES
from foodapp.api.declared import acts_as
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.settings import settings
from foodapp.kit.words import say
from foodapp.ui import pwa, theme
from foodapp.ui.documents import Documents
from foodapp.ui.failures import Failures
from foodapp.ui.limits import Limits

THEME_COLOURS = (
    (theme.LIGHT.ground, "(prefers-color-scheme: light)"),
    (theme.DARK.ground, "(prefers-color-scheme: dark)"),
)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def routes(of_screens: Sequence[BaseRoute] = ()) -> Starlette:
    """Ours match first; what is unknown under /api is refused before Reflex's pages see it."""
    return Starlette(
        routes=[
            *ROUTES,
            *of_screens,
            *way_home(),
            *pwa.ROUTES,
            Route("/api/{path:path}", unknown, methods=METHODS),
        ],
        exception_handlers={DomainError: refused},
    )


def way_home() -> list[Route]:
    """A persona served alone has no storefront at "/": its own first page is the way in."""
    home = pwa.HOMES[settings().persona]
    return [] if home == "/" else [Route("/", to_home)]


@acts_as("public")
async def to_home(request: Request) -> RedirectResponse:
    return RedirectResponse(pwa.HOMES[settings().persona], status_code=307)


@acts_as("public")
async def unknown(request: Request) -> JSONResponse:
    raise NotFound("address")


async def refused(request: Request, refusal: Exception) -> JSONResponse:
    if not isinstance(refusal, DomainError):
        raise TypeError("only refusals are answered here") from refusal
    return JSONResponse({"error": say(refusal.words)}, status_code=refusal.status)


def harden(app: ASGIApp) -> ASGIApp:
    return Limits(Documents(Failures(app)))


def head_components() -> list[rx.Component]:
    tags: list[Any] = [
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icon-192.png"),
        *[
            rx.el.meta(name="theme-color", content=ground, custom_attrs={"media": media})
            for ground, media in THEME_COLOURS
        ],
    ]
    return tags
