import reflex as rx

from admin import addresses
from admin.layout import frame_of_one, page
from admin.money.parts import (
    head,
    journals_panel,
    payment_panel,
    price_panel,
    refunds_panel,
    shares_panel,
    trouble_panel,
)
from admin.money.refunding import refund_panel
from admin.money.state import Money as Screen
from admin.parts import question_dialog
from admin.state import Shell
from foodapp.ui.kit import empty_state, error_banner, link_button


@page("/admin/orders/[id]/money", "Money of an order", Screen.arrive, Screen.load)
def money_page() -> rx.Component:
    return frame_of_one(addresses.ORDERS, Screen, _not_there(), _money())


def _money() -> rx.Component:
    return rx.fragment(
        head(),
        error_banner(Screen.error),
        trouble_panel(),
        rx.el.div(
            rx.el.div(
                price_panel(),
                refunds_panel(),
                journals_panel(),
                class_name="flex min-w-0 flex-col gap-4",
            ),
            rx.el.div(
                rx.cond(Shell.may_refund, refund_panel()),
                shares_panel(),
                payment_panel(),
                class_name="flex min-w-0 flex-col gap-4",
            ),
            class_name="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_26rem]",
        ),
        question_dialog(Screen),
    )


def _not_there() -> rx.Component:
    return empty_state(
        "search-x",
        "There is no such order",
        "The address may be mistyped.",
        link_button("All orders", to=addresses.ORDERS, look="quiet"),
        level=1,
    )
