import reflex as rx

from admin.finance import finance_places
from admin.layout import page
from admin.ledger.state import Ledger
from admin.list_screen import choices, list_screen
from admin.parts import CELL, NUMBER, ROW
from foodapp.ui.kit import empty_state, link, money, text
from foodapp.views.console.ledger import AccountRow

CHOICES = [
    ("", "Platform"),
    ("restaurants", "Restaurants"),
    ("riders", "Riders"),
    ("customers", "Customers"),
]
AMOUNT = "ml-auto whitespace-nowrap"
HEADS = [("Account", ""), ("Currency", ""), ("Debit", "text-right"), ("Credit", "text-right")]


@page("/admin/ledger", "Ledger", Ledger.load)
def ledger() -> rx.Component:
    return list_screen(
        Ledger,
        "Ledger",
        text="Debit: held, or owed to the platform. Credit: owed by it, or earned.",
        here="/admin/refunds",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("book-open", "Nothing here", "Nothing has moved in these books yet."),
        filters=rx.el.div(
            finance_places("/admin/ledger"), choices(Ledger, CHOICES, "Whose accounts")
        ),
    )


def _row(one: AccountRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(_name(one), class_name=CELL),
        rx.el.td(one.currency, class_name=f"{CELL} text-muted"),
        rx.el.td(money(one.debit), class_name=NUMBER),
        rx.el.td(money(one.credit), class_name=NUMBER),
        class_name=ROW,
    )


def _name(one: AccountRow) -> rx.Component:
    return link(
        one.name,
        to="/admin/ledger/account?id=" + text(one.id),
        class_name="inline-flex min-h-11 items-center font-medium",
    )


def _card(one: AccountRow) -> rx.Component:
    return rx.el.li(
        _name(one),
        rx.cond(
            one.debit != "",
            rx.el.span(
                "debit ", money(one.debit, class_name="font-semibold text-ink"), class_name=AMOUNT
            ),
            rx.el.span(
                "credit ", money(one.credit, class_name="font-semibold text-ink"), class_name=AMOUNT
            ),
        ),
        class_name="flex flex-wrap items-center justify-between gap-2 px-4 py-1.5 text-sm"
        " text-muted",
    )
