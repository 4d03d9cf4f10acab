import reflex as rx

from admin.account.state import Account
from admin.finance import file_link
from admin.layout import page
from admin.list_screen import list_screen
from admin.parts import CELL, NUMBER, ROW
from foodapp.ui.kit import empty_state, icon, link, money
from foodapp.views.console.ledger import EntryRow

HEADS = [
    ("When", ""),
    ("What", ""),
    ("Order", ""),
    ("Debit", "text-right"),
    ("Credit", "text-right"),
]


@page("/admin/ledger/account", "Account", Account.load)
def account() -> rx.Component:
    return list_screen(
        Account,
        "Account",
        here="/admin/refunds",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state(
            "book-open", "Nothing has moved", "No order or payment has touched this account yet."
        ),
        filters=_which(),
        actions=(file_link("/api/admin/ledger/" + Account.id + ".csv"),),
    )


def _which() -> rx.Component:
    one = Account.account
    return rx.el.div(
        link(
            icon("arrow-left", size=16),
            "Ledger",
            to="/admin/ledger",
            class_name="inline-flex min-h-11 items-center gap-1 text-sm",
        ),
        rx.el.p(
            rx.el.span(one.name, class_name="font-semibold"),
            rx.cond(
                one.debit != "",
                rx.el.span(" debit ", money(one.debit, class_name="font-semibold text-ink")),
                rx.el.span(" credit ", money(one.credit, class_name="font-semibold text-ink")),
            ),
            id="account-balance",
            class_name="text-muted",
        ),
    )


def _row(one: EntryRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(one.at, class_name=f"{CELL} whitespace-nowrap text-muted tnum"),
        rx.el.td(one.words, class_name=CELL),
        rx.el.td(_order(one), class_name=CELL),
        rx.el.td(money(one.debit), class_name=NUMBER),
        rx.el.td(money(one.credit), class_name=NUMBER),
        class_name=ROW,
    )


def _order(one: EntryRow) -> rx.Component:
    return rx.cond(
        one.order_id != "",
        link(
            one.number,
            to="/admin/orders/" + one.order_id + "/money",
            class_name="inline-flex min-h-11 items-center font-semibold whitespace-nowrap",
        ),
    )


def _card(one: EntryRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            _order(one),
            rx.el.span(one.at, class_name="text-xs text-muted tnum"),
            rx.cond(
                one.debit != "",
                rx.el.span("debit ", money(one.debit), class_name="ml-auto"),
                rx.el.span("credit ", money(one.credit), class_name="ml-auto"),
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(one.words, class_name="text-muted"),
        class_name="px-4 py-2 text-sm",
    )
