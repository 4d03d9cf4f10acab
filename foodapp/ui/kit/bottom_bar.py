"""The places of a console on a phone: the first few under the thumb, the others behind "More"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from foodapp.ui.kit.controls import link
from foodapp.ui.kit.icons import icon

FIRST = 4
TAB = "flex min-h-14 flex-col items-center justify-center gap-0.5 px-1 text-[11px] no-underline"
TAB_HERE = f"{TAB} font-semibold text-accent-ink"
TAB_THERE = f"{TAB} text-muted"
ROW = "flex min-h-12 items-center gap-3 rounded-xl px-3 no-underline"
ROW_HERE = f"{ROW} bg-accent-soft font-semibold text-accent-ink"
ROW_THERE = f"{ROW} font-medium text-ink hover:bg-sunken"


@dataclass(frozen=True)
class PlaceOf:
    icon: str
    words: str
    to: str
    shown: Any = True  # or a Var of bool


def bottom_bar(places: Sequence[PlaceOf], here: str) -> rx.Component:
    """here: the address of the place that the page belongs to."""
    first, rest = places[:FIRST], places[FIRST:]
    return rx.el.nav(
        *[_shown(place, _tab(place, here)) for place in first],
        _more(rest, here),
        aria_label="Main, below",
        class_name="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-raised"
        " pb-[env(safe-area-inset-bottom)] [&>*]:min-w-0 [&>*]:flex-1 lg:hidden print:hidden",
    )


def _tab(place: PlaceOf, here: str) -> rx.Component:
    return link(
        icon(place.icon, size=22),
        rx.el.span(place.words, class_name="max-w-full truncate"),
        to=place.to,
        class_name=TAB_HERE if place.to == here else TAB_THERE,
        custom_attrs=_current(place, here),
    )


def _more(places: Sequence[PlaceOf], here: str) -> rx.Component:
    """A disclosure; preset.js shuts it when somebody looks elsewhere."""
    is_there = any(place.to == here for place in places)
    return rx.el.details(
        rx.el.summary(
            icon("ellipsis", size=22),
            "More",
            class_name=f"{TAB_HERE if is_there else TAB_THERE} list-none"
            " [&::-webkit-details-marker]:hidden",
        ),
        rx.el.div(
            *[_shown(place, _row(place, here)) for place in places],
            class_name="absolute bottom-full right-2 mb-2 flex min-w-52 flex-col rounded-card"
            " border border-line bg-raised p-2 shadow-card",
        ),
        custom_attrs={"data-menu": ""},
    )


def _row(place: PlaceOf, here: str) -> rx.Component:
    return link(
        icon(place.icon),
        place.words,
        to=place.to,
        class_name=ROW_HERE if place.to == here else ROW_THERE,
        custom_attrs=_current(place, here),
    )


def _shown(place: PlaceOf, entry: Any) -> rx.Component:
    return entry if place.shown is True else rx.cond(place.shown, entry)


def _current(place: PlaceOf, here: str) -> dict[str, str]:
    return {"aria-current": "page"} if place.to == here else {}
