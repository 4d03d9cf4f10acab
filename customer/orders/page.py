import reflex as rx

from customer import addresses
from customer.layout import frame, page
from customer.order.parts import replace_dialog
from customer.orders.state import Orders
from foodapp.kit.words import t
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import (
    button,
    count,
    each,
    either,
    empty_state,
    error_banner,
    has,
    heading,
    icon,
    link,
    link_button,
    money,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.views.customer.orders import PastOrder


@page(addresses.ORDERS, "Your orders", Orders.load)
def orders_page() -> rx.Component:
    return frame(
        live_refresh(Orders.refresh),
        heading("Your orders", class_name="pb-4"),
        error_banner(Orders.error),
        rx.cond(
            Orders.loaded,
            rx.cond((count(Orders.active) == 0) & (count(Orders.past) == 0), none_yet(), lists()),
            skeleton(lines=8),
        ),
        replace_dialog(Orders.other_basket, Orders.start_afresh, Orders.leave_basket),
        narrow=True,
    )


def none_yet() -> rx.Component:
    return empty_state(
        "receipt-text",
        "No orders yet",
        "Your first one will show here, from the kitchen to your door.",
        link_button("See who is open", to="/", id="see-restaurants"),
        scene="no-orders",
    )


def lists() -> rx.Component:
    return rx.el.div(
        rx.cond(
            some(Orders.active),
            rx.el.section(
                heading("Going on now", level=2, class_name="pb-2"),
                each(Orders.active, going_on),
                aria_label="Going on now",
                class_name="flex flex-col gap-3",
            ),
        ),
        rx.cond(
            some(Orders.past),
            rx.el.section(
                heading("Earlier orders", level=2, class_name="pb-2"),
                each(Orders.past, past),
                aria_label="Earlier orders",
                class_name="flex flex-col gap-3",
            ),
        ),
        rx.cond(
            Orders.has_more,
            button("Show older ones", look="quiet", on_click=Orders.show_more, id="show-more"),
        ),
        class_name="flex flex-col gap-6",
    )


def going_on(order: PastOrder) -> rx.Component:
    """The whole card leads to where it can be followed."""
    return link(
        food_picture(order.shown, "small", class_name="w-16"),
        rx.el.div(
            rx.el.p(order.headline, class_name="font-semibold"),
            rx.el.p(order.restaurant_name, " · ", order.summary, class_name="text-sm text-muted"),
            class_name="min-w-0 flex-1",
        ),
        icon("chevron-right", class_name="shrink-0 text-muted"),
        to=addresses.order(order.id),
        custom_attrs={"data-testid": "active-order"},
        class_name="flex items-center gap-3 rounded-card border border-accent bg-raised p-4"
        " text-ink shadow-card hover:no-underline",
    )


def past(order: PastOrder) -> rx.Component:
    return rx.el.article(
        rx.el.div(
            food_picture(order.shown, "small", class_name="w-16"),
            rx.el.div(
                link(
                    order.restaurant_name,
                    to=addresses.order(order.id),
                    class_name="font-semibold text-ink",
                ),
                rx.el.p(order.summary, class_name="truncate text-sm text-muted"),
                rx.el.p(
                    order.at,
                    either(order.was_delivered, "", " · " + order.headline),
                    class_name="text-sm text-muted tnum",
                ),
                class_name="min-w-0 flex-1",
            ),
            money(order.total, class_name="font-semibold"),
            class_name="flex gap-3",
        ),
        rx.el.div(
            rx.cond(
                has(Orders.rateable, order.id),
                link_button(
                    icon("star"),
                    "Rate",
                    to=addresses.order(order.id),
                    look="quiet",
                    aria_label=phrase(
                        t("Rate the order from {restaurant}", restaurant=order.restaurant_name)
                    ),
                ),
            ),
            button(
                icon("rotate-ccw"),
                "Order again",
                look="quiet",
                on_click=Orders.order_again(order.id),
                aria_label=phrase(
                    t("Order again from {restaurant}", restaurant=order.restaurant_name)
                ),
                custom_attrs={"data-testid": "order-again"},
            ),
            class_name="flex flex-wrap justify-end gap-2 pt-3",
        ),
        custom_attrs={"data-testid": "past-order"},
        class_name="rounded-card border border-line bg-raised p-4 shadow-card",
    )
