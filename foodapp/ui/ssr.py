"""Server-rendered pages for dynamic routes: what a crawler, and a slow phone, sees at once.

At build time Reflex renders one template per dynamic route (plugin.TEMPLATES). A route of the
web program fills it for one address; the page itself shows `rx.cond(State.loaded, live(),
ssr_slot())`, so that React finds in the slot what the server put there and leaves it alone.
"""

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path

import reflex as rx

from foodapp.ui import plugin
from foodapp.ui.heads import Head, data, tags

SLOT = "ssr-slot"
TITLE = re.compile(r"<title>.*?</title>", re.S)
OF_THE_TEMPLATE = re.compile(r'<meta (?=[^>]*(?:name="description"|property="og:[a-z]+"))[^>]*/?>')
OWN_CONTENT = re.compile(r'href="[^"#]*#content"')  # of the template's own address
EMPTY_SLOT = re.compile(rf'(<div[^>]*\bid="{SLOT}"[^>]*>)(</div>)')


@dataclass(frozen=True)
class Document:
    """One page for one reader."""

    template: str  # of the build: "" (home), "search", "r/__template__"
    head: Head
    body: str  # for the slot, escaped already
    lasts_s: float = 3600.0  # so long the clock by itself changes nothing on it
    status: int = 200


def ssr_slot() -> rx.Component:
    return rx.el.div(
        id=SLOT,
        custom_attrs={
            "suppressHydrationWarning": True,
            "dangerouslySetInnerHTML": rx.Var("({__html: ''})"),
        },
    )


def template(name: str) -> str:
    """name: the route's template, "r/__template__". LookupError if this build has none."""
    path = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web")) / "build" / "client" / name
    return _read(path / "index.html")


def unknown_address() -> str:
    """The page of an address that leads nowhere: rendered for one that no page answers to."""
    return OWN_CONTENT.sub('href="#content"', template(plugin.MISSING))


@lru_cache(maxsize=8)
def _read(path: Path) -> str:
    if not path.is_file():
        raise LookupError(f"{path} is not in the build")
    return path.read_text()


@lru_cache(maxsize=8)
def digest(page: str) -> str:
    """Names this build's template."""
    return sha256(page.encode()).hexdigest()[:12]


def written(document: Document) -> str:
    return fill(template(document.template), document.head, document.body)


def fill(page: str, head: Head, body_html: str) -> str:
    """The template with this head and body. body_html has to be escaped already: build it with
    `html.escape` around every value; its Tailwind classes are found in Python files."""
    page, slots = EMPTY_SLOT.subn(lambda found: found[1] + body_html + found[2], page, count=1)
    if slots != 1:
        raise LookupError("the template has no ssr_slot()")
    page = OF_THE_TEMPLATE.sub("", TITLE.sub("", page, count=1))
    page = OWN_CONTENT.sub('href="#content"', page)
    title = f"<title>{escape(head.title)}</title>"
    page = page.replace("</head>", f"{title}{tags(head)}</head>", 1)
    # At the end: it is as large as the menu, and nobody waits for it.
    before, _, after = page.rpartition("</body>")
    return f"{before}{data(head)}</body>{after}"
