from typing import Any

import reflex as rx

from admin import addresses
from admin.finance import finance_places
from admin.gift_cards.state import GiftCards as Screen
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import below, question_dialog, status_badge, under
from admin.state import Shell
from foodapp.kit.words import Words, t
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


def _acts(one: GiftCardRow) -> rx.Component:
    """Who may send one may block it, too."""
    return rx.cond(
        one.can_block,
        rx.el.div(
            rx.cond(one.can_send, rx.fragment(_send(one), _send_to(one))),
            _quiet("Block", "block", t("Block {name}", name=one.name), one),
            class_name="flex flex-wrap justify-end gap-1 lg:flex-nowrap",
        ),
    )


def _send(one: GiftCardRow) -> rx.Component:
    return _quiet("Send now", "send", t("Send the code of {name} now", name=one.name), one)


def _send_to(one: GiftCardRow) -> rx.Component:
    says = t("Send the code of {name} to another address", name=one.name)
    return _quiet("Other address", "send_to", says, one)


def _quiet(label: str, kind: str, says: Words, one: GiftCardRow) -> rx.Component:
    return button(
        label,
        look="quiet",
        on_click=Screen.ask(kind, one.id),
        aria_label=phrase(says),
        class_name="px-3! text-sm whitespace-nowrap",
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


def _why(one: GiftCardRow) -> tuple[Any, ...]:
    return rx.el.p(one.reason), rx.cond(one.gift != "", under(one.gift))


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
    Column("Why", _why, lambda one: rx.el.div(*_why(one))),
    Column("", _state, _when, look="whitespace-nowrap"),
    Column("Worth", lambda one: money(one.amount), is_number=True),
    Column("", _acts, lambda one: below(_acts(one)), look="text-right"),
)
