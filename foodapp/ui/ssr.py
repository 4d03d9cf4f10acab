"""Server-rendered pages for dynamic routes: what a crawler, and a slow phone, sees at once.

At build time Reflex renders one template per dynamic route (plugin.TEMPLATES). A route of the
web program fills it for one address; the page itself shows `rx.cond(State.loaded, live(),
ssr_slot())`, so that React finds in the slot what the server put there and leaves it alone.
"""

import json
import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import reflex as rx

SLOT = "ssr-slot"
TITLE = re.compile(r"<title>.*?</title>", re.S)
OF_THE_TEMPLATE = re.compile(r'<meta (?=[^>]*(?:name="description"|property="og:[a-z]+"))[^>]*/?>')
EMPTY_SLOT = re.compile(rf'(<div[^>]*\bid="{SLOT}"[^>]*>)(</div>)')


@dataclass(frozen=True)
class Head:
    """What a page says of itself outside its body. All plain text; escaped when written."""

    title: str
    description: str
    canonical: str  # absolute address
    image: str = ""  # absolute address of a picture, for previews
    kind: str = "website"  # og:type
    json_ld: dict[str, Any] = field(default_factory=dict)  # schema.org; empty: none


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


@lru_cache(maxsize=8)
def _read(path: Path) -> str:
    if not path.is_file():
        raise LookupError(f"{path} is not in the build")
    return path.read_text()


@lru_cache(maxsize=8)
def digest(page: str) -> str:
    """Names this build's template."""
    return sha256(page.encode()).hexdigest()[:12]


def fill(page: str, head: Head, body_html: str) -> str:
    """The template with this head and body. body_html has to be escaped already: build it with
    `html.escape` around every value; its Tailwind classes are found in Python files."""
    page, slots = EMPTY_SLOT.subn(lambda found: found[1] + body_html + found[2], page, count=1)
    if slots != 1:
        raise LookupError("the template has no ssr_slot()")
    page = OF_THE_TEMPLATE.sub("", page)
    page = TITLE.sub(lambda _: f"<title>{escape(head.title)}</title>", page, count=1)
    return page.replace("</head>", tags(head) + "</head>", 1)


def tags(head: Head) -> str:
    properties = {
        "og:title": head.title,
        "og:description": head.description,
        "og:url": head.canonical,
        "og:type": head.kind,
        "og:image": head.image,
    }
    written = [
        f'<meta name="description" content="{escape(head.description)}"/>',
        f'<link rel="canonical" href="{escape(head.canonical)}"/>',
        *(
            f'<meta property="{name}" content="{escape(value)}"/>'
            for name, value in properties.items()
            if value
        ),
    ]
    if head.json_ld:
        written.append(f'<script type="application/ld+json">{json_for_html(head.json_ld)}</script>')
    return "".join(written)


def json_for_html(value: Any) -> str:
    """JSON that no text in it can break out of: neither the element nor the comment."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
