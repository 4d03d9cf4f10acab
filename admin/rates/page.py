import reflex as rx

from admin.layout import frame, page, page_head
from admin.parts import CELL, NUMBER, ROW, panel, table
from admin.rates.state import Rates
from foodapp.restaurants.rates import NAMES, RateRow
from foodapp.ui.kit import (
    badge,
    button,
    dialog,
    each,
    empty_state,
    error_banner,
    field,
    icon,
    select,
    skeleton,
    some,
)
from foodapp.ui.proving import proof_dialog

KINDS = [(kind.value, words) for kind, words in NAMES.items()]
HEADS = [
    ("Rate", ""),
    ("Where", ""),
    ("Percent", "text-right"),
    ("From", ""),
    ("", ""),
    ("Set by", ""),
    ("Why", ""),
]


@page("/admin/rates", "Rates", Rates.load)
def rates() -> rx.Component:
    return frame(
        "/admin/settings",
        page_head(
            "Rates",
            "What is tax and what is commission, and since when.",
            rx.cond(
                Rates.may_set,
                button(icon("plus", 18), "Set a rate", on_click=Rates.start, id="set-rate"),
            ),
        ),
        error_banner(Rates.error),
        rx.cond(Rates.loaded, _history(), skeleton(lines=8)),
        _form(),
        proof_dialog(Rates),
    )


def _history() -> rx.Component:
    return rx.cond(
        some(Rates.rows),
        panel(
            "Set so far",
            rx.el.div(
                table(HEADS, each(Rates.rows, _row), label="Rates"), class_name="hidden lg:block"
            ),
            rx.el.ul(each(Rates.rows, _card), class_name="divide-y divide-line lg:hidden"),
        ),
        empty_state(
            "percent",
            "Nothing set yet",
            "Until then each country's usual rates apply, and the commission of each restaurant.",
        ),
    )


def _row(one: RateRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(one.kind, class_name=f"{CELL} font-medium"),
        rx.el.td(one.place, class_name=CELL),
        rx.el.td(one.rate, class_name=NUMBER),
        rx.el.td(one.valid_from, class_name=f"{CELL} whitespace-nowrap tnum"),
        rx.el.td(_state(one), class_name=CELL),
        rx.el.td(one.by, class_name=CELL),
        rx.el.td(one.reason, class_name=f"{CELL} text-muted"),
        class_name=ROW,
        custom_attrs={"data-testid": "rate"},
    )


def _state(one: RateRow) -> rx.Component:
    return rx.cond(one.state != "", badge(one.state))


def _card(one: RateRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.kind, class_name="font-medium"),
            _state(one),
            rx.el.span(one.rate, class_name="ml-auto font-semibold tnum"),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(one.place, " · from ", one.valid_from, class_name="pt-1 tnum"),
        rx.el.p(one.by, " · ", one.reason, class_name="text-muted"),
        class_name="px-4 py-3 text-sm",
    )


def _form() -> rx.Component:
    return dialog(
        Rates.setting,
        "Set a rate",
        rx.el.form(
            select("Rate", "kind", KINDS),
            select(
                "Where",
                "place",
                Rates.places,
                hint="The restaurant's own counts before its country's, that before everywhere.",
            ),
            rx.el.div(
                field(
                    "Percent",
                    "percent",
                    required=True,
                    input_mode="decimal",
                    max_length=12,
                    hint="Up to four decimals: 8.875",
                ),
                field("First day", "begins", type="date", hint="Empty: from now on."),
                class_name="grid gap-3 sm:grid-cols-2",
            ),
            field("Reason", "reason", required=True, max_length=200, hint="For colleagues."),
            rx.el.p(
                "What is ordered before keeps the rate it was ordered under.",
                class_name="text-sm text-muted",
            ),
            error_banner(Rates.refused),
            rx.el.div(
                button("Not now", look="quiet", on_click=Rates.close, type="button"),
                button("Set it", type="submit", id="save-rate"),
                class_name="flex flex-wrap justify-end gap-2 pt-2",
            ),
            key=Rates.version,
            on_submit=Rates.save,
            aria_label="Set a rate",
            class_name="flex flex-col gap-3",
        ),
        on_close=Rates.close,
    )
