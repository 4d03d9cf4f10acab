"""Figures against orders counted by hand."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.orders.models import Fulfilment, Order, OrderLine, OrderStatus
from foodapp.views.restaurant import figures

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # 12:00 in Vaduz, a Friday
serial = count()


@pytest.fixture(autouse=True)
def _it_is_friday_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def make(session, world, at, *, minor=1000, status=OrderStatus.DELIVERED, who=None, **facts):
    taken = status not in (OrderStatus.PLACED, OrderStatus.REJECTED, OrderStatus.EXPIRED)
    order = Order(
        number="AAA-01",
        idempotency_key=f"f{next(serial)}",
        customer_id=(who or world.customer).user_id,
        restaurant_id=facts.pop("where", world.nonna),
        status=status,
        fulfilment=Fulfilment.PICKUP,
        currency="CHF",
        items_minor=minor,
        tip_minor=100,
        total_minor=minor + 100,
        customer_name="Cy",
        pin="1234",
        created_at=at,
        placed_at=at,
        accepted_at=facts.pop("accepted_at", at + timedelta(seconds=60) if taken else None),
        **facts,
    )
    session.add(order)
    session.flush()
    session.add(
        OrderLine(
            order_id=order.id,
            position=0,
            name=f"Dish of {minor}",
            quantity=2,
            unit_minor=minor // 2,
            total_minor=minor // 2 * 2,
        )
    )
    session.flush()
    return order


def days_ago(days, hour=11, minute=0):
    return NOON.replace(hour=hour, minute=minute) - timedelta(days=days)


def test_without_orders_there_are_no_figures_but_every_day(session, world):
    report = figures.report(session, world.staff, days=7)
    assert not report.has_orders
    assert (report.sales.shown, report.acceptance.shown, report.median_error) == (
        "CHF\u00a00.00",
        "–",
        "",
    )
    assert [day.day for day in report.by_day] == [date(2026, 11, 14 + n) for n in range(7)]
    assert report.top == []


def test_sales_are_dishes_of_orders_taken_on_and_not_called_off(session, world):
    make(session, world, days_ago(0), minor=1000)
    make(session, world, days_ago(1), minor=3000, status=OrderStatus.ACCEPTED)
    make(session, world, days_ago(1), minor=9000, status=OrderStatus.CANCELLED)
    make(session, world, days_ago(1), minor=9000, status=OrderStatus.REJECTED)
    make(session, world, days_ago(2), minor=9000, where=world.rival)
    make(session, world, days_ago(8), minor=1600)  # the week before
    make(session, world, days_ago(14), minor=9000)  # too long ago: the 6th, 12:00

    report = figures.report(session, world.staff, days=7)
    assert (report.sales.shown, report.sales.change) == ("CHF\u00a040.00", "+150%")
    assert (report.orders.shown, report.orders.change) == ("2", "+100%")
    assert report.average.shown == "CHF\u00a020.00"
    assert [day.sales_minor for day in report.by_day] == [0, 0, 0, 0, 0, 3000, 1000]


def test_days_and_hours_are_the_restaurants(session, world):
    make(session, world, datetime(2026, 11, 13, 22, 59, tzinfo=UTC))  # 23:59 of the 13th: before
    make(session, world, datetime(2026, 11, 13, 23, 0, tzinfo=UTC))  # midnight: the 14th begins
    make(session, world, datetime(2026, 11, 19, 17, 30, tzinfo=UTC))  # 18:30

    report = figures.report(session, world.staff, days=7)
    assert report.by_day[0].orders == 1
    assert {hour for hour, orders in enumerate(report.by_hour) if orders} == {0, 18}
    assert report.orders.change == "+100%"


def test_acceptance_counts_what_had_to_be_answered(session, world):
    for status in (
        OrderStatus.DELIVERED,
        OrderStatus.DELIVERED,
        OrderStatus.REJECTED,
        OrderStatus.EXPIRED,
        OrderStatus.PLACED,  # still waiting: counts neither way
    ):
        make(session, world, days_ago(1), status=status)
    # The customer took it back before an answer: counts neither way.
    make(session, world, days_ago(1), status=OrderStatus.CANCELLED, accepted_at=None)

    report = figures.report(session, world.staff, days=7)
    assert report.acceptance.shown == "50%"
    assert (report.rejected, report.expired, report.cancelled) == (1, 1, 1)
    assert report.answer_time.shown == "60 s"


def test_promises_kept_within_five_minutes(session, world):
    promised = days_ago(1, 12)
    for late_s in (0, 300, -300, 301, 1200):
        make(
            session,
            world,
            days_ago(1),
            ready_by=promised,
            ready_at=promised + timedelta(seconds=late_s),
        )
    report = figures.report(session, world.staff, days=7)
    assert report.on_time.shown == "60%"
    assert report.median_error == "5 min late"


def test_top_dishes_by_portions(session, world):
    for minor in (1000, 1000, 600):
        make(session, world, days_ago(1), minor=minor)
    make(session, world, days_ago(1), minor=8000, status=OrderStatus.REJECTED)
    report = figures.report(session, world.staff, days=7)
    assert [(dish.name, dish.portions, dish.sales) for dish in report.top] == [
        ("Dish of 1000", 4, "CHF\u00a020.00"),
        ("Dish of 600", 2, "CHF\u00a06.00"),
    ]


def test_a_guest_who_ordered_before_has_come_back(session, world):
    make(session, world, days_ago(60))  # long before
    make(session, world, days_ago(1))  # Cy comes back
    make(session, world, days_ago(2), who=world.stranger)  # Sid is new
    report = figures.report(session, world.staff, days=7)
    assert (report.guests.shown, report.repeat.shown) == ("2", "50%")


@pytest.mark.parametrize("days", [0, -7, 8, 2**40])
def test_only_the_offered_periods(session, world, days):
    with pytest.raises(DomainError, match="7, 30 or 90"):
        figures.report(session, world.staff, days=days)


def test_the_cooks_see_no_figures(session, world):
    cook = RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)
    with pytest.raises(NotAllowed):
        figures.report(session, cook, days=7)
