"""The sections of an order's money page, but for the form that gives money back."""

import reflex as rx

from admin import addresses
from admin.money.state import Money as Screen
from admin.parts import facts, panel, status_badge
from admin.refunds.page import decisions
from admin.state import Shell
from foodapp.kit.words import t
from foodapp.orders.prices import PriceLine
from foodapp.ui.kit import badge, button, dotted, each, either, icon, link, money, phrase, some
from foodapp.views.console.money import Entry, Journal
from foodapp.views.console.payment import Call
from foodapp.views.console.refunds import RefundRow


def head() -> rx.Component:
    return rx.el.div(
        link(
            icon("arrow-left", size=16),
            "Order ",
            Screen.money.number,
            to=addresses.order(Screen.money.order_id),
            class_name="inline-flex min-h-11 items-center gap-1 text-sm",
        ),
        rx.el.h1(
            "Money of ", Screen.money.number, class_name="text-xl font-bold tracking-tight tnum"
        ),
    )


def trouble_panel() -> rx.Component:
    return rx.cond(
        Screen.money.trouble != "",
        rx.el.section(
            rx.el.p(
                money(Screen.money.owed),
                " should have gone back to the card: ",
                Screen.money.trouble,
                ".",
                class_name="font-medium",
            ),
            rx.cond(
                Shell.may_refund,
                rx.el.div(
                    button("Try again", on_click=Screen.ask("retry", ""), id="retry-refund"),
                    button(
                        "Give store credit",
                        look="quiet",
                        on_click=Screen.ask("credit", ""),
                        id="credit-refund",
                    ),
                    class_name="flex flex-wrap gap-2",
                ),
            ),
            role="alert",
            custom_attrs={"data-testid": "refund-trouble"},
            class_name="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-card"
            " bg-act-soft p-4 text-act",
        ),
    )


def price_panel() -> rx.Component:
    return panel(
        "The price",
        rx.el.dl(
            each(Screen.money.prices, _amount, like="label"),
            _sum("Total", Screen.money.total),
            each(Screen.money.paid, _amount, like="label"),
            each(Screen.money.after, _amount, like="label"),
            rx.cond(
                Screen.money.paid_in_the_end != "",
                _sum("The customer pays", Screen.money.paid_in_the_end),
            ),
            class_name="flex flex-col gap-1 px-4 py-3 text-sm",
        ),
        custom_attrs={"data-testid": "price"},
    )


def shares_panel() -> rx.Component:
    return panel(
        "Who has got what",
        rx.cond(
            some(Screen.money.shares),
            rx.el.dl(
                each(Screen.money.shares, _amount, like="label"),
                class_name="flex flex-col gap-1 px-4 py-3 text-sm",
            ),
            rx.el.p("Nothing has moved.", class_name="px-4 py-4 text-sm text-muted"),
        ),
    )


def _amount(one: PriceLine) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.label, class_name="text-muted"),
        rx.el.dd(money(one.amount), class_name="whitespace-nowrap"),
        class_name="flex justify-between gap-3",
    )


def _sum(label: str, amount: str) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="font-semibold"),
        rx.el.dd(money(amount, class_name="font-semibold")),
        class_name="flex justify-between border-t border-line pt-1",
    )


def refunds_panel() -> rx.Component:
    return panel(
        "Refunds",
        rx.cond(
            some(Screen.money.refunds),
            rx.el.ul(each(Screen.money.refunds, _refund), class_name="divide-y divide-line"),
            rx.el.p("Nothing was given back.", class_name="px-4 py-4 text-sm text-muted"),
        ),
        custom_attrs={"data-testid": "refunds"},
    )


def _refund(one: RefundRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            money(one.amount, class_name="font-semibold"),
            rx.el.span("to ", one.back_to, " for ", one.what),
            status_badge(one.look, one.words),
            rx.el.span(one.at, class_name="ml-auto whitespace-nowrap text-muted tnum"),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
        ),
        dotted(
            one.reason,
            phrase(t("borne by {bearer}", bearer=one.bearer)),
            either(
                one.decided_by != "",
                phrase(
                    t(
                        "asked by {asker}, decided by {decider}",
                        asker=one.asked_by,
                        decider=one.decided_by,
                    )
                ),
                phrase(t("asked by {asker}", asker=one.asked_by)),
            ),
            class_name="text-muted",
        ),
        rx.el.div(decisions(Screen, one), class_name="pt-2 empty:hidden"),
        class_name="px-4 py-3 text-sm",
    )


def journals_panel() -> rx.Component:
    return panel(
        "The ledger",
        rx.cond(
            some(Screen.money.journals),
            rx.el.ol(
                each(Screen.money.journals, _journal, like="at"), class_name="divide-y divide-line"
            ),
            rx.el.p("Nothing is in the ledger yet.", class_name="px-4 py-4 text-sm text-muted"),
        ),
        custom_attrs={"data-testid": "journals"},
    )


def _journal(one: Journal) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(one.words, class_name="font-medium"),
            rx.el.span(one.at, class_name="ml-auto whitespace-nowrap text-muted tnum"),
            class_name="flex gap-3",
        ),
        rx.el.ul(each(one.moved, _entry, like="account"), class_name="pt-1"),
        class_name="px-4 py-3 text-sm",
    )


def _entry(one: Entry) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.account, class_name="min-w-0 text-muted"),
        rx.cond(
            one.debit != "",
            rx.el.span("debit ", money(one.debit), class_name="whitespace-nowrap"),
            rx.el.span("credit ", money(one.credit), class_name="whitespace-nowrap"),
        ),
        class_name="flex justify-between gap-3 py-0.5",
    )


def payment_panel() -> rx.Component:
    one = Screen.payment
    return panel(
        "Payment",
        rx.cond(
            one.exists,
            rx.fragment(
                facts(
                    ("Status", one.words),
                    ("Gateway", one.gateway),
                    ("Amount", money(one.amount)),
                    ("Taken", money(one.captured)),
                    ("Given back", money(one.refunded)),
                    ("Payment intent", _ref(one.intent_ref)),
                ),
                rx.el.ul(
                    each(one.calls, _call, like="at"),
                    class_name="border-t border-line px-4 py-2 empty:hidden",
                ),
            ),
            rx.el.p("No payment was started.", class_name="px-4 py-4 text-sm text-muted"),
        ),
    )


def _ref(text: str) -> rx.Component:
    return rx.cond(text != "", rx.el.code(text, class_name="break-all text-xs select-all"), "none")


def _call(one: Call) -> rx.Component:
    return rx.el.li(
        rx.el.span(one.step, class_name="font-medium"),
        money(one.amount, class_name="text-muted"),
        rx.cond(one.is_answered, badge("answered", look="done"), badge("no answer", look="act")),
        rx.el.span(one.at, class_name="ml-auto text-muted tnum"),
        class_name="flex flex-wrap items-center gap-x-3 py-1.5 text-sm",
    )
