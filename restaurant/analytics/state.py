from dataclasses import dataclass
from typing import Literal

import reflex as rx

from foodapp.kit import when
from foodapp.kit.words import n, say, t
from foodapp.ui.guard import handler
from foodapp.ui.kit import Bar, bars
from foodapp.views.restaurant import figures
from foodapp.views.restaurant.figures import DayOfSales, Dish, Figure, Report
from restaurant.state import RestaurantState

WEEK = 7  # days; a bar a day up to 30 of them, then a bar a week


@dataclass
class Counter:
    label: str
    shown: str
    change: str
    is_better: bool
    note: str


class Figures(RestaurantState, rx.State):
    """How the restaurant has been doing over some days."""

    days: str = "30"
    loaded: bool = False
    error: str = ""
    has_orders: bool = False
    counters: list[Counter] = []
    sales_bars: list[Bar] = []
    hour_bars: list[Bar] = []
    sales_title: str = ""
    hours_title: str = ""
    top: list[Dish] = []
    lost: list[tuple[str, int]] = []
    promise: str = ""

    @handler()
    async def load(self) -> None:
        await self._reload()
        self.loaded = True

    @handler()
    async def choose(self, days: Literal["7", "30", "90"]) -> None:
        self.days = days
        await self._reload()

    async def _reload(self) -> None:
        self.error = ""
        report: Report = await self._read(figures.report, days=int(self.days))
        self.has_orders = report.has_orders
        self.counters = counters(report)
        self.sales_bars = sales_bars(report.by_day)
        self.hour_bars = hour_bars(report.by_hour)
        self.sales_title, self.hours_title = best_day(report.by_day), best_hour(report.by_hour)
        self.top = report.top
        self.lost = [
            ("Rejected by you", report.rejected),
            ("Not answered in time", report.expired),
            ("Cancelled", report.cancelled),
        ]
        self.promise = promise(report)


def counters(report: Report) -> list[Counter]:
    def one(label: str, figure: Figure, note: str) -> Counter:
        return Counter(label, figure.shown, figure.change, figure.is_better, note)

    return [
        one("Sales", report.sales, "dishes, without fees and tips"),
        one("Orders", report.orders, "taken on"),
        one("Order value", report.average, "on average"),
        one("Accepted", report.acceptance, "of what came in"),
        one("Time to answer", report.answer_time, "half of them faster"),
        one("On time", report.on_time, "ready within 5 minutes of your promise"),
        one("Guests", report.guests, "different people"),
        one("Came back", report.repeat, "had ordered here before"),
    ]


def sales_bars(days: list[DayOfSales]) -> list[Bar]:
    if len(days) <= WEEK:
        return bars(
            [(when.Day(one.day, "EEE").shown(), one.sales_minor, one.shown) for one in days]
        )
    if len(days) <= 31:
        return bars([(f"{one.day:%-d}", one.sales_minor, one.shown) for one in days])
    return bars(_weeks(days))


def _weeks(days: list[DayOfSales]) -> list[tuple[str, float, str]]:
    """Whole weeks that end today; the odd days at the start are left to the first bar."""
    odd = len(days) % WEEK
    chunks = ([days[:odd]] if odd else []) + [
        days[n : n + WEEK] for n in range(odd, len(days), WEEK)
    ]
    return [
        (
            when.Day(chunk[0].day, "d MMM").shown(),
            sum(one.sales_minor for one in chunk),
            _orders(sum(one.orders for one in chunk)),
        )
        for chunk in chunks
    ]


def _orders(count: int) -> str:
    return say(n("{count} order", "{count} orders", count))


def hour_bars(by_hour: list[int]) -> list[Bar]:
    """From the first hour with an order to the last: the night is left out."""
    busy = [hour for hour, orders in enumerate(by_hour) if orders]
    if not busy:
        return []
    return bars(
        [
            (f"{hour}", by_hour[hour], _orders(by_hour[hour]))
            for hour in range(busy[0], busy[-1] + 1)
        ]
    )


def best_day(days: list[DayOfSales]) -> str:
    best = max(days, key=lambda one: one.sales_minor, default=None)
    if best is None or not best.sales_minor:
        return "Sales"
    day = when.Day(best.day)
    return say(t("Sales: best on {day} with {amount}", day=day, amount=best.shown))


def best_hour(by_hour: list[int]) -> str:
    if not any(by_hour):
        return "Orders by hour"
    best = by_hour.index(max(by_hour))
    return say(
        t(
            "Orders by hour: most between {start} and {end}",
            start=f"{best}:00",
            end=f"{best + 1}:00",
        )
    )


def promise(report: Report) -> str:
    if not report.median_error:
        return "No order was cooked in this time."
    if report.median_error == "on time":
        return "Half of the orders are ready by the promised minute, or earlier."
    return say(t("The usual order is ready {minutes_off}.", minutes_off=report.median_error))
