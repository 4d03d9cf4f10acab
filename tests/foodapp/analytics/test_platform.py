from datetime import timedelta

from foodapp.analytics import platform
from foodapp.dispatch.models import Shift
from foodapp.kit import clock
from foodapp.orders import kitchen
from foodapp.restaurants.models import Restaurant


def test_the_platform_at_a_glance(session, world, placed_order, monkeypatch):
    from foodapp.kit.settings import settings

    monkeypatch.setenv("FOODAPP_CURRENCY", "CHF")
    settings.cache_clear()
    try:
        first = platform.glance(session, world.admin)
        assert (first.orders_today, first.live, first.unanswered, first.late) == (1, 1, 1, 0)
        assert (first.restaurants, first.riders_online) == (2, 0)

        kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
        placed_order.arrive_by = clock.now() - timedelta(minutes=1)
        session.get_one(Restaurant, world.rival).paused_until = clock.now() + timedelta(minutes=9)
        session.add(Shift(rider_id=world.rider.rider_id))
        session.commit()

        then = platform.glance(session, world.admin)
        assert (then.live, then.unanswered, then.late) == (1, 0, 1)
        assert (then.gmv_today, then.riders_online, then.paused) == ("CHF\u00a020.50", 1, 1)
    finally:
        settings.cache_clear()
