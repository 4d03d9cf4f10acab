"""In which town? Asked where several are served and no address is known yet."""

from typing import Any

import reflex as rx

from customer import addresses, look
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
            class_name=look.TOWN_GRID,
        ),
        aria_label="Which town are you in?",
        class_name=look.TOWNS,
    )


def town_row(towns: list[Town], chosen: str, on_choose: Any) -> rx.Component:
    """The chosen town, and the others at hand."""
    return rx.cond(
        some(towns),
        rx.el.div(
            each(towns, lambda town: _small(town, chosen, on_choose), key="key"),
            role="group",
            aria_label="Towns",
            class_name=look.TIGHT_ROW,
        ),
    )


def _large(town: Town, on_choose: Any) -> rx.Component:
    """A link, for who opens it beside this page; pressed, it is chosen."""
    return rx.el.a(
        icon("map-pin", class_name="shrink-0 text-accent-ink"),
        rx.el.span(
            rx.el.span(_name(town), class_name=look.TOWN_NAME),
            rx.el.span(_places(town), class_name=look.TOWN_COUNT),
            class_name=look.TOWN_WORDS,
        ),
        icon("chevron-right", size=18, class_name="shrink-0 text-muted"),
        href=addresses.town(town.slug),
        on_click=on_choose(town.key).prevent_default,
        custom_attrs={"data-testid": "town"},
        class_name=look.TOWN,
    )


def _small(town: Town, chosen: str, on_choose: Any) -> rx.Component:
    return rx.el.a(
        _name(town),
        href=addresses.town(town.slug),
        aria_current=either(chosen == town.key, "true", "false"),
        on_click=on_choose(town.key).prevent_default,
        custom_attrs={"data-testid": "town"},
        class_name=either(chosen == town.key, look.SMALL_TOWN_ON, look.SMALL_TOWN),
    )


def _name(town: Town) -> str:
    return either(town.name != "", town.name, "Around here")


def _places(town: Town) -> str:
    return phrase(n("{count} restaurant", "{count} restaurants", town.count))
