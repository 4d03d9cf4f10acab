"""Small beside a dish's picture: that it is an illustration, and that it may be reported."""

from typing import Any

import reflex as rx

from customer.restaurant.report_state import PictureReport
from foodapp.menu.picture_reports import Why
from foodapp.ui.kit import button, either, error_banner, icon

REASONS = (
    (Why.OTHER_DISH, "It shows another dish"),
    (Why.NOT_IN_IT, "It shows something that is not in it"),
    (Why.UNFIT, "It is not fit to be shown"),
)


def about_picture(is_made: Any, is_shown: Any) -> rx.Component:
    """is_made: the picture was made for the platform; is_shown: there is a picture at all."""
    return rx.cond(
        is_shown,
        rx.el.div(
            rx.cond(is_made, rx.el.span("Illustration", class_name="text-muted")),
            rx.el.button(
                icon("flag", size=14),
                "Report this picture",
                type="button",
                on_click=PictureReport.ask,
                aria_expanded=either(PictureReport.asking, "true", "false"),
                class_name="ml-auto inline-flex min-h-11 items-center gap-1 text-muted"
                " hover:text-ink",
            ),
            rx.cond(PictureReport.asking, _reasons()),
            class_name="flex flex-wrap items-center gap-x-3 text-xs",
        ),
    )


def _reasons() -> rx.Component:
    return rx.el.div(
        *[
            button(words, look="quiet", on_click=PictureReport.send(why.value))
            for why, words in REASONS
        ],
        error_banner(PictureReport.refused),
        role="group",
        aria_label="What is wrong with it",
        class_name="rise flex w-full flex-wrap gap-2 pb-2",
    )
