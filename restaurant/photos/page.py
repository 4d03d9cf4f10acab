from typing import Any

import reflex as rx

from foodapp.kit.words import n
from foodapp.ui.kit import (
    VERBATIM,
    badge,
    button,
    card,
    dialog,
    each,
    either,
    empty_state,
    error_banner,
    heading,
    no,
    phrase,
    skeleton,
    some,
    tabs,
)
from foodapp.views.restaurant.photos import DishPhotos, PhotoCard
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.photo import PhotoButton
from restaurant.photos.scripts import LogoButton, PhotoEditor, PhotoUploads
from restaurant.photos.state import MOST_AT_ONCE, Photos
from restaurant.reported import report_line

DISH, COVER = 4 / 3, 2.0  # width by height of the frames
FIRST = "absolute bottom-1 left-1"
SHOW = [("all", "All dishes"), ("without", "Without a photo")]


@page(addresses.PHOTOS, "Photos", Photos.load)
def photos() -> rx.Component:
    return frame(
        addresses.MENU,
        Photos.load,
        page_head("Photos", "People order with their eyes: a photo sells a dish best."),
        error_banner(Photos.error),
        rx.cond(
            Photos.loaded,
            rx.el.div(
                PhotoUploads.create(
                    dishes=Photos.dishes,
                    matched=Photos.matched,
                    most=MOST_AT_ONCE,
                    on_match=Photos.match,
                    on_kept=Photos.kept,
                ),
                _restaurant(),
                _dishes(),
                class_name="flex flex-col gap-6",
            ),
            rx.cond(Photos.error == "", skeleton(lines=10)),
        ),
        _editor(),
    )


def _restaurant() -> rx.Component:
    return card(
        heading("The restaurant", level=2),
        rx.el.p(
            "The first photo is the cover of your page. The logo is shown small and square.",
            class_name="text-sm text-muted",
        ),
        rx.el.div(
            _logo(),
            _album(Photos.own, "aspect-[2/1] w-full sm:w-72"),
            class_name="flex flex-wrap items-start gap-4",
        ),
        class_name="flex flex-col gap-3",
    )


def _logo() -> rx.Component:
    return rx.el.div(
        rx.cond(
            Photos.logo != "",
            rx.el.img(src=Photos.logo, alt="Logo", class_name="size-24 rounded-xl object-cover"),
            rx.el.span(
                "No logo yet",
                class_name="grid size-24 place-items-center rounded-xl bg-sunken text-center"
                " text-sm text-muted",
            ),
        ),
        LogoButton.create(
            label=either(Photos.logo == "", "Add a logo", "Another logo"),
            on_kept=Photos.kept,
            on_refused=Photos.refused,
        ),
        rx.cond(
            Photos.logo != "",
            button("Remove the logo", look="plain", on_click=Photos.remove_logo),
        ),
        class_name="flex flex-col items-start gap-2",
    )


def _dishes() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            heading("Dishes", level=2),
            rx.el.p(
                either(
                    Photos.without > 0,
                    phrase(
                        n(
                            "{count} dish has no photo.",
                            "{count} dishes have no photo.",
                            Photos.without,
                        )
                    ),
                    "Every dish has a photo.",
                ),
                class_name="text-muted",
            ),
            tabs(Photos.show, SHOW, Photos.choose, "Show"),
            class_name="flex flex-wrap items-center gap-x-4",
        ),
        rx.cond(
            some(Photos.dishes),
            rx.el.ul(
                each(Photos.dishes, _dish, key="id"),
                class_name="flex flex-col divide-y divide-line",
            ),
            empty_state("book-open", "No dishes yet", "Add your dishes to the menu first."),
        ),
        class_name="flex flex-col gap-2",
    )


def _dish(dish: DishPhotos) -> rx.Component:
    return rx.cond(
        (Photos.show == "all") | no(some(dish.photos)),
        rx.el.li(
            rx.el.div(
                rx.el.h3(dish.name, class_name="break-words font-semibold", custom_attrs=VERBATIM),
                rx.el.p(dish.category, class_name="text-sm text-muted", custom_attrs=VERBATIM),
                report_line(dish.reports),
                class_name="w-full min-w-0 sm:w-56",
            ),
            rx.cond(some(dish.photos), _album(dish.photos, "aspect-[4/3] w-36")),
            rx.cond(
                no(dish.is_full),
                PhotoButton.create(
                    item_id=dish.id,
                    label=either(some(dish.photos), "Another photo", "Add a photo"),
                    on_kept=Photos.kept,
                    on_refused=Photos.refused,
                ),
            ),
            class_name="flex flex-wrap items-start gap-3 py-4",
        ),
    )


def _album(cards: Any, size: str) -> rx.Component:
    return rx.el.ul(
        each(cards, lambda one: _photo(one, size), key="id"),
        class_name="flex min-w-0 flex-wrap gap-3",
    )


def _photo(one: PhotoCard, size: str) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.img(
                src=one.url, alt="", loading="lazy", class_name="size-full rounded-xl object-cover"
            ),
            rx.cond(one.is_first, rx.el.span(badge("Shown first"), class_name=FIRST)),
            type="button",
            aria_label="Change this photo",
            on_click=Photos.edit(one.id),
            class_name=f"relative block overflow-hidden rounded-xl bg-sunken {size}",
        ),
        class_name="max-w-full",
    )


def _editor() -> rx.Component:
    return dialog(
        Photos.opened,
        "Change the photo",
        PhotoEditor.create(
            photo=Photos.editing,
            aspect=either(Photos.frame == "cover", COVER, DISH),
            on_saved=Photos.saved,
        ),
        rx.el.div(
            rx.cond(
                no(Photos.editing.is_first),
                button("Show it first", look="quiet", on_click=Photos.lead(Photos.editing.id)),
            ),
            button("Remove", look="plain", on_click=Photos.remove(Photos.editing.id)),
            class_name="flex flex-wrap gap-2 pt-2",
        ),
        on_close=Photos.close,
        sheet=True,
    )
