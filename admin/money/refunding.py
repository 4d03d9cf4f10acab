"""The form that gives money back: what, from whose share, where to, and why."""

import reflex as rx

from admin.money.state import Money as Screen
from admin.parts import panel
from foodapp.kit.words import t
from foodapp.ui.kit import button, cases, each, field, money, phrase, select, tabs, text, text_area
from foodapp.views.console.money import RefundableLine

WAYS = [("lines", "Dishes"), ("amount", "An amount"), ("whole", "Everything")]
BEARERS = [("platform", "The platform"), ("restaurant", "The restaurant")]
WITH_RIDER = [*BEARERS, ("rider", "The rider")]
NUMBER = "min-h-11 w-20 shrink-0 rounded-xl border border-line bg-raised px-3 text-ink"


def refund_panel() -> rx.Component:
    return panel(
        "Give money back",
        rx.cond(
            Screen.money.left != "",
            _form(),
            rx.el.p("There is nothing to give back.", class_name="px-4 py-4 text-sm text-muted"),
        ),
        custom_attrs={"data-testid": "refund-form"},
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.p("Up to ", money(Screen.money.left), class_name="text-sm text-muted", id="left"),
        tabs(Screen.way, WAYS, Screen.choose_way, "What is given back"),
        cases(
            Screen.way,
            ("lines", _dishes()),
            ("amount", _some()),
            otherwise=rx.fragment(),
        ),
        rx.cond(
            Screen.money.has_rider,
            select("Borne by", "bearer", WITH_RIDER, id="bearer-of-three"),
            select("Borne by", "bearer", BEARERS),
        ),
        select(
            "Back to",
            "back_to",
            [("card", "The way it was paid"), ("credit", "Store credit")],
            hint="An order that credit paid in part gives back credit first.",
        ),
        text_area(
            "Reason",
            "reason",
            required=True,
            max_length=200,
            rows="2",
            hint="For colleagues. The customer does not see it.",
        ),
        rx.cond(
            Screen.money.limit != "",
            rx.el.p(
                "Above ",
                money(Screen.money.limit),
                " on one order, and above ",
                money(Screen.money.day_limit),
                " in 24 hours on all orders, a second person decides.",
                class_name="text-sm text-muted",
            ),
        ),
        rx.cond(
            Screen.refused != "",
            rx.el.p(Screen.refused, role="alert", class_name="text-sm text-act", id="refused"),
        ),
        button("Give back", type="submit", id="give-back"),
        on_submit=Screen.refund,
        key=text(Screen.form_key),
        class_name="flex flex-col gap-3 px-4 py-3",
    )


def _dishes() -> rx.Component:
    return rx.el.ul(
        each(Screen.money.lines, _dish),
        class_name="flex flex-col divide-y divide-line border-y border-line",
    )


def _dish(line: RefundableLine) -> rx.Component:
    return rx.el.li(
        rx.el.select(
            each(line.choices, lambda number: rx.el.option(number, value=number)),
            name="line-" + line.id,
            aria_label=phrase(t("How many {dish}", dish=line.name)),
            class_name=NUMBER,
        ),
        rx.el.div(
            rx.el.p(line.name, class_name="font-medium"),
            rx.cond(line.details != "", rx.el.p(line.details, class_name="text-muted")),
            class_name="min-w-0",
        ),
        money(line.worth, class_name="ml-auto"),
        class_name="flex items-center gap-3 py-2 text-sm",
    )


def _some() -> rx.Component:
    return field("Amount", "amount", required=True, input_mode="decimal", max_length=12)
