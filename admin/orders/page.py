import reflex as rx

from admin import addresses
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.orders.state import Orders
from admin.parts import order_link, status_badge
from foodapp.ui.kit import Column, badge, either, empty_state, link, money
from foodapp.views.console.order_list import Listed

CHOICES = [
    ("", "All"),
    ("live", "Live"),
    ("late", "Late"),
    ("new", "New"),
    ("cooking", "Cooking"),
    ("on_the_way", "On the way"),
    ("delivered", "Delivered"),
    ("ended", "Went wrong"),
    ("unpaid", "Not paid"),
]


@page(addresses.ORDERS, "Orders", Orders.load)
def orders() -> rx.Component:
    return list_screen(
        Orders,
        "Orders",
        rows=Orders.rows,
        columns=COLUMNS,
        attrs=lambda one: {"data-order": one.row.number, "data-status": one.row.status},
        to=lambda one: addresses.order(one.row.id),
        nothing=empty_state("receipt-text", "No orders here", "Try another filter or search."),
        filters=choices(Orders, CHOICES, "Which orders"),
        actions=(search(Orders, "order", "Search orders", "Number or customer"),),
    )


def _order(one: Listed) -> rx.Component:
    return order_link(one.row.number, one.row.id)


def _restaurant(one: Listed) -> rx.Component:
    row = one.row
    return link(row.restaurant, to=addresses.restaurant(row.restaurant_id), class_name="text-ink")


def _status(one: Listed) -> rx.Component:
    row = one.row
    return rx.el.span(
        status_badge(row.look, row.words),
        rx.cond(row.is_late, badge("Late", look="act")),
        rx.cond(row.waits != "", rx.el.span(row.waits, class_name="text-xs text-muted tnum")),
        class_name="inline-flex items-center gap-2 whitespace-nowrap",
    )


def _top(one: Listed) -> rx.Component:
    return rx.el.span(
        rx.el.span(one.row.number, class_name="font-semibold text-ink tnum"),
        _status(one),
        money(one.row.total, class_name="ml-auto text-ink"),
        class_name="flex items-center gap-2",
    )


def _from_to(one: Listed) -> rx.Component:
    return rx.el.span(
        one.row.restaurant, " to ", one.row.customer, class_name="truncate text-sm text-muted"
    )


def _when_and_who(one: Listed) -> rx.Component:
    return rx.el.span(
        one.row.at,
        either(one.rider != "", " · " + one.rider, ""),
        class_name="text-xs text-muted",
    )


COLUMNS: tuple[Column[Listed], ...] = (
    Column("Order", _order, _top),
    Column("Status", _status),
    Column("Restaurant", _restaurant, _from_to),
    Column("Customer", lambda one: one.row.customer),
    Column(
        "Rider",
        lambda one: either(one.row.is_delivery, one.rider, "Pick-up"),
        _when_and_who,
        look="text-muted",
    ),
    Column("Placed", lambda one: one.row.at, look="whitespace-nowrap text-muted tnum"),
    Column("Due", lambda one: one.row.due, look="whitespace-nowrap tnum"),
    Column("Total", lambda one: money(one.row.total), is_number=True),
)
