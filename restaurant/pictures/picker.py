"""The grid in which a picture is chosen: by arrow keys, finger or mouse, with a search."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import (
    button,
    count,
    dialog,
    each,
    either,
    empty_state,
    error_banner,
    icon,
    phrase,
)
from foodapp.views.restaurant.pictures import Made, Tile
from restaurant.pictures.picker_state import Picker

TILE = (
    "group flex w-full flex-col gap-1 rounded-xl border-2 p-1 text-left hover:border-accent"
    " disabled:cursor-not-allowed disabled:opacity-50 disabled:hover:border-transparent"
)
HERE, ELSEWHERE = f"{TILE} border-accent bg-accent-soft", f"{TILE} border-transparent"


def picker() -> rx.Component:
    return dialog(
        Picker.opened,
        phrase(t("A picture for {dish}", dish=Picker.choice.name)),
        rx.el.p(
            "Shown as an illustration until there is a photo of yours.",
            class_name="pb-3 text-sm text-muted",
        ),
        _search(),
        error_banner(Picker.error),
        rx.cond(
            count(Picker.choice.tiles) == 0,
            empty_state("image-off", "No picture found", "Try another word, or a shorter one."),
            rx.el.ul(
                each(Picker.choice.tiles, _tile),
                aria_label="Pictures",
                class_name="grid grid-cols-2 gap-2 py-3 sm:grid-cols-3",
            ),
        ),
        rx.cond(
            Picker.choice.more > 0,
            rx.el.p(
                phrase(t("{count} more: search for them.", count=Picker.choice.more)),
                class_name="pb-3 text-sm text-muted",
            ),
        ),
        _others(),
        on_close=Picker.close,
        sheet=True,
    )


def _search() -> rx.Component:
    return rx.el.label(
        rx.el.span("Search pictures", class_name="sr-only"),
        icon("search", size=18, class_name="absolute left-3 text-muted"),
        rx.el.input(
            type="search",
            placeholder="Ramen, salad, tofu…",
            max_length=80,
            auto_focus=True,
            default_value="",
            on_change=Picker.search,
            key=Picker.version,
            class_name="min-h-11 w-full rounded-xl border border-line bg-raised pl-10 pr-3",
        ),
        class_name="relative flex items-center",
    )


def _tile(tile: Tile) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            made_picture(tile.made),
            rx.el.span(tile.made.name, class_name="line-clamp-2 px-1 text-sm font-medium"),
            rx.cond(
                tile.why_not,
                rx.el.span(
                    "Shows what is not in the dish", class_name="px-1 text-xs font-medium text-act"
                ),
                rx.cond(
                    tile.is_now,
                    rx.el.span("Shown now", class_name="px-1 text-xs font-medium text-accent-ink"),
                    rx.cond(
                        tile.is_proposed,
                        rx.el.span("Proposed", class_name="px-1 text-xs font-medium text-done"),
                    ),
                ),
            ),
            type="button",
            disabled=tile.why_not,
            aria_pressed=either(tile.is_now, "true", "false"),
            on_click=Picker.pick(tile.made.key),
            class_name=either(tile.is_now, HERE, ELSEWHERE),
        ),
        key=tile.made.key,
    )


def made_picture(made: Made, width: str = "w-full") -> rx.Component:
    """A made picture, or the sign that stands where there is none."""
    return food_picture(made.shown, "tile", name=made.name, class_name=width)


def _others() -> rx.Component:
    return rx.el.div(
        button("No picture", look="quiet", on_click=Picker.pick("")),
        rx.cond(
            Picker.choice.is_own,
            button("Leave it to us", look="plain", on_click=Picker.leave),
        ),
        class_name="sticky bottom-0 flex gap-2 bg-raised py-3",
    )
