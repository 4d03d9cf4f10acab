"""The sections of an order's page."""

from typing import Any

import reflex as rx

from customer import addresses
from customer.cards import restaurant_grid
from customer.order.state import CONFIRMING
from customer.order.state import OrderScreen as Screen
from customer.parts import bought_lines, price_row, price_table
from foodapp.kit.words import t
from foodapp.ui.kit import (
    VERBATIM,
    button,
    card,
    cases,
    dialog,
    each,
    either,
    heading,
    icon,
    link,
    link_button,
    phone_link,
    phrase,
    some,
)
from foodapp.ui.live import Live
from foodapp.ui.map import live_map


def next_step() -> rx.Component:
    """What the customer can do now."""
    order = Screen.order
    return rx.el.div(
        cases(
            order.status,
            (
                "awaiting_payment",
                rx.cond(
                    CONFIRMING,
                    button("Look again", look="quiet", on_click=Screen.look_up, id="look-again"),
                    button(
                        either(Screen.leaving, "Opening the payment page…", "Pay now"),
                        on_click=Screen.pay_again,
                        disabled=Screen.leaving,
                        id="pay-again",
                    ),
                ),
            ),
            ("unpaid", link_button("Try again", to=addresses.CHECKOUT, id="try-again")),
            otherwise=rx.fragment(),
        ),
        rx.cond(
            order.is_unpaid,
            link_button("Back to basket", to=addresses.BASKET, look="quiet", id="back-to-basket"),
        ),
        rx.cond(
            order.can_cancel,
            button("Cancel order", look="quiet", on_click=Screen.ask_to_cancel, id="cancel"),
        ),
        rx.cond(
            ~order.is_active & ~order.is_unpaid,
            button(
                icon("rotate-ccw"),
                "Order again",
                look="quiet",
                on_click=Screen.order_again(False),
                id="order-again",
            ),
        ),
        class_name="flex flex-wrap gap-2 empty:hidden",
    )


def elsewhere() -> rx.Component:
    """It came to nothing, and somebody is still hungry."""
    return rx.cond(
        Screen.order.came_to_nothing,
        rx.el.section(
            rx.cond(
                some(Screen.instead),
                rx.fragment(
                    heading(
                        either(
                            Screen.order.is_delivery,
                            "Open now, and they bring it to you",
                            "Open now, and near",
                        ),
                        level=2,
                        class_name="pb-3",
                    ),
                    restaurant_grid(Screen.instead, "Open now"),
                ),
            ),
            link_button(
                "All restaurants", to="/", look="quiet", id="all-restaurants", class_name="mt-4"
            ),
            id="elsewhere",
            aria_label="Other restaurants",
        ),
    )


def code() -> rx.Component:
    """Large, so that it can be read out at the door."""
    return rx.cond(
        Screen.order.pin != "",
        card(
            rx.el.p(
                either(
                    Screen.order.is_delivery,
                    "Tell your rider this code at the door",
                    "Say this code at the counter",
                ),
                class_name="text-muted",
            ),
            rx.el.p(
                Screen.order.pin,
                id="pin",
                custom_attrs=VERBATIM,
                class_name="text-5xl font-bold tracking-[0.3em] tnum",
            ),
            class_name="text-center",
        ),
    )


def map_of_it() -> rx.Component:
    order = Screen.order
    return rx.cond(
        order.is_active & order.is_delivery & ~order.is_unpaid,
        rx.el.div(
            live_map(
                center=Screen.center,
                markers=Screen.markers,
                positions=Live.positions,
                height="22rem",
                label="Map of your order",
                cooperative=True,
            ),
            id="map",
            class_name="overflow-hidden rounded-card border border-line shadow-card",
        ),
    )


def bought() -> rx.Component:
    order = Screen.order
    return card(
        heading("Your order", level=2, class_name="pb-3"),
        bought_lines(order.lines),
        rx.cond(order.note != "", rx.el.p("“", order.note, "”", class_name="pt-3 text-muted")),
        rx.el.div(price_table(order.prices, order.total, order.paid), class_name="pt-4"),
        rx.el.dl(
            each(order.back, price_row, like="label"),
            id="given-back",
            class_name="flex flex-col gap-2 pt-2 empty:hidden",
        ),
        rx.el.p(
            either(
                order.is_delivery,
                phrase(t("Ordered {at}, to {address}", at=order.ordered_at, address=order.address)),
                phrase(t("Ordered {at}, to pick up", at=order.ordered_at)),
            ),
            class_name="pt-4 text-sm text-muted",
        ),
    )


def help_line() -> rx.Component:
    order = Screen.order
    return rx.el.p(
        "Something not right? ",
        rx.cond(
            order.restaurant_phone != "",
            rx.fragment(
                "Call ",
                order.restaurant_name,
                " on ",
                phone_link(
                    order.restaurant_phone,
                    class_name="font-semibold text-accent-ink",
                ),
            ),
            rx.fragment(
                "Ask at ",
                link(
                    order.restaurant_name,
                    to=addresses.restaurant(order.restaurant_slug),
                    class_name="underline",
                ),
            ),
        ),
        " and say ",
        rx.el.span(order.number, class_name="font-semibold tnum", custom_attrs=VERBATIM),
        ".",
        id="help",
        class_name="px-1 text-sm text-muted",
    )


def cancel_dialog() -> rx.Component:
    return dialog(
        Screen.cancelling,
        "Cancel this order?",
        rx.el.p(Screen.order.cancel_cost, id="cancel-cost", class_name="pb-4"),
        rx.el.div(
            button("Keep it", look="quiet", on_click=Screen.keep, id="keep"),
            button("Cancel the order", look="act", on_click=Screen.cancel, id="confirm-cancel"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        on_close=Screen.keep,
    )


def replace_dialog(question: Any, on_yes: Any, on_no: Any) -> rx.Component:
    """Ordering again, while the basket holds food of another restaurant."""
    return dialog(
        question != "",
        "Start a new basket?",
        rx.el.p(question, class_name="pb-4"),
        rx.el.div(
            button("Keep my basket", look="quiet", on_click=on_no, id="keep-basket"),
            button("Start a new one", on_click=on_yes, id="start-afresh"),
            class_name="flex flex-wrap justify-end gap-2",
        ),
        on_close=on_no,
    )
