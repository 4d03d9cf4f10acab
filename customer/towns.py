"""In which town? Asked where several are served and no address is known yet."""

from typing import Any

import reflex as rx

from customer.cards import ROW
from foodapp.discovery.towns import Town
from foodapp.kit.words import n
from foodapp.ui.kit import each, either, heading, icon, phrase, some


def town_question(towns: list[Town], on_choose: Any) -> rx.Component:
    """Nothing can be shown before the answer."""
    return rx.el.section(
        heading("Which town are you in?", level=2),
        rx.el.p(
            "Or add your address above, and see who delivers to your door.", class_name="text-muted"
        ),
        rx.el.div(
            each(towns, lambda town: _large(town, on_choose), key="key"),
            class_name="grid gap-3 pt-2 sm:grid-cols-2 lg:grid-cols-3",
        ),
        aria_label="Which town are you in?",
        class_name="flex flex-col gap-1 pt-4",
    )


def town_row(towns: list[Town], chosen: str, on_choose: Any) -> rx.Component:
    """The chosen town, and the others at hand."""
    return rx.cond(
        some(towns),
        rx.el.div(
            each(towns, lambda town: _small(town, chosen, on_choose), key="key"),
            role="group",
            aria_label="Towns",
            class_name=ROW + " !gap-2 !pb-0",
        ),
    )


def _large(town: Town, on_choose: Any) -> rx.Component:
    return rx.el.button(
        icon("map-pin", class_name="shrink-0 text-accent-ink"),
        rx.el.span(
            rx.el.span(_name(town), class_name="block truncate font-semibold"),
            rx.el.span(_places(town), class_name="block text-sm text-muted"),
            class_name="min-w-0 flex-1",
        ),
        icon("chevron-right", size=18, class_name="shrink-0 text-muted"),
        type="button",
        on_click=on_choose(town.key),
        custom_attrs={"data-testid": "town"},
        class_name="flex min-h-16 items-center gap-3 rounded-card border border-line bg-raised px-4"
        " py-3 text-left shadow-card hover:bg-sunken",
    )


def _small(town: Town, chosen: str, on_choose: Any) -> rx.Component:
    return rx.el.button(
        _name(town),
        type="button",
        aria_pressed=either(chosen == town.key, "true", "false"),
        on_click=on_choose(town.key),
        custom_attrs={"data-testid": "town"},
        class_name=either(
            chosen == town.key,
            "inline-flex min-h-11 shrink-0 snap-start items-center rounded-full border"
            " border-accent bg-accent-soft px-4 text-sm font-semibold text-accent-ink",
            "inline-flex min-h-11 shrink-0 snap-start items-center rounded-full border border-line"
            " bg-raised px-4 text-sm font-medium text-ink hover:bg-sunken",
        ),
    )


def _name(town: Town) -> str:
    return either(town.name != "", town.name, "Around here")


def _places(town: Town) -> str:
    return phrase(n("{count} restaurant", "{count} restaurants", town.count))
