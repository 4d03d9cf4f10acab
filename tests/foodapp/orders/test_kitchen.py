from datetime import timedelta

import pytest

from foodapp.kit import outbox
from foodapp.kit.errors import NotFound
from foodapp.orders import kitchen
from foodapp.orders.events import OrderAccepted
from foodapp.orders.models import IllegalMove, OrderStatus
from foodapp.views import end_words


def test_accepting_promises_when_the_food_will_be_ready(session, world, placed_order):
    order = kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)

    assert order.status is OrderStatus.ACCEPTED
    assert order.ready_by - order.accepted_at == timedelta(minutes=20)
    [accepted] = outbox.recorded(session, OrderAccepted)
    assert (accepted.order_id, accepted.ready_by) == (order.id, order.ready_by)


def test_an_order_is_accepted_once(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)

    with pytest.raises(IllegalMove):
        kitchen.accept(session, world.staff, placed_order.id, prep_minutes=10)


def test_another_restaurants_order_is_not_found(session, world, placed_order):
    with pytest.raises(NotFound):
        kitchen.accept(session, world.rival_staff, placed_order.id, prep_minutes=20)


@pytest.mark.parametrize("prep_minutes", [-1, 0, 4, 121, 2**63])
def test_prep_time_must_be_believable(session, world, placed_order, prep_minutes):
    with pytest.raises(kitchen.UnlikelyPrepTime):
        kitchen.accept(session, world.staff, placed_order.id, prep_minutes=prep_minutes)


def test_a_rejected_order_says_why_and_ends(session, world, placed_order):
    order = kitchen.reject(session, world.staff, placed_order.id, reason="too_busy")

    assert order.status is OrderStatus.REJECTED
    assert end_words.why(order) == "The kitchen is too busy right now."


def test_only_known_reasons_are_taken(session, world, placed_order):
    with pytest.raises(kitchen.UnknownReason):
        kitchen.reject(session, world.staff, placed_order.id, reason="<script>")


def test_an_order_for_later_is_ready_in_time_for_it(session, world, placed_order):
    placed_order.requested_for = placed_order.placed_at + timedelta(hours=3)

    order = kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)

    assert order.arrive_by == order.requested_for


def test_a_delivery_is_not_handed_over_at_the_counter(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.ready(session, world.staff, placed_order.id)

    with pytest.raises(kitchen.NotYours):
        kitchen.hand_over(session, world.staff, placed_order.id, pin=placed_order.pin)
