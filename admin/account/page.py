import reflex as rx

from admin import addresses
from admin.account.state import Account
from admin.finance import file_link
from admin.layout import page
from admin.list_screen import list_screen
from admin.parts import money_link
from foodapp.ui.kit import Column, empty_state, icon, link, money, top_line
from foodapp.views.console.ledger import EntryRow


@page(addresses.ACCOUNT, "Account", Account.load)
def account() -> rx.Component:
    return list_screen(
        Account,
        "Account",
        here=addresses.REFUNDS,
        rows=Account.rows,
        columns=COLUMNS,
        card="px-4 py-2 text-sm",
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
            to=addresses.LEDGER,
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


def _order(one: EntryRow) -> rx.Component:
    return rx.cond(
        one.order_id != "",
        money_link(one.number, one.order_id),
    )


def _top(one: EntryRow) -> rx.Component:
    return top_line(
        _order(one),
        rx.el.span(one.at, class_name="text-xs text-muted tnum"),
        rx.cond(
            one.debit != "",
            rx.el.span("debit ", money(one.debit), class_name="ml-auto"),
            rx.el.span("credit ", money(one.credit), class_name="ml-auto"),
        ),
    )


COLUMNS: tuple[Column[EntryRow], ...] = (
    Column("When", lambda one: one.at, _top, look="whitespace-nowrap text-muted tnum"),
    Column("What", lambda one: one.words, lambda one: rx.el.p(one.words, class_name="text-muted")),
    Column("Order", _order),
    Column("Debit", lambda one: money(one.debit), is_number=True),
    Column("Credit", lambda one: money(one.credit), is_number=True),
)
