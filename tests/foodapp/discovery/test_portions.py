"""The town's favourites are counted as they arrive at the door, each order once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from foodapp.discovery import portions
from foodapp.discovery.portions import ItemPortions
from foodapp.kit import clock, outbox
from foodapp.orders.events import OrderDelivered
from foodapp.orders.models import OrderLine, OrderStatus
from foodapp.orders.timeline import ids
from tests.fixtures.world import fill_basket, place


def deliver(session, world, quantity=3, days_ago=0):
    """The end of an order, as handover records it."""
    fill_basket(session, world)
    order = place(session, world, key=uuid4().hex)
    order.status = OrderStatus.DELIVERED
    order.placed_at = clock.now() - timedelta(days=days_ago)
    for line in session.exec(select(OrderLine).where(OrderLine.order_id == order.id)):
        line.quantity, line.total_minor = quantity, line.unit_minor * quantity
    outbox.record(session, OrderDelivered(**ids(order)))
    session.flush()
    return order


def counted(session):
    return sorted(row.portions for row in session.exec(select(ItemPortions)))


def test_a_delivered_order_counts_once_however_often_it_is_told(session, world, drain_outbox):
    deliver(session, world, 3)
    session.commit()
    drain_outbox()
    drain_outbox()
    assert counted(session) == [3]


def test_a_day_and_a_dish_are_one_row(session, world, drain_outbox):
    deliver(session, world, 3)
    deliver(session, world, 4)
    deliver(session, world, 5, days_ago=2)
    session.commit()
    drain_outbox()
    assert counted(session) == [5, 7]
    [(item, restaurant, total)] = portions.of_this_week(session, [world.nonna], at_least=1, most=10)
    assert (item, restaurant, total) == (world.margherita, world.nonna, 12)


def test_counting_anew_comes_to_the_same(session, world, drain_outbox):
    for days_ago in (0, 1, 1, 6):
        deliver(session, world, 2, days_ago)
    session.commit()
    drain_outbox()
    before = counted(session)
    portions.recount(session)
    assert counted(session) == before == [2, 2, 4]


@pytest.mark.parametrize(("days_ago", "kept"), [(6, True), (9, False)])
def test_what_is_older_than_any_list_is_forgotten(session, world, drain_outbox, days_ago, kept):
    deliver(session, world, 2, days_ago)
    session.commit()
    drain_outbox()
    assert portions.forget(session) == (0 if kept else 1)
    assert bool(counted(session)) is kept


def test_a_few_portions_are_no_fashion(session, world, drain_outbox):
    deliver(session, world, 2)
    session.commit()
    drain_outbox()
    assert portions.of_this_week(session, [world.nonna], at_least=3, most=10) == []
