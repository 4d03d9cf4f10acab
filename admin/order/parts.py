"""The sections of one order's page."""

import reflex as rx

from admin import addresses
from admin.order.state import OneOrder as Screen
from admin.parts import facts, panel, status_badge
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.orders.prices import PriceLine
from foodapp.ui.kit import (
    badge,
    button,
    count,
    each,
    either,
    icon,
    link,
    money,
    phone_link,
    phrase,
    some,
)
from foodapp.views.console.order import Happened
from foodapp.views.console.payment import Call
from foodapp.views.customer.order import BoughtLine

ROW = Screen.case.row
REACH = "flex min-h-11 w-fit items-center sm:min-h-7"  # a link on a line of its own


def head() -> rx.Component:
    return rx.el.div(
        link(
            icon("arrow-left", size=16),
            "Orders",
            to=addresses.ORDERS,
            class_name="inline-flex min-h-11 items-center gap-1 text-sm",
        ),
        rx.el.div(
            rx.el.h1("Order ", ROW.number, class_name="text-xl font-bold tracking-tight"),
            rx.el.span(
                status_badge(ROW.look, ROW.words),
                custom_attrs={"data-testid": "status", "data-status": ROW.status},
            ),
            rx.cond(ROW.is_late, badge("Late", look="act")),
            money(ROW.total, class_name="text-lg font-semibold"),
            rx.cond(
                Screen.case.can_cancel & Shell.may_orders,
                button(
                    "Cancel order",
                    look="act",
                    on_click=Screen.ask("cancel", ""),
                    id="cancel-order",
                    class_name="ml-auto",
                ),
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
        rx.el.p(
            either(
                ROW.due != "",
                phrase(
                    t(
                        "{restaurant} for {customer}, placed {at}, due {due}",
                        restaurant=ROW.restaurant,
                        customer=ROW.customer,
                        at=ROW.at,
                        due=ROW.due,
                    )
                ),
                phrase(
                    t(
                        "{restaurant} for {customer}, placed {at}",
                        restaurant=ROW.restaurant,
                        customer=ROW.customer,
                        at=ROW.at,
                    )
                ),
            ),
            class_name="text-sm text-muted",
        ),
        rx.cond(
            Screen.case.ended != "",
            rx.el.p(Screen.case.ended, class_name="mt-1 text-sm font-medium text-act"),
        ),
    )


def timeline_panel() -> rx.Component:
    return panel(
        "What happened",
        rx.el.ol(
            each(Screen.case.happened, _step),
            class_name="px-4 py-3",
            custom_attrs={"data-testid": "timeline"},
        ),
    )


def _step(step: Happened) -> rx.Component:
    return rx.el.li(
        rx.el.span(class_name="mt-1.5 size-2.5 shrink-0 rounded-full bg-done"),
        rx.el.div(
            rx.el.p(step.text, class_name="font-medium"),
            rx.el.p("by ", step.by, class_name="text-xs text-muted"),
            class_name="min-w-0",
        ),
        rx.el.time(
            step.at,
            title=step.seconds,
            class_name="ml-auto whitespace-nowrap text-sm text-muted tnum",
        ),
        class_name="flex gap-3 py-2 text-sm",
    )


def lines_panel() -> rx.Component:
    return panel(
        "What was ordered",
        rx.el.ul(each(Screen.case.lines, _line), class_name="divide-y divide-line"),
        rx.el.dl(
            each(Screen.case.prices, _price, like="label"),
            rx.el.div(
                rx.el.dt("Total", class_name="font-semibold"),
                rx.el.dd(money(Screen.case.total, class_name="font-semibold")),
                class_name="flex justify-between",
            ),
            class_name="flex flex-col gap-1 border-t border-line px-4 py-3 text-sm",
        ),
        rx.cond(
            Screen.case.note != "",
            rx.el.p(
                "For the kitchen: ",
                Screen.case.note,
                class_name="border-t border-line px-4 py-3 text-sm",
            ),
        ),
    )


def _line(line: BoughtLine) -> rx.Component:
    return rx.el.li(
        rx.el.span(line.quantity, " ×", class_name="w-8 shrink-0 text-muted tnum"),
        rx.el.div(
            rx.el.p(line.name, class_name="font-medium"),
            rx.cond(line.details != "", rx.el.p(line.details, class_name="text-muted")),
            rx.cond(line.note != "", rx.el.p("“", line.note, "”", class_name="text-act")),
            rx.cond(line.changes != "", rx.el.p(line.changes, class_name="font-medium text-act")),
            class_name="min-w-0",
        ),
        money(line.total, class_name="ml-auto"),
        class_name="flex gap-3 px-4 py-2 text-sm",
    )


def _price(price: PriceLine) -> rx.Component:
    return rx.el.div(
        rx.el.dt(price.label, class_name="text-muted"),
        rx.el.dd(money(price.amount)),
        class_name="flex justify-between",
    )


def people_panel() -> rx.Component:
    case = Screen.case
    return panel(
        "Who and where",
        facts(
            ("Customer", rx.el.div(ROW.customer, _mail(), call(case.customer_phone))),
            (
                "Restaurant",
                rx.el.div(
                    link(
                        ROW.restaurant,
                        to=addresses.restaurant(ROW.restaurant_id),
                        class_name=REACH,
                    ),
                    call(case.restaurant_phone),
                ),
            ),
            ("Kind", either(ROW.is_delivery, "Delivery", "Pick-up")),
            ("Address", either(case.address != "", case.address, "–"), ROW.is_delivery),
            ("Note for rider", case.address_note, ROW.is_delivery & (case.address_note != "")),
            ("Wanted for", case.wanted),
        ),
    )


def _mail() -> rx.Component:
    return rx.el.a(
        Screen.case.customer_email,
        href="mailto:" + Screen.case.customer_email,
        class_name=f"{REACH} text-accent-ink hover:underline break-all",
    )


def call(phone: str) -> rx.Component:
    return rx.cond(
        phone != "",
        phone_link(phone, class_name=f"{REACH} text-accent-ink hover:underline tnum"),
    )


def payment_panel() -> rx.Component:
    one = Screen.payment
    return panel(
        "Money",
        rx.el.div(
            link(
                "All of it, and refunds",
                icon("arrow-right", size=16),
                to=addresses.money_of(ROW.id),
                id="to-money",
                class_name="inline-flex min-h-11 items-center gap-1 text-sm font-medium",
            ),
            class_name="px-4 pt-1",
        ),
        rx.cond(
            one.exists,
            rx.fragment(
                facts(
                    ("Status", one.words),
                    ("Amount", money(one.amount)),
                    ("Taken", money(one.captured)),
                    ("Given back", money(one.refunded)),
                    (
                        "For cancelling",
                        rx.cond(
                            Screen.case.cancel_fee != "", money(Screen.case.cancel_fee), "nothing"
                        ),
                    ),
                    ("Refused because", one.failure, one.failure != ""),
                    ("Payment intent", _ref(one.intent_ref), one.intent_ref != ""),
                    ("Payment page", _ref(one.page_ref), one.page_ref != ""),
                ),
                rx.cond(
                    some(one.calls),
                    rx.el.details(
                        rx.el.summary(
                            "Asked of the gateway (",
                            count(one.calls),
                            ")",
                            class_name="min-h-11 cursor-pointer px-4 py-3 text-sm font-medium",
                        ),
                        rx.el.ul(each(one.calls, _gateway_call, like="at"), class_name="px-4 pb-3"),
                        class_name="border-t border-line",
                    ),
                ),
            ),
            rx.el.p("No payment was started.", class_name="px-4 py-4 text-sm text-muted"),
        ),
        custom_attrs={"data-testid": "payment"},
    )


def _ref(text: str) -> rx.Component:
    return rx.el.code(text, class_name="break-all text-xs select-all")


def _gateway_call(one: Call) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.step, class_name="font-medium"),
        money(one.amount, class_name="text-muted"),
        rx.cond(one.is_answered, badge("answered", look="done"), badge("no answer", look="act")),
        rx.el.span(one.at, class_name="ml-auto text-muted tnum"),
        class_name="flex flex-wrap items-center gap-x-3 py-1.5 text-sm",
    )
