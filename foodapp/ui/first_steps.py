"""The list of first steps, as both who cook and who ride see it."""

from typing import Any

import reflex as rx

from foodapp.ui.kit import button, card, each, either, heading, icon, link, some
from foodapp.views.first_steps import Step


def steps_card(screen: Any, *below: Any) -> rx.Component:
    """screen: a state with `shown`, `mark` and `put_away`. Nothing while there is nothing left."""
    return rx.cond(
        some(screen.shown.steps),
        card(
            rx.el.div(
                heading("First steps", level=2),
                rx.el.span(screen.shown.left, class_name="text-sm text-muted tnum"),
                class_name="flex items-baseline justify-between gap-3",
            ),
            rx.el.ul(each(screen.shown.steps, lambda one: _step(screen, one))),
            *below,
            id="first-steps",
            class_name="mb-4 max-w-xl print:hidden",
        ),
    )


def _step(screen: Any, one: Step) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.is_done,
            icon("circle-check", class_name="shrink-0 text-done"),
            icon("circle", class_name="shrink-0 text-muted"),
        ),
        rx.el.span(one.words, class_name=either(one.is_done, "text-muted", "font-medium")),
        rx.cond(
            one.is_done,
            rx.el.span("done", class_name="sr-only"),
            rx.cond(
                one.address != "",
                link(
                    "Do it",
                    to=one.address,
                    class_name="ml-auto inline-flex min-h-11 items-center font-semibold",
                    custom_attrs={"aria-label": one.words},
                ),
                button(
                    "Done",
                    look="plain",
                    on_click=screen.mark(one.value),
                    aria_label=one.words,
                    class_name="-mr-4 ml-auto",
                ),
            ),
        ),
        custom_attrs={"data-step": one.value},
        class_name="flex min-h-11 items-center gap-3",
    )
