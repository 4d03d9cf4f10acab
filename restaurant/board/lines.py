"""What is to be made, dish by dish, and what is in it."""

from typing import Any

import reflex as rx

from foodapp.orders.eating import Mark
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import each, either, icon, some
from foodapp.views.restaurant.board import BoardCard, BoardLine, Substitute
from restaurant.board.missing import cannot_make, changes

LINE = "flex min-w-0 gap-2 rounded-lg px-2.5 py-1.5 break-words"
PLAIN_LINE = f"{LINE} bg-accent-soft text-accent-ink"
RED_LINE = f"{LINE} bg-act-soft font-semibold text-act"
MANY = (
    "mr-1 h-fit min-w-8 shrink-0 rounded-lg bg-ink px-1 text-center text-lg font-bold text-ground"
    " tnum"
)
ONE = "mr-1 w-8 shrink-0 text-lg font-bold tnum"
OFF = "mr-1 w-8 shrink-0 text-lg tnum text-muted line-through"


def ticket_lines(card: BoardCard) -> rx.Component:
    return rx.el.ul(
        each(card.lines, lambda line: _line(card, line)), class_name="flex flex-col gap-2"
    )


def allergy(card: BoardCard) -> rx.Component:
    """What the customer has declared: before everything else on the ticket."""
    return rx.cond(
        card.avoids != "",
        rx.el.p(
            icon("triangle-alert", 20, class_name="mt-0.5 shrink-0"),
            rx.el.span("ALLERGY: ", card.avoids),
            custom_attrs={"data-testid": "ticket-allergy"},
            class_name="flex gap-2 rounded-lg bg-act px-2.5 py-1.5 text-lg font-bold text-ground"
            " print:border-4 print:border-black",
        ),
    )


def note(words: Any, is_allergy: Any) -> rx.Component:
    """What the guest wrote. An allergy is red and says so."""
    return rx.el.p(
        icon("message-square", 16, class_name="mt-1 shrink-0"),
        rx.el.span(words, class_name="min-w-0 break-words"),
        class_name=either(is_allergy, RED_LINE, PLAIN_LINE),
    )


def picture_of(line: BoardLine) -> rx.Component:
    """Small: found at a glance, and no ink on paper."""
    return food_picture(line.shown, "small", class_name="mr-1 w-9 print:hidden")


def _line(card: BoardCard, line: BoardLine) -> rx.Component:
    """A dish as it was ordered; struck out as far as it is not made, with what comes instead."""
    return rx.el.li(
        rx.cond(
            line.can_miss < line.quantity,
            rx.el.span(line.quantity, "×", class_name=OFF, aria_label="Ordered"),
        ),
        rx.cond(line.can_miss > 0, _count(line.can_miss)),
        rx.cond(line.shown.kind != "neutral", picture_of(line)),
        rx.el.div(
            rx.el.div(
                rx.el.p(
                    line.name,
                    class_name=either(
                        line.can_miss > 0,
                        "text-lg font-semibold leading-snug",
                        "text-lg leading-snug text-muted line-through",
                    ),
                ),
                rx.cond(line.can_miss > 0, _what_is_in_it(card, line)),
                changes(line),
                class_name="min-w-0",
            ),
            each(line.instead, lambda one: _instead(card, one)),
            class_name="flex min-w-0 flex-col gap-1",
        ),
        cannot_make(card, line),
        class_name="flex gap-1",
        custom_attrs={"data-testid": "ticket-line"},
    )


def _what_is_in_it(card: BoardCard, line: BoardLine) -> rx.Component:
    return rx.fragment(
        _modifiers(line.modifiers),
        rx.cond(line.note != "", note(line.note, False)),
        _stated(card, line.allergens, line.traces, line.marks),
    )


def _instead(card: BoardCard, one: Substitute) -> rx.Component:
    return rx.el.div(
        _count(one.quantity),
        rx.el.div(
            rx.el.p(one.name, class_name="text-lg font-semibold leading-snug"),
            _modifiers(one.modifiers),
            _stated(card, one.allergens, one.traces, one.marks),
            class_name="min-w-0",
        ),
        custom_attrs={"data-testid": "ticket-instead"},
        class_name="flex gap-1 rounded-lg border-2 border-dashed border-line p-1.5",
    )


def _count(quantity: Any) -> rx.Component:
    return rx.el.span(quantity, "×", class_name=either(quantity > 1, MANY, ONE))


def _modifiers(names: Any) -> rx.Component:
    return each(names, lambda name: rx.el.p("+ ", name, class_name="leading-snug text-muted"))


def _stated(card: BoardCard, allergens: Any, traces: Any, marks: Any) -> rx.Component:
    """Where the guest speaks of an allergy, what is in it must be seen; and of what they have
    declared, what is not stated, too."""
    return rx.fragment(
        rx.el.p(each(marks, _mark, key="text"), class_name="flex flex-col gap-1 pt-1 empty:hidden"),
        rx.cond(
            some(allergens),
            rx.el.p(
                rx.el.span("Contains ", class_name="sr-only"),
                each(allergens, lambda name: _allergen(name, card.mentions_allergy)),
                class_name="flex flex-wrap gap-1 pt-1",
            ),
        ),
        rx.cond(
            some(traces),
            rx.el.p(
                "May contain ",
                traces.join(", "),
                class_name=either(
                    card.mentions_allergy,
                    "pt-1 text-xs font-bold text-act",
                    "pt-1 text-xs text-muted",
                ),
            ),
        ),
    )


def _mark(mark: Mark) -> rx.Component:
    return rx.el.span(
        mark.text,
        custom_attrs={"data-testid": "ticket-mark"},
        class_name=either(
            mark.is_grave,
            "w-fit rounded bg-act px-1.5 text-sm font-bold text-ground",
            "w-fit rounded border-2 border-act px-1.5 text-sm font-bold text-act",
        ),
    )


def _allergen(name: Any, matters: Any) -> rx.Component:
    return rx.el.span(
        name,
        class_name=either(
            matters,
            "rounded bg-act px-1.5 text-xs font-bold text-ground",
            "rounded bg-sunken px-1.5 text-xs font-semibold text-ink",
        ),
    )
