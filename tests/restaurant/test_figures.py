"""The figures and the reviews, as states."""

from datetime import timedelta

from restaurant.analytics.state import Figures, hour_bars, sales_bars
from restaurant.reviews.state import Reviews


async def test_figures_read_without_and_with_orders(ana, placed_order):
    await ana.call(Figures, "load")
    assert ana.screen(Figures).has_orders
    await ana.call(Figures, "choose", days="7")
    assert len(ana.screen(Figures).sales_bars) == 7
    await ana.call(Figures, "choose", days="12")
    assert ana.screen(Figures).days == "7"


def test_ninety_days_are_bars_of_weeks():
    from datetime import date

    from foodapp.views.restaurant.figures import DayOfSales

    days = [DayOfSales(date(2026, 9, 1) + timedelta(days=n), 100, 1, "") for n in range(90)]
    shown = sales_bars(days)
    assert len(shown) == 13
    assert [bar.shown for bar in shown] == ["6 orders"] + ["7 orders"] * 12


def test_hours_without_orders_are_left_out_at_both_ends():
    assert [bar.label for bar in hour_bars([0] * 11 + [2, 0, 1] + [0] * 10)] == ["11", "12", "13"]
    assert hour_bars([0] * 24) == []


async def test_the_reviews_page_reads_when_there_are_none(ana):
    await ana.call(Reviews, "load")
    assert (ana.screen(Reviews).loaded, ana.screen(Reviews).count) == (True, 0)
