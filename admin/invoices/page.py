import reflex as rx

from admin import addresses
from admin.invoices.state import Invoices
from admin.layout import page
from admin.list_screen import list_screen, search
from admin.parts import question_dialog
from admin.state import Shell
from foodapp.ui.kit import Column, badge, button, empty_state, link_button, money
from foodapp.ui.payouts import file_link
from foodapp.views.payee import InvoiceCard


@page(addresses.INVOICES, "Commission invoices", Invoices.arrive, Invoices.load)
def invoices() -> rx.Component:
    return list_screen(
        Invoices,
        "Commission invoices",
        rows=Invoices.rows,
        columns=COLUMNS,
        attrs=lambda one: {"data-invoice": one.number},
        card="flex flex-col gap-1 px-4 py-3",
        nothing=empty_state("receipt-text", "No invoices here", "They are written each month."),
        filters=rx.fragment(),
        actions=(
            search(Invoices, "invoice", "Search invoices", "Restaurant"),
            link_button("Payouts", to=addresses.PAYOUTS, look="quiet"),
        ),
        dialogs=(question_dialog(Invoices),),
    )


def _number(one: InvoiceCard) -> rx.Component:
    return rx.el.span(
        rx.el.span(one.words, " ", one.number, class_name="font-semibold tnum"),
        rx.cond(one.is_cancelled, badge("Cancelled")),
        class_name="inline-flex flex-wrap items-center gap-2",
    )


def _actions(one: InvoiceCard) -> rx.Component:
    return rx.el.div(
        rx.cond(
            Shell.may_payouts & ~one.is_note,
            rx.cond(
                one.is_cancelled,
                _act("Invoice anew", "anew", one),
                _act("Cancel", "cancel", one),
            ),
        ),
        file_link("PDF", "/api/admin/invoices/" + one.id + ".pdf", one.words + " " + one.number),
        class_name="flex flex-wrap items-center justify-end gap-1",
    )


def _act(words: str, kind: str, one: InvoiceCard) -> rx.Component:
    return button(
        words,
        look="plain",
        on_click=Invoices.ask(kind, one.id),
        aria_label=words + " " + one.number,
        class_name="px-3! text-sm",
    )


def _top(one: InvoiceCard) -> rx.Component:
    return rx.el.div(
        _number(one), money(one.amount, class_name="ml-auto font-semibold"), class_name="flex"
    )


def _whose(one: InvoiceCard) -> rx.Component:
    return rx.el.p(one.restaurant, " · ", one.month, class_name="text-sm text-muted")


COLUMNS: tuple[Column[InvoiceCard], ...] = (
    Column("Number", _number, _top),
    Column("Restaurant", lambda one: one.restaurant, _whose),
    Column("Month", lambda one: one.month, look="whitespace-nowrap"),
    Column("Orders", lambda one: one.orders, is_number=True),
    Column("Amount", lambda one: money(one.amount), is_number=True),
    Column("", _actions, _actions),
)
