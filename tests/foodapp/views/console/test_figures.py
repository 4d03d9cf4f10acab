from datetime import timedelta

from foodapp.dispatch.models import Shift
from foodapp.kit import clock
from foodapp.orders import kitchen
from foodapp.restaurants.models import Restaurant
from foodapp.views.console import figures
from tests.fixtures.world import start_order


def test_the_platform_at_a_glance(session, world, placed_order, monkeypatch):
    from foodapp.kit.settings import settings

    monkeypatch.setenv("FOODAPP_CURRENCY", "CHF")
    settings.cache_clear()
    try:
        first = figures.glance(session, world.admin)
        assert (first.orders_today, first.live, first.unanswered, first.late) == (1, 1, 1, 0)
        assert (first.restaurants, first.riders_online) == (2, 0)

        kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
        placed_order.arrive_by = clock.now() - timedelta(minutes=1)
        session.get_one(Restaurant, world.rival).paused_until = clock.now() + timedelta(minutes=9)
        session.add(Shift(rider_id=world.rider.rider_id))
        session.commit()

        then = figures.glance(session, world.admin)
        assert (then.live, then.unanswered, then.late) == (1, 0, 1)
        assert (then.riders_online, then.paused) == (1, 1)
        assert then.sales_today == ["CHF\u00a020.50"]
    finally:
        settings.cache_clear()


def test_sales_of_two_currencies_are_two_figures(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    second = start_order(session, world, world.stranger)
    second.currency, second.status = "EUR", placed_order.status
    session.commit()
    assert figures.glance(session, world.admin).sales_today == ["€20.50", "CHF\u00a020.50"]


def test_without_sales_there_is_one_figure_and_it_is_zero(session, world):
    assert figures.glance(session, world.admin).sales_today == ["€0.00"]
