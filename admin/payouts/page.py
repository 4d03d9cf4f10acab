from typing import Any

import reflex as rx

from admin import addresses
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import panel, question_dialog, status_badge
from admin.payouts.state import Payouts
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.ui.kit import (
    Column,
    button,
    cases,
    each,
    empty_state,
    link,
    link_button,
    money,
    phrase,
    some,
)
from foodapp.ui.payouts import file_link
from foodapp.views.account_changes import ChangeCard
from foodapp.views.console.payouts import PayoutRow

CHOICES = [
    ("", "To send"),
    ("sent", "On the way"),
    ("failed", "Came back"),
    ("paid", "Paid"),
]
SMALL = "px-3! text-sm"


@page(addresses.PAYOUTS, "Payouts", Payouts.arrive, Payouts.load)
def payouts() -> rx.Component:
    return list_screen(
        Payouts,
        "Payouts",
        rows=Payouts.rows,
        columns=COLUMNS,
        attrs=lambda one: {"data-payout": one.status},
        card="flex flex-col gap-1 px-4 py-3",
        nothing=empty_state(
            "landmark", "No payouts here", "What is owed is added up every Monday."
        ),
        filters=rx.fragment(_changes(), _filters()),
        actions=(
            search(Payouts, "payout", "Search payouts", "Restaurant or rider"),
            link_button("Cash", to=addresses.CASH, look="quiet"),
            link_button("Invoices", to=addresses.INVOICES, look="quiet"),
        ),
        dialogs=(question_dialog(Payouts),),
    )


def _changes() -> rx.Component:
    """Accounts that payees shall be paid to: by two people, and after a while."""
    return rx.cond(
        some(Payouts.changes),
        panel(
            "Accounts that are to change",
            rx.el.ul(each(Payouts.changes, _change), class_name="divide-y divide-line"),
            class_name="mb-4",
            custom_attrs={"data-testid": "account-changes"},
        ),
    )


def _change(one: ChangeCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(one.payee, class_name="font-semibold"),
                " to ",
                rx.el.span(one.wanted, class_name="font-semibold tnum break-all"),
            ),
            rx.el.p(one.words, ", asked for by ", one.by, class_name="text-xs text-muted tnum"),
            class_name="min-w-0 flex-1 basis-60",
        ),
        rx.cond(
            Shell.may_payouts,
            rx.el.div(
                rx.cond(
                    one.can_confirm,
                    button(
                        "Confirm",
                        on_click=Payouts.ask("confirm_change", one.id),
                        aria_label=phrase(t("Confirm the account of {payee}", payee=one.payee)),
                        class_name=SMALL,
                    ),
                ),
                button(
                    "Keep as it is",
                    look="plain",
                    on_click=Payouts.ask("end_change", one.id),
                    aria_label=phrase(t("Keep the account of {payee}", payee=one.payee)),
                    class_name=SMALL,
                ),
                class_name="flex gap-1",
            ),
        ),
        class_name="flex flex-wrap items-center gap-2 px-4 py-2 text-sm",
    )


def _filters() -> rx.Component:
    return rx.el.div(
        choices(Payouts, CHOICES, "Which payouts"),
        rx.cond(
            Payouts.total != "",
            rx.el.p(
                "Together ",
                money(Payouts.total, class_name="font-semibold"),
                id="payouts-total",
                class_name="text-sm sm:ml-auto",
            ),
        ),
        rx.cond(
            Shell.may_payouts & (Payouts.which == "") & (some(Payouts.rows)),
            button(
                "Send all on this page",
                on_click=Payouts.ask("send_all", ""),
                id="send-all",
            ),
        ),
        class_name="flex flex-wrap items-center gap-3",
    )


def _payee(one: PayoutRow) -> rx.Component:
    return rx.fragment(
        rx.cond(
            one.kind == "restaurant",
            link(one.payee, to=addresses.restaurant(one.payee_id), class_name="font-semibold"),
            rx.el.span(one.payee, class_name="font-semibold"),
        ),
        rx.el.p(one.kind, class_name="text-xs capitalize text-muted"),
    )


def _goes_to(one: PayoutRow) -> rx.Component:
    return rx.fragment(
        rx.el.p(one.way),
        rx.el.p(one.goes_to, class_name="break-words text-xs text-muted tnum"),
    )


def _status(one: PayoutRow) -> rx.Component:
    return rx.fragment(
        status_badge(one.look, one.words),
        rx.el.p(one.at, class_name="pt-0.5 text-xs text-muted tnum"),
        rx.cond(
            one.note != "", rx.el.p(one.note, class_name="max-w-56 break-words text-xs text-act")
        ),
        rx.cond(
            one.bank_ref != "",
            rx.el.p(one.bank_ref, class_name="max-w-40 truncate text-xs text-muted"),
        ),
    )


def _files(one: PayoutRow) -> rx.Component:
    base = "/api/admin/payouts/" + one.id
    return rx.el.div(
        file_link("PDF", base + ".pdf", phrase(t("Statement of {payee}", payee=one.payee))),
        file_link("CSV", base + ".csv", phrase(t("Table of {payee}", payee=one.payee))),
        class_name="flex",
    )


def _actions(one: PayoutRow) -> rx.Component:
    return rx.cond(
        Shell.may_payouts,
        rx.el.div(
            cases(
                one.status,
                (
                    "drafted",
                    rx.fragment(
                        rx.cond(
                            one.account == "",
                            _act("Account", "account", one.payee_id, one, "plain"),
                            _act("By bank", "by_bank", one.payee_id, one, "plain"),
                        ),
                        _act("Send", "send", one.id, one, "quiet"),
                    ),
                ),
                (
                    "sent",
                    rx.cond(
                        one.is_by_bank,
                        rx.fragment(
                            _act("It is paid", "paid", one.id, one, "quiet"),
                            _act("Came back", "failed", one.id, one, "plain"),
                        ),
                    ),
                ),
                (
                    "failed",
                    rx.fragment(
                        rx.cond(
                            one.account != "",
                            _act("By bank", "by_bank", one.payee_id, one, "plain"),
                        ),
                        _act("Try again", "again", one.id, one, "quiet"),
                    ),
                ),
                otherwise=rx.cond(
                    one.is_by_bank, _act("Came back", "failed", one.id, one, "plain")
                ),
            ),
            class_name="flex flex-wrap justify-end gap-1",
        ),
    )


def _act(words: str, kind: str, subject: str, one: PayoutRow, look: str) -> rx.Component:
    return button(
        words,
        look=look,
        on_click=Payouts.ask(kind, subject),
        aria_label=words + ": " + one.payee,
        class_name=SMALL,
    )


def _period(one: PayoutRow) -> tuple[Any, ...]:
    return (
        rx.el.p(one.period, class_name="whitespace-nowrap tnum"),
        rx.el.p(one.reference, class_name="text-xs text-muted tnum"),
    )


def _top(one: PayoutRow) -> rx.Component:
    return rx.el.div(
        rx.el.div(_payee(one), class_name="min-w-0 flex-1"),
        money(one.amount, class_name="font-semibold"),
        class_name="flex items-start gap-2",
    )


def _way(one: PayoutRow) -> rx.Component:
    return rx.el.p(one.way, ": ", one.goes_to, class_name="break-words text-sm text-muted")


def _files_and_actions(one: PayoutRow) -> rx.Component:
    return rx.el.div(
        _files(one), _actions(one), class_name="flex flex-wrap items-center justify-between"
    )


COLUMNS: tuple[Column[PayoutRow], ...] = (
    Column("Payee", _payee, _top),
    Column(
        "Period", _period, lambda one: rx.el.p(one.period, class_name="text-sm text-muted tnum")
    ),
    Column("Goes to", _goes_to, _way),
    Column("Status", _status, lambda one: rx.el.div(_status(one))),
    Column("Amount", lambda one: money(one.amount, class_name="font-semibold"), is_number=True),
    Column("Statement", _files, _files_and_actions),
    Column("", _actions),
)
