import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.parts import panel
from admin.rates.state import Rates
from foodapp.restaurants.rates import NAMES, RateRow
from foodapp.ui.kit import (
    Column,
    badge,
    button,
    cards,
    dialog,
    dotted,
    empty_state,
    error_banner,
    field,
    icon,
    select,
    skeleton,
    some,
    table,
    top_line,
)
from foodapp.ui.proving import proof_dialog

KINDS = [(kind.value, words) for kind, words in NAMES.items()]


@page(addresses.RATES, "Rates", Rates.load)
def rates() -> rx.Component:
    return frame(
        addresses.SETTINGS,
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
                table(
                    COLUMNS, Rates.rows, label="Rates", attrs=lambda one: {"data-testid": "rate"}
                ),
                class_name="hidden lg:block",
            ),
            cards(COLUMNS, Rates.rows, class_name="divide-y divide-line lg:hidden"),
        ),
        empty_state(
            "percent",
            "Nothing set yet",
            "Until then each country's usual rates apply, and the commission of each restaurant.",
        ),
    )


def _state(one: RateRow) -> rx.Component:
    return rx.cond(one.state != "", badge(one.state))


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


def _top(one: RateRow) -> rx.Component:
    return top_line(
        rx.el.span(one.kind, class_name="font-medium"),
        _state(one),
        rx.el.span(one.rate, class_name="ml-auto font-semibold tnum"),
    )


def _where(one: RateRow) -> rx.Component:
    return rx.el.p(one.place, " · from ", one.valid_from, class_name="pt-1 tnum")


def _why(one: RateRow) -> rx.Component:
    return dotted(one.by, one.reason, class_name="text-muted")


COLUMNS: tuple[Column[RateRow], ...] = (
    Column("Rate", lambda one: one.kind, _top, look="font-medium"),
    Column("Where", lambda one: one.place, _where),
    Column("Percent", lambda one: one.rate, is_number=True),
    Column("From", lambda one: one.valid_from, look="whitespace-nowrap tnum"),
    Column("", _state),
    Column("Set by", lambda one: one.by, _why),
    Column("Why", lambda one: one.reason, look="text-muted"),
)
