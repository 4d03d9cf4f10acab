"""Pieces that several pages of the storefront are made of."""

from typing import Any

import reflex as rx

from customer import look
from foodapp.orders.eating import Mark
from foodapp.orders.prices import PriceLine
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import each, either, icon, money, some
from foodapp.views.customer.checkout import ChosenLine
from foodapp.views.customer.order import BoughtLine


def price_table(prices: Any, total: Any, paid: Any = None) -> rx.Component:
    """paid: how the total is paid, where store credit pays some of it."""
    return rx.el.dl(
        each(prices, price_row, like="label"),
        rx.el.div(
            rx.el.dt("Total"),
            rx.el.dd(money(total), custom_attrs={"data-testid": "total"}),
            class_name="flex justify-between border-t border-line pt-3 text-lg font-bold",
        ),
        each(paid, _paid_row, like="label") if paid is not None else rx.fragment(),
        class_name="flex flex-col gap-2",
    )


def _paid_row(price: PriceLine) -> rx.Component:
    return rx.el.div(
        rx.el.dt(price.label),
        rx.el.dd(money(price.amount)),
        class_name="flex justify-between font-semibold",
        custom_attrs={"data-testid": "paid"},
    )


def price_row(price: PriceLine) -> rx.Component:
    return rx.el.div(
        rx.el.dt(price.label, class_name="text-muted"),
        rx.el.dd(money(price.amount)),
        class_name="flex justify-between",
    )


def allergen_marks(marks: Any) -> rx.Component:
    """What is in a dish, or may be, of what this person avoids. Red where it is known."""
    return rx.el.span(
        each(marks, _allergen_mark, key="text"),
        class_name=look.MARKS,
    )


def _allergen_mark(mark: Mark) -> rx.Component:
    return rx.el.span(
        icon("triangle-alert", size=14, class_name="mt-px shrink-0"),
        rx.el.span(mark.text),
        custom_attrs={"data-testid": "allergen-mark"},
        class_name=either(mark.is_grave, look.GRAVE_MARK, look.MARK),
    )


def line_words(line: ChosenLine | BoughtLine) -> rx.Component:
    """Name, choices and note of a line."""
    return rx.el.div(
        rx.el.p(line.name, class_name="font-medium"),
        rx.cond(
            line.details != "", rx.el.p(line.details, class_name="text-sm text-muted break-words")
        ),
        rx.cond(
            line.note != "",
            rx.el.p("“", line.note, "”", class_name="text-sm italic text-muted break-words"),
        ),
        class_name="min-w-0 flex-1",
    )


def bought_lines(lines: Any) -> rx.Component:
    return rx.el.ul(
        each(lines, _bought),
        aria_label="What you ordered",
        class_name="flex flex-col gap-3",
    )


def _bought(line: BoughtLine) -> rx.Component:
    return rx.el.li(
        food_picture(line.shown, "small", class_name="w-12"),
        rx.el.span(line.quantity, "×", class_name="shrink-0 font-semibold tnum"),
        rx.el.div(
            line_words(line),
            rx.cond(
                line.changes != "", rx.el.p(line.changes, class_name="text-sm font-medium text-act")
            ),
            class_name="min-w-0 flex-1",
        ),
        money(line.total),
        class_name="flex gap-2",
    )


def problems_list(problems: Any) -> rx.Component:
    """What stands in the way, as sentences; nothing when the list is empty."""
    return rx.el.div(
        each(
            problems,
            lambda sentence: rx.el.p(
                icon("circle-alert", class_name="mt-0.5 shrink-0"),
                rx.el.span(sentence),
                class_name="flex gap-3",
            ),
        ),
        role="alert",
        class_name=either(
            some(problems),
            "flex flex-col gap-2 rounded-card bg-act-soft px-4 py-3 text-act",
            "hidden",
        ),
    )


def section(title: str, *children: Any, **props: Any) -> rx.Component:
    """A card with a heading, named by it."""
    ident = props.pop("id")
    return rx.el.section(
        rx.el.h2(title, id=f"{ident}-title", class_name="pb-3 text-lg font-semibold"),
        *children,
        id=ident,
        aria_labelledby=f"{ident}-title",
        class_name="rounded-card border border-line bg-raised p-4 shadow-card",
        **props,
    )
