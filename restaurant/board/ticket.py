"""One order on the board, as big as a cook at arm's length needs it."""

from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import VERBATIM, badge, button, either, has, icon, money, phrase
from foodapp.ui.presses import kept
from foodapp.views.restaurant.board import BoardCard
from restaurant.board.answering import answer
from restaurant.board.lines import LINE, RED_LINE, allergy, note, ticket_lines
from restaurant.board.missing import came_back, cancel_button, cancelled
from restaurant.board.pieces import Countdown, Due, PrintTicket, Waiting
from restaurant.board.presses import Presses
from restaurant.board.state import Board

BASE = "rise flex flex-col gap-3 rounded-card bg-raised p-3 shadow-card"
TICKET = f"{BASE} border border-line"
TICKET_NEW = f"{BASE} border-2 border-accent"
GREEN_LINE = f"{LINE} bg-done-soft font-semibold text-done"


def new_ticket(card: BoardCard) -> rx.Component:
    return _ticket(
        card,
        Countdown.create(since=card.placed_at, until=card.answer_by, clock=card.answer_by_shown),
        rx.cond(
            card.was_prompted,
            rx.el.div(badge(icon("bell-ring", 14), "Please answer", look="act")),
        ),
        answer(card),
        look=TICKET_NEW,
    )


def cooking_ticket(card: BoardCard) -> rx.Component:
    return _ticket(
        card,
        Due.create(at=card.ready_by, clock=card.ready_by_shown),
        _rider(card),
        rx.el.div(
            kept(
                button(
                    "+10 min",
                    look="quiet",
                    class_name="min-h-12",
                    aria_label=phrase(t("Ten minutes more for {order}", order=card.number)),
                ),
                verb="delay",
                subject=card.id,
                says="10",
            ),
            rx.el.div(
                kept(
                    button(
                        icon("check"),
                        "Ready",
                        wide=True,
                        class_name="text-lg min-h-12",
                        aria_label=phrase(t("{order} is ready", order=card.number)),
                    ),
                    verb="ready",
                    subject=card.id,
                ),
                class_name="flex-1",
            ),
            class_name="flex gap-2",
        ),
    )


def ready_ticket(card: BoardCard) -> rx.Component:
    return _ticket(
        card,
        Waiting.create(since=card.ready_at),
        _rider(card),
        rx.cond(card.is_delivery, _given(card), _pin(card)),
    )


def scheduled_ticket(card: BoardCard) -> rx.Component:
    return _ticket(
        card,
        rx.el.span(
            rx.el.span(card.requested_shown, class_name="text-2xl font-bold leading-none tnum"),
            rx.el.span("wanted", class_name="text-xs text-muted"),
            class_name="flex flex-col items-end",
        ),
        rx.fragment(),
        kept(
            button(
                "Ready already",
                look="quiet",
                aria_label=phrase(t("{order} is ready already", order=card.number)),
                wide=True,
            ),
            verb="ready",
            subject=card.id,
        ),
    )


def done_row(card: BoardCard) -> rx.Component:
    return rx.el.li(
        rx.el.span(card.number, class_name="font-semibold whitespace-nowrap"),
        rx.el.span(card.customer, class_name="truncate text-muted"),
        rx.el.span(card.outcome, class_name="ml-auto text-right text-sm text-muted"),
        came_back(card),
        custom_attrs=VERBATIM,
        class_name="flex flex-wrap items-baseline gap-3 border-t border-line py-2",
    )


def _ticket(
    card: BoardCard, clock: Any, state: Any, actions: Any, *, look: str = TICKET
) -> rx.Component:
    return rx.el.article(
        rx.el.header(
            rx.el.div(
                rx.el.h3(
                    card.number,
                    class_name="pb-1 text-2xl font-bold leading-none whitespace-nowrap",
                ),
                rx.el.p(
                    rx.cond(card.is_delivery, icon("bike", 16), icon("shopping-bag", 16)),
                    rx.cond(
                        card.is_delivery,
                        rx.el.span("Delivery, ", class_name="sr-only"),
                        rx.el.span("Pick-up ·", class_name="whitespace-nowrap"),
                    ),
                    rx.el.span(card.customer, class_name="truncate font-medium text-ink"),
                    class_name="flex items-center gap-1.5 text-sm text-muted",
                ),
                class_name="min-w-0",
            ),
            rx.el.div(clock, class_name="ml-auto shrink-0"),
            class_name="flex items-start gap-3",
        ),
        state,
        allergy(card),
        rx.cond(
            (card.requested_shown != "") & (card.status == "placed"),
            rx.el.p(
                icon("calendar-clock", 16),
                "Wanted for ",
                rx.el.b(card.requested_shown),
                class_name="flex items-center gap-2 text-accent-ink",
            ),
        ),
        ticket_lines(card),
        rx.cond(card.note != "", note(card.note, card.mentions_allergy)),
        rx.el.div(
            rx.el.p(
                card.portions,
                either(card.portions == 1, " dish · ", " dishes · "),
                money(card.total),
            ),
            rx.el.div(
                rx.cond(card.accepted_at != "", cancel_button(card)),
                PrintTicket.create(label=phrase(t("Print {order}", order=card.number))),
                class_name="flex items-center",
            ),
            class_name="-my-2 -mr-2.5 flex items-center justify-between text-sm text-muted tnum",
        ),
        cancelled(card),
        rx.el.div(actions, custom_attrs={"data-actions": ""}, class_name="empty:hidden"),
        class_name=look,
        aria_label=phrase(t("Order {order}", order=card.number)),
        custom_attrs={"data-ticket": card.id, **VERBATIM},
    )


def _rider(card: BoardCard) -> rx.Component:
    """Who comes for it; red when nobody was found."""
    coming = Board.coming[card.id]
    return rx.cond(
        card.is_delivery & has(Board.coming, card.id),
        rx.el.p(
            icon("bike", 18),
            coming.words,
            class_name=either(
                coming.is_here,
                GREEN_LINE,
                either(
                    coming.is_missing,
                    RED_LINE,
                    "flex items-center gap-2 text-muted",
                ),
            ),
        ),
    )


def _given(card: BoardCard) -> rx.Component:
    """For riders who forget to say so, or whose phone does not know where they are."""
    coming = Board.coming[card.id]
    return rx.cond(
        card.is_delivery & has(Board.coming, card.id) & coming.can_give,
        kept(
            button(
                "Given to the rider",
                look="quiet",
                wide=True,
                aria_label=phrase(t("Given to the rider: {order}", order=card.number)),
            ),
            verb="give",
            subject=card.id,
        ),
    )


def _pin(card: BoardCard) -> rx.Component:
    return rx.el.div(
        kept(
            rx.el.form(
                rx.el.input(
                    name="pin",
                    placeholder="PIN",
                    input_mode="numeric",
                    auto_complete="off",
                    max_length=4,
                    required=True,
                    aria_label=phrase(t("PIN of {order}", order=card.number)),
                    class_name="min-h-12 w-24 rounded-xl border border-line bg-ground text-center"
                    " text-xl tracking-widest tnum",
                ),
                button("Hand over", type="submit", look="done", class_name="flex-1 min-h-12"),
                class_name="flex flex-wrap gap-2",
            ),
            verb="hand_over",
            subject=card.id,
        ),
        rx.el.p(
            either(Presses.pin_of == card.id, Presses.pin_error, ""),
            role="alert",
            class_name="pt-1 text-sm text-act empty:hidden",
        ),
    )
