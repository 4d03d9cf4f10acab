import reflex as rx

from admin import addresses
from admin.disputes.state import Disputes
from admin.finance import finance_places
from admin.layout import page
from admin.list_screen import choices, list_screen
from admin.parts import money_link, status_badge
from foodapp.ui.kit import Column, either, empty_state, money, top_line
from foodapp.views.console.disputes import DisputeRow

CHOICES = [("", "Open"), ("ended", "Ended")]


@page(addresses.DISPUTES, "Disputes", Disputes.load)
def disputes() -> rx.Component:
    return list_screen(
        Disputes,
        "Disputes",
        text="A customer's bank wants money back. Evidence goes to the payment service.",
        here=addresses.REFUNDS,
        rows=Disputes.rows,
        columns=COLUMNS,
        nothing=empty_state("shield-check", "Nothing here", "No bank wants anything back."),
        filters=rx.el.div(
            finance_places(addresses.DISPUTES), choices(Disputes, CHOICES, "Which disputes")
        ),
    )


def _order(one: DisputeRow) -> rx.Component:
    return money_link(one.number, one.order_id)


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


def _top(one: DisputeRow) -> rx.Component:
    return top_line(
        _order(one),
        status_badge(one.look, one.words),
        money(one.wanted, class_name="ml-auto font-semibold"),
    )


def _sums(one: DisputeRow) -> rx.Component:
    return rx.el.p("paid to us ", money(one.paid), " · withheld ", money(one.withheld))


def _opened(one: DisputeRow) -> rx.Component:
    return rx.el.p("opened ", one.opened, class_name="text-xs text-muted tnum")


COLUMNS: tuple[Column[DisputeRow], ...] = (
    Column("Opened", lambda one: one.opened, look="whitespace-nowrap text-muted tnum"),
    Column("Order", _order, _top),
    Column("Why", lambda one: (one.reason, _ref(one)), lambda one: rx.el.p(one.reason)),
    Column("Status", lambda one: (status_badge(one.look, one.words), _due(one)), _due),
    Column("Paid to us", lambda one: money(one.paid), _sums, is_number=True),
    Column(
        "Wanted back",
        lambda one: money(one.wanted, class_name="font-semibold"),
        _ref,
        is_number=True,
    ),
    Column("Withheld", lambda one: money(one.withheld), _opened, is_number=True),
)
