import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import (
    badge,
    button,
    each,
    empty_state,
    error_banner,
    icon,
    link_button,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.views.restaurant.pictures import Proposal
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.pictures.picker import made_picture, picker
from restaurant.pictures.picker_state import Picker
from restaurant.pictures.state import Pictures
from restaurant.reported import report_line


@page(addresses.PICTURES, "Illustrations", Picker.close, Pictures.load)
def pictures() -> rx.Component:
    return frame(
        addresses.MENU,
        Pictures.load,
        live_refresh(Pictures.refresh),
        page_head(
            "Illustrations",
            "What is shown of dishes until they have a photo of yours, marked as illustrations.",
            link_button(icon("arrow-left", 18), "Menu", to=addresses.MENU, look="quiet"),
            rx.cond(
                Pictures.open_ones > 0,
                button(
                    phrase(t("Accept all {count}", count=Pictures.open_ones)),
                    on_click=Pictures.accept_all,
                    id="accept-all",
                ),
            ),
        ),
        error_banner(Pictures.error),
        rx.cond(Pictures.loaded & ~Pictures.are_shown, _are_off()),
        rx.cond(
            Pictures.loaded,
            rx.cond(some(Pictures.rows), _all(), _nothing()),
            rx.cond(Pictures.error == "", skeleton(lines=8)),
        ),
        picker(),
    )


def _are_off() -> rx.Component:
    return rx.el.p(
        icon("info", class_name="mt-0.5 shrink-0"),
        "Illustrations are switched off for the whole platform: guests see your photos, and none of"
        " these.",
        id="illustrations-off",
        class_name="mb-4 flex gap-3 rounded-card bg-accent-soft px-4 py-3 text-accent-ink",
    )


def _all() -> rx.Component:
    return rx.el.ul(
        each(Pictures.rows, _dish),
        class_name="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-4",
        custom_attrs={"data-testid": "pictures"},
    )


def _dish(one: Proposal) -> rx.Component:
    return rx.el.li(
        made_picture(one.made),
        rx.el.div(
            rx.el.p(one.name, class_name="line-clamp-2 font-semibold leading-snug"),
            rx.el.p(one.description, class_name="line-clamp-1 text-sm text-muted"),
            _standing(one),
            report_line(one.reports),
            class_name="flex flex-1 flex-col gap-1 px-1",
        ),
        _answers(one),
        key=one.item_id,
        class_name="flex flex-col gap-2 rounded-card border border-line bg-raised p-2 shadow-card",
    )


def _standing(one: Proposal) -> rx.Component:
    return rx.el.div(
        rx.cond(
            one.is_own,
            badge("Your choice", look="done"),
            rx.cond(one.made.key != "", badge("Proposed", look="accent"), badge("No picture fits")),
        ),
        class_name="flex pt-1",
    )


def _answers(one: Proposal) -> rx.Component:
    return rx.el.div(
        rx.cond(
            ~one.is_own & (one.made.key != ""),
            button(
                "Accept",
                aria_label=phrase(t("Accept the picture of {dish}", dish=one.name)),
                on_click=Pictures.accept(one.item_id),
                class_name="flex-1",
            ),
        ),
        button(
            "Change",
            look="quiet",
            aria_label=phrase(t("Change the picture of {dish}", dish=one.name)),
            on_click=Picker.open(one.item_id),
            class_name="flex-1",
        ),
        rx.cond(
            ~one.is_own,
            button(
                "Skip",
                look="plain",
                aria_label=phrase(t("Skip {dish}", dish=one.name)),
                on_click=Pictures.skip(one.item_id),
                class_name="flex-1",
            ),
        ),
        class_name="flex flex-wrap gap-1",
    )


def _nothing() -> rx.Component:
    return empty_state(
        "images",
        "Nothing to decide",
        "Every dish has a photo, or you have decided about its picture.",
    )
