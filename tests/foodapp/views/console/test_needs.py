"""The console's overview: what needs somebody, and what may be said where nothing does."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.alerts import alerts
from foodapp.alerts.models import AlertKind
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.orders import endings, kitchen
from foodapp.views.console.needs import needs
from tests.fixtures.screens import Tab

from admin.overview.state import Overview  # isort: skip


def test_nothing_needs_anybody_and_it_says_when_that_was(session, world, placed_order):
    now = needs(session, world.admin)
    assert (now.troubles, now.alerts) == ([], [])
    assert "no order was late, unanswered or without a rider, and no alert was open" in now.calm
    assert now.calm.startswith("At ")


@pytest.mark.parametrize("kind", AlertKind)
def test_beside_an_open_alert_nothing_says_that_all_is_well(session, world, placed_order, kind):
    """Of whatever kind it is, and whether or not its order goes on."""
    placed_order.prompted_at = placed_order.placed_at
    session.add(placed_order)
    alerts.raise_alert(session, kind, placed_order.id, "Look")
    session.flush()
    now = needs(session, world.admin)
    assert now.troubles or now.alerts
    assert "no alert was open" not in now.calm


def test_an_unanswered_order_is_named_among_those_that_need_somebody(session, world, placed_order):
    placed_order.answer_by -= timedelta(minutes=4)
    session.commit()
    endings.prompt_silent(session)
    session.commit()
    [one] = needs(session, world.admin).troubles
    assert (one.row.id, one.why) == (str(placed_order.id), "No answer yet")
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=15)
    session.commit()
    assert needs(session, world.admin).troubles == []


def test_an_order_that_an_alert_is_about_is_named_once(session, world, placed_order):
    alerts.raise_alert(session, AlertKind.PAYMENT_TROUBLE, placed_order.id, "The bank refuses.")
    placed_order.prompted_at = placed_order.placed_at
    session.add(placed_order)
    session.flush()
    [one] = needs(session, world.admin).troubles
    assert one.why == "No answer yet"
    placed_order.prompted_at = None
    session.flush()
    [one] = needs(session, world.admin).troubles
    assert one.why == "The bank refuses."


def test_a_rider_who_was_found_ends_the_alert_that_there_is_none(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=15)
    alerts.raise_alert(session, AlertKind.NO_RIDER, placed_order.id, "No rider yet")
    delivery = Delivery(
        order_id=placed_order.id,
        restaurant_id=placed_order.restaurant_id,
        status=DeliveryStatus.UNASSIGNED,
        distance_m=900,
        currency=placed_order.currency,
        pay_minor=400,
        search_from=placed_order.placed_at,
        search_until=placed_order.placed_at,
    )
    session.add(delivery)
    session.flush()
    now = needs(session, world.admin)
    assert ([one.why for one in now.troubles], len(now.alerts)) == (["No rider"], 1)
    session.exec(select(Delivery)).one().status = DeliveryStatus.ASSIGNED
    session.flush()
    now = needs(session, world.admin)
    assert (now.troubles, now.alerts) == ([], [])


async def test_the_overview_shows_both_from_one_look(session, world, placed_order):
    alerts.raise_alert(session, AlertKind.BOOKS_DIFFER, None, "2 payments differ")
    alerts.raise_alert(session, AlertKind.DISPUTE_ENDED, None, "The dispute was lost.")
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin")
    await tab.call(Overview, "load")
    screen = tab.screen(Overview)
    # No difference is open, so the books do not differ any more.
    assert [alert.kind for alert in screen.alerts] == ["dispute_ended"]
    assert (screen.troubles, screen.calm) == ([], "See the alerts: one alert is open.")
