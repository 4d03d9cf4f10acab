import reflex as rx

from admin.invoices.state import Invoices
from admin.layout import page
from admin.list_screen import list_screen, search
from admin.parts import CELL, NUMBER, ROW, question_dialog
from admin.state import Shell
from foodapp.ui.kit import badge, button, empty_state, link_button, money
from foodapp.ui.payouts import file_link
from foodapp.views.payee import InvoiceCard

HEADS = [
    ("Number", ""),
    ("Restaurant", ""),
    ("Month", ""),
    ("Orders", "text-right"),
    ("Amount", "text-right"),
    ("", "text-right"),
]


@page("/admin/invoices", "Commission invoices", Invoices.arrive, Invoices.load)
def invoices() -> rx.Component:
    return list_screen(
        Invoices,
        "Commission invoices",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("receipt-text", "No invoices here", "They are written each month."),
        filters=rx.fragment(),
        actions=(
            search(Invoices, "invoices", "Restaurant"),
            link_button("Payouts", to="/admin/payouts", look="quiet"),
        ),
        dialogs=(question_dialog(Invoices),),
    )


def _row(one: InvoiceCard) -> rx.Component:
    return rx.el.tr(
        rx.el.td(_number(one), class_name=CELL),
        rx.el.td(one.restaurant, class_name=CELL),
        rx.el.td(one.month, class_name=f"{CELL} whitespace-nowrap"),
        rx.el.td(one.orders, class_name=NUMBER),
        rx.el.td(money(one.amount), class_name=NUMBER),
        rx.el.td(_actions(one), class_name=CELL),
        class_name=ROW,
        custom_attrs={"data-invoice": one.number},
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


def _card(one: InvoiceCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            _number(one), money(one.amount, class_name="ml-auto font-semibold"), class_name="flex"
        ),
        rx.el.p(one.restaurant, " · ", one.month, class_name="text-sm text-muted"),
        _actions(one),
        class_name="flex flex-col gap-1 px-4 py-3",
    )
