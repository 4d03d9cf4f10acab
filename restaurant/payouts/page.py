import reflex as rx

from foodapp.kit.words import n
from foodapp.ui.kit import (
    badge,
    each,
    empty_state,
    error_banner,
    heading,
    money,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.payouts import account, balance, file_link, history
from foodapp.views.payee import InvoiceCard
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.payouts.state import Payouts

INVOICES = "/api/restaurant/invoices/"


@page(addresses.PAYOUTS, "Payouts", Payouts.load)
def payouts() -> rx.Component:
    return frame(
        addresses.PAYOUTS,
        Payouts.load,
        live_refresh(Payouts.refresh),
        page_head("Payouts", "Every Monday: your food with its tax, less our commission."),
        rx.cond(~Payouts.changing, error_banner(Payouts.error)),
        rx.cond(Payouts.loaded, _content(), rx.cond(Payouts.error == "", skeleton(lines=9))),
    )


def _content() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            balance(Payouts),
            account(Payouts),
            class_name="flex min-w-0 flex-col gap-4 lg:sticky lg:top-20",
        ),
        rx.el.div(
            rx.el.section(
                heading("Paid out", level=2, class_name="pb-2"),
                history(
                    Payouts,
                    "/api/restaurant/payouts/",
                    "What you sell this week is paid out on Monday.",
                ),
            ),
            rx.el.section(
                heading("Commission invoices", level=2, class_name="pb-2"),
                rx.cond(
                    some(Payouts.invoices),
                    rx.el.ul(
                        each(Payouts.invoices, _invoice),
                        id="invoices",
                        class_name="divide-y divide-line rounded-card border border-line bg-raised"
                        " shadow-card",
                    ),
                    empty_state(
                        "receipt-text", "No invoices yet", "One comes after each month with orders."
                    ),
                ),
            ),
            class_name="flex min-w-0 flex-col gap-6",
        ),
        class_name="grid items-start gap-4 lg:grid-cols-[20rem_1fr]",
    )


def _invoice(one: InvoiceCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(one.words, " ", one.number, class_name="font-semibold tnum"),
                rx.cond(one.is_cancelled, badge("Cancelled")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(
                one.month,
                " · ",
                phrase(n("{count} order", "{count} orders", one.orders)),
                class_name="text-sm text-muted tnum",
            ),
            class_name="min-w-0 flex-1",
        ),
        money(one.amount, class_name="font-semibold"),
        file_link(
            "PDF", "/api/restaurant/invoices/" + one.id + ".pdf", one.words + " " + one.number
        ),
        class_name="flex items-center gap-2 px-4 py-3",
    )
