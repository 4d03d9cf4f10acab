"""Lucide icons and stars. An icon is decoration: the words next to it say it all."""

from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit.values import either, phrase

FILLED = "fill-current text-accent-ink"
EMPTY = "text-muted"


def icon(name: str, size: int = 20, **props: Any) -> rx.Component:
    """name as on lucide.dev: "clock", "map-pin"."""
    drawn: rx.Component = rx.icon(name, size=size, aria_hidden="true", **props)
    return drawn


def stars(rating: Any, count: Any = None) -> rx.Component:
    """4.6 (120). rating is text, already in the reader's locale."""
    return rx.el.span(
        rx.el.span("★", class_name="text-accent-ink", aria_hidden="true"),
        rx.el.span("Rated ", class_name="sr-only"),
        rx.el.span(rating, class_name="font-semibold tnum"),
        rx.fragment() if count is None else rx.el.span("(", count, ")", class_name="text-muted"),
        class_name="inline-flex items-center gap-1",
    )


def star_choice(chosen: Any, on_choose: Any, label: str = "Your rating") -> rx.Component:
    """Five buttons; on_choose takes Stars."""
    return rx.el.div(
        *[
            rx.el.button(
                icon("star", size=28, class_name=either(chosen >= n, FILLED, EMPTY)),
                type="button",
                aria_label=phrase(t("{stars} of 5", stars=n)),
                aria_pressed=either(chosen == n, "true", "false"),
                on_click=on_choose(n),
                class_name="grid size-11 place-items-center",
            )
            for n in range(1, 6)
        ],
        role="group",
        aria_label=label,
        class_name="inline-flex",
    )
