from datetime import timedelta

from sqlmodel import select

from foodapp.alerts.models import Alert, AlertKind
from foodapp.dispatch import offers, searching
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.orders import kitchen
from foodapp.orders.models import Order, OrderStatus
from foodapp.views import end_words
from tests.foodapp.dispatch.riding import delivery_of, open_offer, search, steps


def test_nobody_found_is_told_to_customer_and_admin_once(
    session, world, wanted, later, drain_outbox
):
    assert search(session) is None
    later(minutes=10, seconds=1)

    search(session)
    search(session)
    drain_outbox()

    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.UNASSIGNED
    assert steps(session, wanted.order_id).count("no_rider_found") == 1
    assert [alert.kind for alert in session.exec(select(Alert))] == [AlertKind.NO_RIDER]


def test_who_comes_online_later_is_still_asked(session, world, wanted, online, later):
    later(minutes=11)
    search(session)
    online(world.rider)

    offers.accept(session, world.rider, search(session).id)

    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.ASSIGNED


def test_an_order_nobody_brings_is_cancelled_twenty_minutes_after_it_was_ready(
    session, world, wanted, later, drain_outbox
):
    later(minutes=39)
    search(session)
    search(session)
    assert session.get_one(Order, wanted.order_id).status is OrderStatus.ACCEPTED
    later(minutes=2)

    search(session)
    drain_outbox()
    session.expire_all()

    order = session.get_one(Order, wanted.order_id)
    why = end_words.why(order)
    assert (order.status, why) == (OrderStatus.CANCELLED, "No rider could be found.")
    assert order.cancel_fee_minor == 0
    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.CANCELLED


def test_an_order_for_tonight_is_not_offered_this_morning(
    session, world, placed_order, online, drain_outbox
):
    placed_order.requested_for = clock.now() + timedelta(hours=5)
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    online(world.rider)
    drain_outbox()

    delivery = delivery_of(session, placed_order.id)
    assert search(session) is None
    assert delivery.search_from == session.get_one(Order, placed_order.id).ready_by - timedelta(
        minutes=30
    )
    assert delivery.id not in searching.due(session)


def test_food_that_is_ready_long_before_its_promise_does_not_stand_until_then(
    session, world, placed_order, online, drain_outbox
):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=60)
    online(world.rider)
    drain_outbox()
    assert search(session) is None

    kitchen.ready(session, world.staff, placed_order.id)
    session.commit()
    drain_outbox()

    delivery = delivery_of(session, placed_order.id)
    assert open_offer(session).delivery_id == delivery.id
    assert delivery.search_until - delivery.search_from == timedelta(minutes=10)


def test_food_that_was_ready_before_anybody_looked_for_a_rider_does_not_stand_either(
    session, world, placed_order, online, drain_outbox
):
    """The worker was slow: the kitchen has accepted, put off and cooked meanwhile."""
    online(world.rider)
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=29)
    kitchen.delay(session, world.staff, placed_order.id, minutes=5)
    kitchen.ready(session, world.staff, placed_order.id)
    session.commit()
    drain_outbox()
    assert open_offer(session) is not None


def test_an_order_for_tonight_that_is_packed_early_still_goes_tonight(
    session, world, placed_order, online, drain_outbox
):
    placed_order.requested_for = clock.now() + timedelta(hours=5)
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    online(world.rider)
    drain_outbox()
    kitchen.ready(session, world.staff, placed_order.id)
    session.commit()
    drain_outbox()
    assert search(session) is None


def test_a_pickup_order_needs_no_rider(session, world, placed_order, drain_outbox):
    from foodapp.dispatch import deliveries
    from foodapp.orders.events import OrderAccepted
    from foodapp.orders.timeline import ids

    event = OrderAccepted(
        **ids(placed_order), prep_minutes=20, ready_by=clock.now(), is_delivery=False
    )
    deliveries.open_delivery(session, event)

    assert session.exec(select(Delivery)).all() == []


def test_a_rider_not_seen_for_three_minutes_is_not_asked(session, world, wanted, online, later):
    online(world.rider)
    later(minutes=4)
    # Valkey counts by its own clock: what it would have forgotten is forgotten by hand.
    from foodapp.kit.valkey import valkey

    valkey().delete(f"rider:{world.rider.rider_id}:where")

    assert search(session) is None
