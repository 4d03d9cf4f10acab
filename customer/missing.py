"""Pages that lead nowhere: never there (404), or there no longer (410)."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from customer import addresses
from customer import cards_html as html
from foodapp.kit.words import Words, t
from foodapp.ui.heads import Head, titled
from foodapp.ui.kept_pages import KeptPage
from foodapp.ui.markup import joined
from foodapp.ui.served import answer
from foodapp.ui.ssr import Document, written


@dataclass(frozen=True)
class Nothing:
    """What the live page says, too."""

    template: str
    icon: str
    title: str
    text: str


RESTAURANT = Nothing(
    "r/__template__",
    "store",
    "We could not find that restaurant",
    "It may have moved, or it is taking a break.",
)
CUISINE = Nothing(
    "cuisine/__template__",
    "utensils",
    "We do not know that cuisine",
    "Have a look at what the kitchens of your town cook.",
)
TOWN = Nothing(
    "town/__template__",
    "map-pin-off",
    "We do not know that town",
    "It may have moved, or nobody cooks there any more.",
)


async def missing(request: Request, what: Nothing) -> Response:
    return await _answer(request, what, t("Not found"), 404)


async def gone(request: Request, what: Nothing) -> Response:
    return await _answer(request, what, t("No longer here"), 410)


async def _answer(request: Request, what: Nothing, title: Words, status: int) -> Response:
    made = await asyncio.to_thread(_made, what, title)
    return answer(request, made, "no-cache", status)


def _made(what: Nothing, title: Words) -> KeptPage:
    body = joined(
        html.empty_state(
            what.icon,
            what.title,
            what.text,
            html.link_button("See who is open", addresses.HOME),
            level=1,
        ),
        html.form_without_scripts(),
    )
    head = Head(title=titled(title), description=what.text, canonical="", is_found=False)
    return KeptPage.of(written(Document(what.template, head, body)))
