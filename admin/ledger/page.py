import reflex as rx

from admin import addresses
from admin.finance import finance_places
from admin.layout import page
from admin.ledger.state import Ledger
from admin.list_screen import choices, list_screen
from foodapp.ui.kit import Column, empty_state, link, money, text
from foodapp.views.console.ledger import AccountRow

CHOICES = [
    ("", "Platform"),
    ("restaurants", "Restaurants"),
    ("riders", "Riders"),
    ("customers", "Customers"),
]
AMOUNT = "ml-auto whitespace-nowrap"


@page(addresses.LEDGER, "Ledger", Ledger.load)
def ledger() -> rx.Component:
    return list_screen(
        Ledger,
        "Ledger",
        text="Debit: held, or owed to the platform. Credit: owed by it, or earned.",
        here=addresses.REFUNDS,
        rows=Ledger.rows,
        columns=COLUMNS,
        card="flex flex-wrap items-center justify-between gap-2 px-4 py-1.5 text-sm text-muted",
        nothing=empty_state("book-open", "Nothing here", "Nothing has moved in these books yet."),
        filters=rx.el.div(
            finance_places(addresses.LEDGER), choices(Ledger, CHOICES, "Whose accounts")
        ),
    )


def _name(one: AccountRow) -> rx.Component:
    return link(
        one.name,
        to="/admin/ledger/account?id=" + text(one.id),
        class_name="inline-flex min-h-11 items-center font-medium",
    )


def _balance(one: AccountRow) -> rx.Component:
    return rx.cond(
        one.debit != "",
        rx.el.span(
            "debit ", money(one.debit, class_name="font-semibold text-ink"), class_name=AMOUNT
        ),
        rx.el.span(
            "credit ", money(one.credit, class_name="font-semibold text-ink"), class_name=AMOUNT
        ),
    )


COLUMNS: tuple[Column[AccountRow], ...] = (
    Column("Account", _name, _name),
    Column("Currency", lambda one: one.currency, look="text-muted"),
    Column("Debit", lambda one: money(one.debit), _balance, is_number=True),
    Column("Credit", lambda one: money(one.credit), is_number=True),
)
