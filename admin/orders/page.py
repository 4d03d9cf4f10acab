import reflex as rx

from admin.layout import frame, page_head
from admin.orders.state import Orders
from admin.parts import CELL, NUMBER, PANEL, order_link, search_box, status_badge, table
from admin.state import Shell
from foodapp.ui.kit import (
    badge,
    button,
    empty_state,
    error_banner,
    icon,
    link,
    money,
    skeleton,
    tabs,
)
from foodapp.ui.live import live_refresh

CHOICES = [
    ("all", "All"),
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


@rx.page(
    route="/admin/orders",
    title="Orders",
    image="/icon-512.png",
    on_load=[Shell.load, Orders.load],
)
def orders() -> rx.Component:
    return frame(
        "/admin/orders",
        live_refresh(Orders.refresh),
        page_head(
            "Orders",
            "",
            search_box(
                "Search orders",
                "Number or customer",
                Orders.search,
                Orders.find,
                id="order-search",
            ),
        ),
        rx.el.div(
            tabs(Orders.which, CHOICES, Orders.choose, "Which orders"), class_name="mb-3 min-w-0"
        ),
        error_banner(Orders.error),
        rx.cond(
            Orders.loaded,
            rx.cond(
                Orders.rows.length() > 0,
                rx.fragment(_table(), _cards(), _more()),
                empty_state("receipt-text", "No orders here", "Try another filter or search."),
            ),
            rx.cond(Orders.error == "", skeleton(lines=12)),
        ),
    )


def _table():
    return rx.el.div(
        table(
            HEADS,
            rx.foreach(Orders.rows, _row),
            label="Orders",
            custom_attrs={"data-testid": "orders-table"},
        ),
        class_name=f"{PANEL} hidden overflow-hidden md:block",
    )


def _row(one):
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
        rx.el.td(rx.cond(row.is_delivery, one.rider, "Pick-up"), class_name=f"{CELL} text-muted"),
        rx.el.td(row.at, class_name=f"{CELL} whitespace-nowrap text-muted tnum"),
        rx.el.td(row.due, class_name=f"{CELL} whitespace-nowrap tnum"),
        rx.el.td(money(row.total), class_name=NUMBER),
        class_name="hover:bg-sunken",
        custom_attrs={"data-order": row.number, "data-status": row.status},
    )


def _status(row):
    return rx.el.span(
        status_badge(row.look, row.words),
        rx.cond(row.is_late, badge("late", look="act")),
        rx.cond(row.waits != "", rx.el.span(row.waits, class_name="text-xs text-muted tnum")),
        class_name="inline-flex items-center gap-2 whitespace-nowrap",
    )


def _cards():
    return rx.el.ul(
        rx.foreach(Orders.rows, _card),
        aria_label="Orders",
        class_name=f"{PANEL} divide-y divide-line md:hidden",
    )


def _card(one):
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
                rx.cond(one.rider != "", " · " + one.rider, ""),
                class_name="text-xs text-muted",
            ),
            to="/admin/orders/" + row.id,
            class_name="flex flex-col gap-0.5 px-4 py-3 no-underline",
        )
    )


def _more():
    return rx.cond(
        Orders.next_after != "",
        rx.el.div(
            button(icon("chevron-down", size=18), "Show more", look="quiet", on_click=Orders.more),
            class_name="flex justify-center pt-4",
        ),
    )
