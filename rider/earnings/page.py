from typing import Any

import reflex as rx

from foodapp.ui.kit import (
    badge,
    bar_chart,
    card,
    each,
    either,
    empty_state,
    error_banner,
    heading,
    link_button,
    money,
    skeleton,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.payouts import account, balance, history
from foodapp.views.rider.earnings import PaidDelivery
from rider import addresses
from rider.earnings.state import Earned
from rider.layout import page, rider_frame
from rider.ride.barred import barred
from rider.ride.offer import offer_line
from rider.ride.state import Ride
from rider.ride.waiting import keep_presses, position_line


@page(addresses.EARNINGS, "Earnings", Earned.load, Ride.load)
def earnings() -> rx.Component:
    return rider_frame(
        live_refresh(Ride.refresh),
        keep_presses(),
        position_line(),
        # Work goes on here, too: an offer is a line at the top, a delivery is one press away.
        offer_line(),
        rx.cond(Ride.barred != "", barred(), _earnings()),
        tab="earnings",
    )


def _earnings() -> rx.Component:
    return rx.el.section(
        rx.cond(
            Ride.job.id != "",
            link_button("Back to your delivery", to=addresses.RIDE, wide=True, id="to-delivery"),
        ),
        heading("Earnings", class_name="mt-2"),
        rx.cond(Earned.loaded, _content(), skeleton(lines=8)),
    )


def _content() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _sum("Today", Earned.today, Earned.today_tips, Earned.today_count, "today"),
            _sum("Last 7 days", Earned.week, Earned.week_tips, Earned.week_count, "week"),
            class_name="grid grid-cols-2 gap-3",
        ),
        rx.cond(~Earned.changing, error_banner(Earned.error)),
        balance(Earned),
        rx.cond(
            Earned.cash != "",
            rx.el.p(
                "You hold ",
                money(Earned.cash, id="cash-held", class_name="font-semibold"),
                " of our cash from the doors. It is already taken off what we owe you.",
                class_name="rounded-card bg-accent-soft px-4 py-3 text-sm text-accent-ink",
            ),
        ),
        rx.cond(
            Earned.week_count > 0,
            rx.fragment(
                card(bar_chart(Earned.days, "By day")),
                heading("Deliveries", level=2, class_name="mt-2"),
                rx.el.ul(
                    each(Earned.deliveries, _delivery),
                    id="deliveries",
                    class_name="divide-y divide-line rounded-card border border-line bg-raised",
                ),
            ),
            empty_state(
                "bike",
                "No deliveries this week",
                "What you earn shows here, ride by ride.",
                link_button("Go to the start", to=addresses.RIDE),
                scene="rider-idle",
            ),
        ),
        _payouts(),
        class_name="mt-3 flex flex-col gap-3 pb-8",
    )


def _payouts() -> rx.Component:
    return rx.el.section(
        heading("Payouts", level=2, class_name="mt-2"),
        account(Earned),
        history(Earned, "/api/rider/payouts/", "What you ride this week is paid out on Monday."),
        class_name="flex flex-col gap-3",
    )


def _sum(label: str, total: Any, tips: Any, count: Any, ident: str) -> rx.Component:
    return card(
        rx.el.p(label, class_name="text-sm text-muted"),
        money(
            total,
            id=f"earned-{ident}",
            class_name="block text-2xl font-bold whitespace-normal!",  # a sum a currency
        ),
        rx.el.p(
            "Tips ", money(tips, class_name="whitespace-normal!"), class_name="text-sm text-muted"
        ),
        rx.el.p(
            count,
            either(count == 1, " delivery", " deliveries"),
            class_name="text-sm text-muted tnum",
        ),
    )


def _delivery(one: PaidDelivery) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.restaurant, class_name="truncate font-semibold"),
            rx.el.p(
                one.day,
                " ",
                one.at,
                " · ",
                one.number,
                " · ",
                rx.el.span(one.distance, class_name="whitespace-nowrap"),
                class_name="text-sm text-muted tnum",
            ),
            rx.cond(one.is_delivered, rx.fragment(), badge("Could not be handed over")),
            class_name="min-w-0 flex-1",
        ),
        rx.el.div(
            money(one.total, class_name="block font-bold"),
            rx.cond(
                one.tip != "",
                rx.el.p("tip ", money(one.tip), class_name="text-sm text-done"),
            ),
            class_name="shrink-0 text-right",
        ),
        class_name="flex items-start gap-3 px-4 py-3",
    )
