import reflex as rx

from admin.finance import finance_places
from admin.gift_cards.state import GiftCards as Screen
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import CELL, NUMBER, ROW, question_dialog, status_badge
from admin.state import Shell
from foodapp.ui.kit import button, dialog, empty_state, field, icon, money, select
from foodapp.views.console.gift_cards import GiftCardRow

CHOICES = [
    ("", "All"),
    ("active", "Not redeemed"),
    ("redeemed", "Redeemed"),
    ("blocked", "Blocked"),
]
HEADS = [
    ("Card", ""),
    ("Given", ""),
    ("Why", ""),
    ("", ""),
    ("Worth", "text-right"),
    ("", "text-right"),
]


@page("/admin/gift-cards", "Gift cards", Screen.arrive, Screen.load)
def gift_cards() -> rx.Component:
    return list_screen(
        Screen,
        "Gift cards",
        heads=HEADS,
        row=_row,
        card=_card,
        here="/admin/refunds",
        nothing=empty_state("gift", "No gift cards here", "The ones you give away show here."),
        filters=rx.el.div(
            finance_places("/admin/gift-cards"),
            choices(Screen, CHOICES, "Which gift cards"),
            search(Screen, "cards", "Last characters of the code"),
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


def _row(one: GiftCardRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(one.name, class_name=f"{CELL} font-semibold whitespace-nowrap tnum"),
        rx.el.td(
            one.at,
            rx.el.span("by ", one.by, class_name="block text-xs text-muted"),
            class_name=f"{CELL} whitespace-nowrap tnum",
        ),
        rx.el.td(one.reason, class_name=CELL),
        rx.el.td(
            status_badge(one.look, one.words),
            rx.cond(
                one.ended != "",
                rx.el.span(one.ended, class_name="block text-xs text-muted"),
            ),
            class_name=CELL,
        ),
        rx.el.td(money(one.amount), class_name=NUMBER),
        rx.el.td(_block(one), class_name=f"{CELL} text-right"),
        class_name=ROW,
    )


def _card(one: GiftCardRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.name, class_name="font-semibold tnum"),
            status_badge(one.look, one.words),
            money(one.amount, class_name="ml-auto font-semibold"),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(one.reason),
        rx.el.p(one.at, " by ", one.by, class_name="text-xs text-muted"),
        rx.cond(
            one.ended != "", rx.el.p(one.words, " ", one.ended, class_name="text-xs text-muted")
        ),
        rx.el.div(_block(one), class_name="pt-2 empty:hidden"),
        class_name="px-4 py-3 text-sm",
    )


def _block(one: GiftCardRow) -> rx.Component:
    return rx.cond(
        one.can_block,
        button(
            "Block",
            look="quiet",
            on_click=Screen.ask("block", one.id),
            aria_label="Block " + one.name,
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
            hint=Screen.worth + ", within your role's limit a day.",
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
