import reflex as rx

from admin import addresses
from admin.layout import frame_of_one, page
from admin.order.autopilot import autopilot_panel
from admin.order.cash import cash_panel
from admin.order.delivery import delivery_panel, riders_dialog
from admin.order.parts import head, lines_panel, payment_panel, people_panel, timeline_panel
from admin.order.state import OneOrder as Screen
from admin.parts import question_dialog
from admin.problems import problems_panel
from foodapp.ui.kit import empty_state, error_banner, link_button


@page("/admin/orders/[id]", "Order", Screen.arrive, Screen.load)
def order() -> rx.Component:
    return frame_of_one(addresses.ORDERS, Screen, _not_there(), _order())


def _order() -> rx.Component:
    return rx.fragment(
        head(),
        error_banner(Screen.error),
        rx.el.div(
            rx.el.div(timeline_panel(), lines_panel(), class_name="flex min-w-0 flex-col gap-4"),
            rx.el.div(
                problems_panel(Screen, Screen.case),
                autopilot_panel(),
                people_panel(),
                delivery_panel(),
                cash_panel(),
                payment_panel(),
                class_name="flex min-w-0 flex-col gap-4",
            ),
            class_name="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_26rem]",
        ),
        question_dialog(Screen),
        riders_dialog(),
    )


def _not_there() -> rx.Component:
    return empty_state(
        "search-x",
        "There is no such order",
        "The address may be mistyped.",
        link_button("All orders", to=addresses.ORDERS, look="quiet"),
        level=1,
    )
