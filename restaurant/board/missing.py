"""What the kitchen cannot make: one dish, or the whole order; and food that comes back."""

import reflex as rx

from foodapp.autopilot.proposals import Proposal
from foodapp.menu.selling_out import Away
from foodapp.orders.kitchen import CANCEL_REASONS
from foodapp.ui.kit import (
    badge,
    button,
    chip,
    dialog,
    each,
    error_banner,
    has,
    icon,
    icon_button,
    money,
    some,
    stepper,
)
from foodapp.views.restaurant.board import BoardCard, BoardLine
from restaurant.board.missing_state import Missing
from restaurant.board.state import Board

CANCEL_WORDS = {
    "sold_out": "What they ordered has run out",
    "broken": "Something in the kitchen broke",
    "too_busy": "We cannot make it in time",
    "closing": "We have to close",
    "other": "Another reason",
}
AWAY = {"tomorrow": "Today", "hour": "One hour", "good": "Until I say so"}
assert AWAY.keys() == set(Away)
assert CANCEL_WORDS.keys() == set(CANCEL_REASONS)


def cannot_make(card: BoardCard, line: BoardLine) -> rx.Component:
    """Beside each dish of an order that is being made."""
    return rx.cond(
        ((card.status == "accepted") | (card.status == "ready")) & (line.can_miss > 0),
        icon_button(
            "ban",
            "Cannot make " + line.name,
            on_click=Missing.open(line.id, line.name, line.can_miss),
            class_name="ml-auto shrink-0 text-muted",
            custom_attrs={"data-actions": ""},
        ),
    )


def changes(line: BoardLine) -> rx.Component:
    """What became of it. While the customer is asked, the kitchen may go on without it."""
    return rx.fragment(
        each(
            line.changes,
            lambda words: rx.el.p(words, class_name="font-semibold leading-snug text-act"),
        ),
        rx.cond(
            line.asked_id != "",
            button(
                "Pack without it",
                look="quiet",
                on_click=Missing.do_not_wait(line.asked_id),
                class_name="mt-1",
            ),
        ),
    )


def cancel_button(card: BoardCard) -> rx.Component:
    return icon_button(
        "circle-x",
        "Cancel " + card.number,
        on_click=Missing.ask_cancel(card.id, card.number),
        class_name="shrink-0 text-muted",
    )


def came_back(card: BoardCard) -> rx.Component:
    return rx.cond(
        has(Board.expected_back, card.id),
        button("It is back here", look="quiet", on_click=Missing.came_back(card.id)),
    )


def missing_dialogs() -> rx.Component:
    return rx.fragment(_dish_dialog(), _cancel_dialog())


def _dish_dialog() -> rx.Component:
    return dialog(
        Missing.line_id != "",
        "Out of " + Missing.dish + "?",
        error_banner(Missing.error),
        rx.cond(
            Missing.most > 1,
            rx.el.div(
                rx.el.span("How many are missing", class_name="font-medium"),
                stepper(
                    Missing.quantity,
                    Missing.count(Missing.quantity - 1),
                    Missing.count(Missing.quantity + 1),
                    "missing portions",
                ),
                class_name="flex items-center justify-between gap-3 pb-3",
            ),
        ),
        _off_sale(),
        button(
            "Take it off: money back",
            look="act",
            wide=True,
            on_click=Missing.take_off(Missing.line_id),
            id="take-off",
        ),
        rx.cond(
            some(Missing.proposals),
            rx.el.div(
                rx.el.h3("Or propose instead", class_name="pt-4 font-semibold"),
                rx.el.p(
                    "The customer says yes or no. What is dearer is on the house.",
                    class_name="pb-2 text-sm text-muted",
                ),
                rx.el.ul(each(Missing.proposals, _proposal), class_name="flex flex-col gap-2"),
            ),
        ),
        on_close=Missing.close,
    )


def _off_sale() -> rx.Component:
    """Nobody else shall order it: what has run out, and for how long."""
    return rx.el.div(
        rx.cond(
            some(Missing.parts),
            rx.el.div(
                rx.el.p("What has run out?", class_name="font-medium"),
                rx.el.div(
                    chip(
                        "The dish",
                        chosen=Missing.part == "",
                        on_click=Missing.choose_part(""),
                    ),
                    each(
                        Missing.parts,
                        lambda name: chip(
                            name,
                            chosen=Missing.part == name,
                            on_click=Missing.choose_part(name),
                        ),
                    ),
                    role="group",
                    aria_label="What has run out",
                    class_name="flex flex-wrap gap-2 pt-1",
                ),
            ),
        ),
        rx.el.div(
            rx.el.p("Off sale for how long?", class_name="font-medium"),
            rx.el.div(
                *[
                    chip(words, chosen=Missing.away == key, on_click=Missing.choose_away(key))
                    for key, words in AWAY.items()
                ],
                role="group",
                aria_label="Off sale for how long",
                class_name="flex flex-wrap gap-2 pt-1",
            ),
        ),
        class_name="flex flex-col gap-3 pb-4",
    )


def _proposal(one: Proposal) -> rx.Component:
    return rx.el.li(
        button(
            rx.el.span(
                rx.el.span(one.name, class_name="block truncate"),
                rx.cond(
                    one.note != "",
                    rx.el.span(one.note, class_name="block text-xs font-semibold text-act"),
                ),
                class_name="min-w-0 text-left",
            ),
            rx.cond(one.is_best, badge("Best match", look="accent")),
            money(one.price, class_name="ml-auto text-muted"),
            look="quiet",
            wide=True,
            on_click=Missing.propose(Missing.line_id, one.item_id),
            class_name="justify-start",
            custom_attrs={"data-testid": "proposal"},
        ),
    )


def _cancel_dialog() -> rx.Component:
    return dialog(
        Missing.cancelling != "",
        "Cancel " + Missing.number + "?",
        error_banner(Missing.error),
        rx.el.p(
            "The customer is told the reason and pays nothing; you earn nothing for it.",
            class_name="pb-3 text-muted",
        ),
        rx.el.div(
            *[
                button(
                    icon("circle-x", 18),
                    words,
                    look="quiet",
                    wide=True,
                    class_name="justify-start",
                    on_click=Missing.cancel(Missing.cancelling, reason),
                )
                for reason, words in CANCEL_WORDS.items()
            ],
            class_name="flex flex-col gap-2",
        ),
        on_close=Missing.close,
    )
