import reflex as rx

from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.orders.state import Listed, Orders
from admin.parts import CELL, NUMBER, ROW, order_link, status_badge
from foodapp.ui.kit import badge, either, empty_state, link, money
from foodapp.views.console.orders import OrderRow

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
HEADS = [
    ("Order", ""),
    ("Status", ""),
    ("Restaurant", ""),
    ("Customer", ""),
    ("Rider", ""),
    ("Placed", ""),
    ("Due", ""),
    ("Total", "text-right"),
]


@page("/admin/orders", "Orders", Orders.load)
def orders() -> rx.Component:
    return list_screen(
        Orders,
        "Orders",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("receipt-text", "No orders here", "Try another filter or search."),
        filters=choices(Orders, CHOICES, "Which orders"),
        actions=(search(Orders, "orders", "Number or customer"),),
    )


def _row(one: Listed) -> rx.Component:
    row = one.row
    return rx.el.tr(
        rx.el.td(order_link(row.number, row.id), class_name=CELL),
        rx.el.td(_status(row), class_name=CELL),
        rx.el.td(
            link(
                row.restaurant, to="/admin/restaurants/" + row.restaurant_id, class_name="text-ink"
            ),
            class_name=CELL,
        ),
        rx.el.td(row.customer, class_name=CELL),
        rx.el.td(either(row.is_delivery, one.rider, "Pick-up"), class_name=f"{CELL} text-muted"),
        rx.el.td(row.at, class_name=f"{CELL} whitespace-nowrap text-muted tnum"),
        rx.el.td(row.due, class_name=f"{CELL} whitespace-nowrap tnum"),
        rx.el.td(money(row.total), class_name=NUMBER),
        class_name=ROW,
        custom_attrs={"data-order": row.number, "data-status": row.status},
    )


def _status(row: OrderRow) -> rx.Component:
    return rx.el.span(
        status_badge(row.look, row.words),
        rx.cond(row.is_late, badge("Late", look="act")),
        rx.cond(row.waits != "", rx.el.span(row.waits, class_name="text-xs text-muted tnum")),
        class_name="inline-flex items-center gap-2 whitespace-nowrap",
    )


def _card(one: Listed) -> rx.Component:
    row = one.row
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(row.number, class_name="font-semibold text-ink tnum"),
                _status(row),
                money(row.total, class_name="ml-auto text-ink"),
                class_name="flex items-center gap-2",
            ),
            rx.el.span(
                row.restaurant, " to ", row.customer, class_name="truncate text-sm text-muted"
            ),
            rx.el.span(
                row.at,
                either(one.rider != "", " · " + one.rider, ""),
                class_name="text-xs text-muted",
            ),
            to="/admin/orders/" + row.id,
            class_name="flex flex-col gap-0.5 px-4 py-3 no-underline",
        )
    )
