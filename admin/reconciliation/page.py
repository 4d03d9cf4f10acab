from typing import Any

import reflex as rx

from admin import addresses
from admin.finance import file_link, finance_places
from admin.layout import page
from admin.list_screen import choices, list_screen
from admin.parts import list_panel, question_dialog, status_badge, under
from admin.reconciliation.state import Reconciliation
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.ui.kit import Column, button, empty_state, link, money, phrase
from foodapp.views.console.differences import DifferenceRow, RunRow

CHOICES = [("", "Open"), ("closed", "Closed")]


@page(addresses.RECONCILIATION, "Reconciliation", Reconciliation.arrive, Reconciliation.load)
def reconciliation() -> rx.Component:
    return list_screen(
        Reconciliation,
        "Reconciliation",
        text="Our books against the gateways' own, every night, to the cent.",
        here=addresses.REFUNDS,
        rows=Reconciliation.rows,
        columns=COLUMNS,
        nothing=empty_state("scale", Reconciliation.standing.title, Reconciliation.standing.text),
        filters=rx.el.div(
            finance_places(addresses.RECONCILIATION),
            _runs(),
            choices(Reconciliation, CHOICES, "Which differences"),
        ),
        actions=(file_link("/api/admin/reconciliation.csv"),),
        dialogs=(question_dialog(Reconciliation),),
    )


def _runs() -> rx.Component:
    return list_panel(
        "The last comparisons",
        Reconciliation.runs,
        _run,
        "The first comparison is made tonight.",
        class_name="my-3",
    )


def _run(one: RunRow) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.gateway, " ", one.days, class_name="font-medium whitespace-nowrap"),
        status_badge(one.look, one.words),
        rx.el.span(
            one.payments, " compared, ours / theirs ", one.sums, class_name="text-muted tnum"
        ),
        rx.cond(
            one.in_motion > 0, rx.el.span(one.in_motion, " still moving", class_name="text-muted")
        ),
        rx.cond(one.failure != "", rx.el.span(one.failure, class_name="text-act")),
        rx.el.span(one.at, class_name="ml-auto whitespace-nowrap text-muted tnum"),
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm",
    )


def _about(one: DifferenceRow) -> rx.Component:
    return rx.cond(
        one.place != "",
        link(
            one.about,
            to=one.place,
            class_name="inline-flex min-h-11 items-center font-semibold whitespace-nowrap",
        ),
        rx.el.span("none", class_name="text-muted"),
    )


def _close(one: DifferenceRow) -> rx.Component:
    return rx.cond(
        one.is_open & Shell.may_close_books,
        button(
            "Close",
            look="quiet",
            on_click=Reconciliation.ask("close", one.id),
            aria_label=phrase(t("Close the difference of {payment}", payment=one.intent_ref)),
        ),
    )


def _what(one: DifferenceRow) -> tuple[Any, ...]:
    return (
        one.kind,
        rx.el.span(
            one.gateway, " ", one.intent_ref, class_name="block text-xs break-all text-muted"
        ),
        rx.cond(one.note != "", under(one.note, " (", one.closed, ")")),
    )


def _top(one: DifferenceRow) -> tuple[Any, ...]:
    return (
        rx.el.p(
            rx.el.span(one.kind, class_name="font-medium"),
            rx.el.span(one.at, class_name="ml-auto whitespace-nowrap text-xs text-muted tnum"),
            class_name="flex gap-2",
        ),
        rx.el.p(one.gateway, " ", one.intent_ref, class_name="text-xs break-all text-muted"),
    )


def _sums(one: DifferenceRow) -> tuple[Any, ...]:
    return (
        rx.el.p("ours ", money(one.ours), " · other side ", money(one.theirs)),
        rx.cond(one.note != "", rx.el.p(one.note, " (", one.closed, ")", class_name="text-muted")),
    )


def _about_and_close(one: DifferenceRow) -> rx.Component:
    return rx.el.div(_about(one), _close(one), class_name="flex items-center justify-between gap-2")


COLUMNS: tuple[Column[DifferenceRow], ...] = (
    Column("Found", lambda one: one.at, look="whitespace-nowrap text-muted tnum"),
    Column("What", _what, _top),
    Column("About", _about),
    Column("Our ledger", lambda one: money(one.ours), _sums, is_number=True),
    Column("Other side", lambda one: money(one.theirs), is_number=True),
    Column("", _close, _about_and_close, look="text-right"),
)
