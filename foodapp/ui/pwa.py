"""Installable, and readable without a network: the worker of this version, and its scripts."""

import json
import os
import re
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.ui import app_icons, manifests, theme
from foodapp.ui.documents import packed, smallest_form
from foodapp.ui.manifests import HOMES, app_name

__all__ = ["HOMES", "ROUTES", "app_name"]

HERE = Path(__file__).parent
NEWS = t("There is something new.")  # of a push that cannot be read
# Pages that people begin with: what they load is kept before it is asked for.
BEGINNINGS = {
    "all": ("index.html", "r/__template__/index.html"),
    "customer": ("index.html", "r/__template__/index.html"),
    "restaurant": ("restaurant/index.html",),
    "rider": ("rider/index.html",),
    "admin": (),
}
HASHED = re.compile(r"/assets/[A-Za-z0-9_.@-]+\.(?:js|css|woff2)")
BESIDE = ("/preset.js", "/installed.js", "/icon.svg", "/icon-192.png", "/badge.png")
STYLES = re.compile(r"<style>.*?</style>", re.S)  # name fonts that few pages need
EXPORTED = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.M)


@acts_as("public")
async def worker(request: Request) -> Response:
    """Another version whenever a page begins with other files, or one of its own texts changes."""
    parts = [queue(), *(closed(read(name)) for name in ("sw.js", "push_events.js"))]
    text = "\n".join([*parts, offline_page(), offline_text()])
    version = sha256(f"{text}{shell()}".encode()).hexdigest()[:12]
    return _script(request, *parts, version=version, shell=[*shell(), *BESIDE])


@acts_as("public")
async def preset(request: Request) -> Response:
    """What a page can wait for. What it cannot stands in it (foodapp.ui.first_paint)."""
    return _script(request, *map(read, ("parts.js", "push.js")))


@acts_as("public")
async def installed(request: Request) -> Response:
    """After the page: nothing in it is needed to paint. Beside preset.js, so with names of its
    own."""
    about = _about(manifests=list(manifests.served().items()))
    return _javascript(request, closed(f"{about}\n{read('installed.js')}"))


def _script(request: Request, *parts: str, **more: Any) -> Response:
    """These texts, one after another, behind what they know of this installation."""
    return _javascript(request, "\n".join([_about(**more), *parts]))


def _about(**more: Any) -> str:
    about = {"name": app_name(), "home": HOMES[settings().persona], "news": say(NEWS), **more}
    return f"const APP = {json.dumps(about)};"


def _javascript(request: Request, text: str) -> Response:
    body, headers = text.encode(), {"vary": "Accept-Encoding"}
    if form := smallest_form(request.headers.get("accept-encoding", "")):
        body, headers["content-encoding"] = packed(body, form), form
    return Response(body, media_type="text/javascript", headers=headers)


@cache
def read(name: str) -> str:
    return (HERE / name).read_text()


def closed(text: str) -> str:
    """A script of its own, whose names are nobody else's."""
    return f"(() => {{\n{text}\n}})();"


def queue() -> str:
    """The module of the screens, for a script that is none."""
    text = read("presses/queue.js")
    names = ", ".join(EXPORTED.findall(text))
    body = re.sub(r"^export ", "", text, flags=re.M)
    return f"const queue = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"


@cache
def shell() -> list[str]:
    """Hashed files of the pages that people begin with, in their order. None without a build."""
    client = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web")) / "build" / "client"
    pages = (client / name for name in BEGINNINGS[settings().persona])
    texts = [STYLES.sub("", page.read_text()) for page in pages if page.is_file()]
    fonts = [f"/assets/{theme.font_file('latin')}"] if texts else []
    return list(dict.fromkeys([*(name for text in texts for name in HASHED.findall(text)), *fonts]))


@acts_as("public")
async def passkeys(request: Request) -> Response:
    """Loaded by preset.js when a button of theirs is pressed."""
    return _javascript(request, read("passkeys.js"))


@acts_as("public")
async def offline(request: Request) -> HTMLResponse:
    return HTMLResponse(offline_page())


def offline_page() -> str:
    page = read("offline.html").replace("{{brand}}", escape(settings().brand_name))
    return page.replace("/*tokens*/", theme.css())


@acts_as("public")
async def offline_script(request: Request) -> Response:
    return _javascript(request, offline_text())


def offline_text() -> str:
    return f"{queue()}\n{read('offline.js')}"


ROUTES = [
    *manifests.ROUTES,
    *app_icons.ROUTES,
    Route("/sw.js", worker),
    Route("/preset.js", preset),
    Route("/installed.js", installed),
    Route("/passkeys.js", passkeys),
    Route("/offline", offline),
    Route("/offline.js", offline_script),
]
