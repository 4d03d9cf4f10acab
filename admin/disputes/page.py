import reflex as rx

from admin.disputes.state import Disputes
from admin.finance import finance_places
from admin.layout import page
from admin.list_screen import choices, list_screen
from admin.parts import CELL, NUMBER, ROW, status_badge
from foodapp.ui.kit import either, empty_state, link, money
from foodapp.views.console.disputes import DisputeRow

CHOICES = [("", "Open"), ("ended", "Ended")]
HEADS = [
    ("Opened", ""),
    ("Order", ""),
    ("Why", ""),
    ("Status", ""),
    ("Paid to us", "text-right"),
    ("Wanted back", "text-right"),
    ("Withheld", "text-right"),
]


@page("/admin/disputes", "Disputes", Disputes.load)
def disputes() -> rx.Component:
    return list_screen(
        Disputes,
        "Disputes",
        text="A customer's bank wants money back. Evidence goes to the payment service.",
        here="/admin/refunds",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("shield-check", "Nothing here", "No bank wants anything back."),
        filters=rx.el.div(
            finance_places("/admin/disputes"), choices(Disputes, CHOICES, "Which disputes")
        ),
    )


def _row(one: DisputeRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(one.opened, class_name=f"{CELL} whitespace-nowrap text-muted tnum"),
        rx.el.td(_order(one), class_name=CELL),
        rx.el.td(one.reason, _ref(one), class_name=CELL),
        rx.el.td(status_badge(one.look, one.words), _due(one), class_name=CELL),
        rx.el.td(money(one.paid), class_name=NUMBER),
        rx.el.td(money(one.wanted, class_name="font-semibold"), class_name=NUMBER),
        rx.el.td(money(one.withheld), class_name=NUMBER),
        class_name=ROW,
    )


def _order(one: DisputeRow) -> rx.Component:
    return link(
        one.number,
        to="/admin/orders/" + one.order_id + "/money",
        class_name="inline-flex min-h-11 items-center font-semibold whitespace-nowrap",
    )


def _ref(one: DisputeRow) -> rx.Component:
    """What to look for in the payment service's own console."""
    return rx.el.span(one.gateway, " ", one.ref, class_name="block text-xs break-all text-muted")


def _due(one: DisputeRow) -> rx.Component:
    return rx.cond(
        one.due != "",
        rx.el.span(
            "Evidence by ",
            one.due,
            class_name=either(
                one.is_urgent,
                "block pt-1 text-xs tnum font-semibold text-act",
                "block pt-1 text-xs tnum text-muted",
            ),
        ),
    )


def _card(one: DisputeRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            _order(one),
            status_badge(one.look, one.words),
            money(one.wanted, class_name="ml-auto font-semibold"),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(one.reason),
        _due(one),
        rx.el.p("paid to us ", money(one.paid), " · withheld ", money(one.withheld)),
        _ref(one),
        rx.el.p("opened ", one.opened, class_name="text-xs text-muted tnum"),
        class_name="px-4 py-3 text-sm",
    )
