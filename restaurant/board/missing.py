"""What the kitchen cannot make: one dish, or the whole order; and food that comes back. All of it
opens in the browser and is kept without a network."""

from typing import Any

import reflex as rx

from foodapp.autopilot.proposals import Proposal
from foodapp.kit.words import t
from foodapp.menu.selling_out import Away
from foodapp.ui.kit import (
    badge,
    button,
    each,
    has,
    icon_button,
    money,
    opens,
    phrase,
    plain_dialog,
    some,
    text,
)
from foodapp.ui.presses import kept, while_kept, while_lost
from foodapp.views.restaurant import reason_words
from foodapp.views.restaurant.board import BoardCard, BoardLine
from restaurant.board.answering import reasons, will_be_sent
from restaurant.board.missing_state import Missing
from restaurant.board.state import Board

AWAY = {"tomorrow": "Today", "hour": "One hour", "good": "Until I say so"}
assert AWAY.keys() == set(Away)


def cannot_make(card: BoardCard, line: BoardLine) -> rx.Component:
    """Beside each dish of an order that is being made."""
    return rx.cond(
        ((card.status == "accepted") | (card.status == "ready")) & (line.can_miss > 0),
        rx.el.div(
            icon_button(
                "ban",
                phrase(t("Cannot make {dish}", dish=line.name)),
                on_click=Missing.open(line.id),
                class_name="text-muted",
                custom_attrs=opens("missing-" + line.id),
            ),
            _dish_dialog(line),
            class_name="ml-auto shrink-0",
            custom_attrs={"data-actions": ""},
        ),
    )


def changes(line: BoardLine) -> rx.Component:
    """What became of it. While the customer is asked, the kitchen may go on without it."""
    return rx.fragment(
        while_kept("cannot_make", line.id, will_be_sent("Cannot be made.")),
        each(
            line.changes,
            lambda words: rx.el.p(words, class_name="font-semibold leading-snug text-act"),
        ),
        rx.cond(
            line.asked_id != "",
            kept(
                button("Pack without it", look="quiet", class_name="mt-1"),
                verb="pack_without",
                subject=line.asked_id,
            ),
        ),
    )


def cancel_button(card: BoardCard) -> rx.Component:
    return rx.fragment(
        icon_button(
            "circle-x",
            phrase(t("Cancel {order}", order=card.number)),
            class_name="shrink-0 text-muted",
            custom_attrs=opens("cancel-" + card.id),
        ),
        plain_dialog(
            "cancel-" + card.id,
            phrase(t("Cancel {order}?", order=card.number)),
            rx.el.p(
                "The customer is told the reason and pays nothing; you earn nothing for it.",
                class_name="pb-3 text-muted",
            ),
            reasons("cancel", card, reason_words.CANCELLING),
        ),
    )


def cancelled(card: BoardCard) -> rx.Component:
    return while_kept("cancel", card.id, will_be_sent("Cancelled."))


def came_back(card: BoardCard) -> rx.Component:
    return rx.cond(
        has(Board.expected_back, card.id),
        kept(button("It is back here", look="quiet"), verb="came_back", subject=card.id),
    )


def _dish_dialog(line: BoardLine) -> rx.Component:
    return plain_dialog(
        "missing-" + line.id,
        phrase(t("Out of {dish}?", dish=line.name)),
        kept(
            rx.el.form(
                _how_many(line),
                _what_has_run_out(line),
                _fields(
                    "Off sale for how long?",
                    *[_radio("away", key, words, key == "tomorrow") for key, words in AWAY.items()],
                ),
                button(
                    "Take it off: money back",
                    type="submit",
                    look="act",
                    wide=True,
                    id="take-off",
                ),
                _instead(line),
                class_name="flex flex-col gap-3",
            ),
            verb="cannot_make",
            subject=line.id,
            quiet=True,
        ),
    )


def _how_many(line: BoardLine) -> rx.Component:
    most = text(line.can_miss)
    return rx.cond(
        line.can_miss > 1,
        rx.el.label(
            rx.el.span("How many are missing", class_name="font-medium"),
            rx.el.input(
                type="number",
                name="quantity",
                default_value=most,
                min="1",
                max=most,
                required=True,
                class_name="min-h-11 w-20 rounded-xl border border-line bg-ground text-center"
                " text-lg tnum",
            ),
            class_name="flex items-center justify-between gap-3",
        ),
        rx.el.input(type="hidden", name="quantity", value="1"),
    )


def _what_has_run_out(line: BoardLine) -> rx.Component:
    """Nobody else shall order it."""
    return rx.cond(
        some(line.parts),
        _fields(
            "What has run out?",
            _radio("part", "", "The dish", True),
            each(line.parts, lambda name: _radio("part", name, name, False)),
        ),
    )


def _fields(title: str, *radios: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(title, class_name="font-medium"),
        rx.el.div(*radios, class_name="flex flex-wrap gap-2 pt-1"),
    )


def _radio(name: str, value: Any, words: Any, is_chosen: bool) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio", name=name, value=value, default_checked=is_chosen, class_name="sr-only"
        ),
        words,
        class_name="inline-flex min-h-11 cursor-pointer items-center rounded-full border px-4"
        " text-sm font-medium border-line bg-raised has-checked:border-accent"
        " has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2"
        " has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
    )


def _instead(line: BoardLine) -> rx.Component:
    return rx.fragment(
        while_lost(
            rx.el.p(
                "What could come instead is known again when the network is back.",
                class_name="text-sm text-muted",
            )
        ),
        rx.cond(
            (Missing.line_id == line.id) & some(Missing.proposals),
            rx.el.div(
                rx.el.h3("Or propose instead", class_name="font-semibold"),
                rx.el.p(
                    "The customer says yes or no. What is dearer is on the house.",
                    class_name="pb-2 text-sm text-muted",
                ),
                rx.el.ul(each(Missing.proposals, _proposal), class_name="flex flex-col gap-2"),
            ),
        ),
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
            type="submit",
            name="instead",
            value=one.item_id,
            look="quiet",
            wide=True,
            class_name="justify-start",
            custom_attrs={"data-testid": "proposal"},
        ),
    )
