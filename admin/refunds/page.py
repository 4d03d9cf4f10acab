import reflex as rx

from admin.finance import file_link, finance_places
from admin.layout import page
from admin.list_screen import choices, list_screen
from admin.money.state import Money
from admin.parts import CELL, NUMBER, ROW, question_dialog, status_badge
from admin.refunds.state import Refunds
from foodapp.ui.kit import button, empty_state, link, money
from foodapp.views.console.refunds import RefundRow

CHOICES = [("", "All"), ("waiting", "Waiting"), ("given", "Given back"), ("declined", "Declined")]
HEADS = [
    ("Order", ""),
    ("Asked", ""),
    ("For", ""),
    ("Borne by", ""),
    ("Decision", ""),
    ("Amount", "text-right"),
    ("", "text-right"),
]


@page("/admin/refunds", "Refunds", Refunds.arrive, Refunds.load)
def refunds() -> rx.Component:
    return list_screen(
        Refunds,
        "Refunds",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("undo-2", "No refunds here", "Money is given back on an order's page."),
        filters=rx.el.div(
            finance_places("/admin/refunds"), choices(Refunds, CHOICES, "Which refunds")
        ),
        actions=(file_link("/api/admin/refunds.csv"),),
        dialogs=(question_dialog(Refunds),),
    )


def _row(one: RefundRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(_order(one), class_name=CELL),
        rx.el.td(
            one.at,
            rx.el.span("by ", one.asked_by, class_name="block text-xs text-muted"),
            class_name=f"{CELL} whitespace-nowrap tnum",
        ),
        rx.el.td(
            one.what, rx.el.span(one.reason, class_name="block text-xs text-muted"), class_name=CELL
        ),
        rx.el.td(one.bearer, class_name=f"{CELL} whitespace-nowrap"),
        rx.el.td(
            status_badge(one.look, one.words),
            rx.cond(
                one.decided_by != "",
                rx.el.span("by ", one.decided_by, class_name="block text-xs text-muted"),
            ),
            class_name=CELL,
        ),
        rx.el.td(
            money(one.amount),
            rx.el.span("to ", one.back_to, class_name="block text-xs text-muted"),
            class_name=NUMBER,
        ),
        rx.el.td(decisions(Refunds, one), class_name=f"{CELL} text-right"),
        class_name=ROW,
    )


def _order(one: RefundRow) -> rx.Component:
    return link(
        one.number,
        to="/admin/orders/" + one.order_id + "/money",
        class_name="inline-flex min-h-11 items-center font-semibold whitespace-nowrap",
    )


def decisions(screen: type[Money] | type[Refunds], one: RefundRow) -> rx.Component:
    """The two buttons, for who may press them."""
    return rx.el.div(
        rx.cond(
            one.can_decline,
            button(
                "Decline",
                look="quiet",
                on_click=screen.ask("decline", one.id),
                aria_label="Decline the refund on " + one.number,
            ),
        ),
        rx.cond(
            one.can_approve,
            button(
                "Approve",
                on_click=screen.ask("approve", one.id),
                aria_label="Approve the refund on " + one.number,
            ),
        ),
        class_name="flex flex-wrap justify-end gap-2 empty:hidden",
    )


def _card(one: RefundRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            _order(one),
            status_badge(one.look, one.words),
            money(one.amount, class_name="ml-auto font-semibold"),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(one.what, " · borne by ", one.bearer, " · to ", one.back_to),
        rx.el.p(one.reason, class_name="text-muted"),
        rx.el.p(one.at, " by ", one.asked_by, class_name="text-xs text-muted"),
        rx.el.div(decisions(Refunds, one), class_name="pt-2 empty:hidden"),
        class_name="px-4 py-3 text-sm",
    )
