from typing import Any

import reflex as rx

from admin import addresses
from admin.finance import file_link, finance_places
from admin.layout import page
from admin.list_screen import choices, list_screen
from admin.money.state import Money
from admin.parts import below, money_link, question_dialog, status_badge, under
from admin.refunds.state import Refunds
from foodapp.kit.words import t
from foodapp.ui.kit import Column, button, empty_state, money, phrase, top_line
from foodapp.views.console.refunds import RefundRow

CHOICES = [("", "All"), ("waiting", "Waiting"), ("given", "Given back"), ("declined", "Declined")]


@page(addresses.REFUNDS, "Refunds", Refunds.arrive, Refunds.load)
def refunds() -> rx.Component:
    return list_screen(
        Refunds,
        "Refunds",
        rows=Refunds.rows,
        columns=COLUMNS,
        nothing=empty_state("undo-2", "No refunds here", "Money is given back on an order's page."),
        filters=rx.el.div(
            finance_places(addresses.REFUNDS), choices(Refunds, CHOICES, "Which refunds")
        ),
        actions=(file_link("/api/admin/refunds.csv"),),
        dialogs=(question_dialog(Refunds),),
    )


def _order(one: RefundRow) -> rx.Component:
    return money_link(one.number, one.order_id)


def decisions(screen: type[Money] | type[Refunds], one: RefundRow) -> rx.Component:
    """The two buttons, for who may press them."""
    return rx.el.div(
        rx.cond(
            one.can_decline,
            button(
                "Decline",
                look="quiet",
                on_click=screen.ask("decline", one.id),
                aria_label=phrase(t("Decline the refund on {order}", order=one.number)),
            ),
        ),
        rx.cond(
            one.can_approve,
            button(
                "Approve",
                on_click=screen.ask("approve", one.id),
                aria_label=phrase(t("Approve the refund on {order}", order=one.number)),
            ),
        ),
        class_name="flex flex-wrap justify-end gap-2 empty:hidden",
    )


def _asked(one: RefundRow) -> tuple[Any, ...]:
    return one.at, under("by ", one.asked_by)


def _decision(one: RefundRow) -> tuple[Any, ...]:
    return (
        status_badge(one.look, one.words),
        rx.cond(one.decided_by != "", under("by ", one.decided_by)),
    )


def _top(one: RefundRow) -> rx.Component:
    return top_line(
        _order(one),
        status_badge(one.look, one.words),
        money(one.amount, class_name="ml-auto font-semibold"),
    )


def _for_what(one: RefundRow) -> tuple[Any, ...]:
    return (
        rx.el.p(one.what, " · borne by ", one.bearer, " · to ", one.back_to),
        rx.el.p(one.reason, class_name="text-muted"),
        rx.el.p(one.at, " by ", one.asked_by, class_name="text-xs text-muted"),
    )


def _decisions(one: RefundRow) -> rx.Component:
    return decisions(Refunds, one)


COLUMNS: tuple[Column[RefundRow], ...] = (
    Column("Order", _order, _top),
    Column("Asked", _asked, look="whitespace-nowrap tnum"),
    Column("For", lambda one: (one.what, under(one.reason)), _for_what),
    Column("Borne by", lambda one: one.bearer, look="whitespace-nowrap"),
    Column("Decision", _decision),
    Column("Amount", lambda one: (money(one.amount), under("to ", one.back_to)), is_number=True),
    Column("", _decisions, lambda one: below(_decisions(one)), look="text-right"),
)
