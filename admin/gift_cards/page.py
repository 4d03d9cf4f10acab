from typing import Any

import reflex as rx

from admin import addresses
from admin.finance import finance_places
from admin.gift_cards.state import GiftCards as Screen
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import below, question_dialog, status_badge, under
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.ui.kit import (
    Column,
    button,
    dialog,
    empty_state,
    field,
    icon,
    money,
    phrase,
    select,
    top_line,
)
from foodapp.views.console.gift_cards import GiftCardRow

CHOICES = [
    ("", "All"),
    ("active", "Not redeemed"),
    ("redeemed", "Redeemed"),
    ("blocked", "Blocked"),
]


@page(addresses.GIFT_CARDS, "Gift cards", Screen.arrive, Screen.load)
def gift_cards() -> rx.Component:
    return list_screen(
        Screen,
        "Gift cards",
        rows=Screen.rows,
        columns=COLUMNS,
        here=addresses.REFUNDS,
        nothing=empty_state("gift", "No gift cards here", "The ones you give away show here."),
        filters=rx.el.div(
            finance_places(addresses.GIFT_CARDS),
            choices(Screen, CHOICES, "Which gift cards"),
            search(Screen, "card", "Search cards", "Last characters of the code"),
            class_name="flex min-w-0 flex-col gap-1",
        ),
        actions=(
            rx.cond(
                Shell.may_refund,
                button(icon("gift", size=18), "Give one away", on_click=Screen.begin, id="give"),
            ),
        ),
        dialogs=(question_dialog(Screen), _giving()),
    )


def _block(one: GiftCardRow) -> rx.Component:
    return rx.cond(
        one.can_block,
        button(
            "Block",
            look="quiet",
            on_click=Screen.ask("block", one.id),
            aria_label=phrase(t("Block {name}", name=one.name)),
            class_name="px-3! text-sm",
        ),
    )


def _giving() -> rx.Component:
    return dialog(
        Screen.giving,
        "Give away a gift card",
        rx.cond(Screen.code != "", _given(), _form()),
        on_close=Screen.put_away,
    )


def _form() -> rx.Component:
    return rx.el.form(
        field(
            "Amount",
            "amount",
            required=True,
            input_mode="decimal",
            max_length=12,
            hint=phrase(t("{worth}, within your role's limit a day.", worth=Screen.worth)),
        ),
        select("Currency", "currency", Screen.currencies),
        field(
            "Reason",
            "reason",
            required=True,
            max_length=200,
            hint="For colleagues. The customer does not see it.",
        ),
        rx.cond(
            Screen.refused != "",
            rx.el.p(Screen.refused, role="alert", class_name="text-sm text-act", id="refused"),
        ),
        rx.el.div(
            button("Not now", look="quiet", on_click=Screen.put_away, type="button"),
            button("Make the card", type="submit", id="make-card"),
            class_name="flex flex-wrap justify-end gap-2 pt-2",
        ),
        on_submit=Screen.give,
        aria_label="Give away a gift card",
        class_name="flex flex-col gap-3",
    )


def _given() -> rx.Component:
    return rx.el.div(
        rx.el.p("Send this code to whom it is for. It is shown this once."),
        rx.el.p(
            Screen.code,
            id="code",
            role="status",
            class_name="rounded-xl bg-sunken px-3 py-4 text-center text-xl font-bold tnum"
            " select-all",
        ),
        rx.el.div(
            button("Done", on_click=Screen.put_away, id="done"), class_name="flex justify-end"
        ),
        class_name="flex flex-col gap-3",
    )


def _given_at(one: GiftCardRow) -> tuple[Any, ...]:
    return one.at, under("by ", one.by)


def _state(one: GiftCardRow) -> tuple[Any, ...]:
    return status_badge(one.look, one.words), rx.cond(one.ended != "", under(one.ended))


def _top(one: GiftCardRow) -> rx.Component:
    return top_line(
        rx.el.span(one.name, class_name="font-semibold tnum"),
        status_badge(one.look, one.words),
        money(one.amount, class_name="ml-auto font-semibold"),
    )


def _when(one: GiftCardRow) -> tuple[Any, ...]:
    return (
        rx.el.p(one.at, " by ", one.by, class_name="text-xs text-muted"),
        rx.cond(
            one.ended != "", rx.el.p(one.words, " ", one.ended, class_name="text-xs text-muted")
        ),
    )


COLUMNS: tuple[Column[GiftCardRow], ...] = (
    Column("Card", lambda one: one.name, _top, look="font-semibold whitespace-nowrap tnum"),
    Column("Given", _given_at, look="whitespace-nowrap tnum"),
    Column("Why", lambda one: one.reason, lambda one: rx.el.p(one.reason)),
    Column("", _state, _when),
    Column("Worth", lambda one: money(one.amount), is_number=True),
    Column("", _block, lambda one: below(_block(one)), look="text-right"),
)
