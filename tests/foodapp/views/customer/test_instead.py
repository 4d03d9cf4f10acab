"""After an order came to nothing: what becomes of the money, and where else there is food."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foodapp.kit import clock
from foodapp.kit.errors import NotFound
from foodapp.orders import endings, kitchen
from foodapp.orders.models import EndedBy, OrderStatus
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.instead import instead
from foodapp.views.customer.order import tracking
from tests.fixtures import world as worlds


@pytest.fixture
def rival(session, world):
    """Open day and night, and brings it anywhere near."""
    row = session.get_one(Restaurant, world.rival)
    ours = session.get_one(Restaurant, world.nonna)
    row.opening_hours, row.cuisines = "24/7", list(ours.cuisines)
    session.flush()
    return row


def names(session, world, order):
    return [card.slug for card in instead(session, world.customer, order.id)]


def expire(session, order):
    order.answer_by -= timedelta(minutes=11)
    session.commit()
    endings.expire_unanswered(session)
    session.commit()
    session.refresh(order)


def test_an_order_without_an_answer_is_not_charged_and_others_are_offered(
    session, world, placed_order, rival
):
    assert names(session, world, placed_order) == []
    expire(session, placed_order)
    told = tracking(session, world.customer, placed_order.id)
    assert placed_order.status is OrderStatus.EXPIRED
    assert "not charged" in told.money
    assert told.came_to_nothing
    assert names(session, world, placed_order) == [rival.slug]


def test_after_a_no_too(session, world, placed_order, rival):
    kitchen.reject(session, world.staff, placed_order.id, reason="too_busy")
    session.flush()
    assert names(session, world, placed_order) == [rival.slug]


def test_and_when_the_restaurant_takes_its_yes_back(session, world, placed_order, rival):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    kitchen.cancel(session, world.staff, placed_order.id, reason="broken")
    session.flush()
    assert names(session, world, placed_order) == [rival.slug]


def test_and_when_nobody_brings_it(session, world, placed_order, rival):
    placed_order.status, placed_order.ended_by = OrderStatus.CANCELLED, EndedBy.PLATFORM
    placed_order.ended_at = clock.now()
    session.flush()
    assert names(session, world, placed_order) == [rival.slug]


def test_who_cancelled_looks_for_themselves(session, world, placed_order, rival):
    endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)
    session.flush()
    assert names(session, world, placed_order) == []
    assert not tracking(session, world.customer, placed_order.id).came_to_nothing


def test_only_what_is_open_now_and_comes_to_this_door_is_offered(
    session, world, placed_order, rival
):
    expire(session, placed_order)
    rival.opening_hours = "off"
    session.flush()
    assert names(session, world, placed_order) == []
    rival.opening_hours = "24/7"
    rival.lat += 0.09  # ten kilometres
    session.flush()
    assert names(session, world, placed_order) == []


def test_who_has_just_left_somebody_without_an_answer_is_not_offered(
    session, world, placed_order, rival
):
    other = worlds.place_and_confirm(session, world, world.stranger)
    other.restaurant_id = rival.id  # nobody sits at the rival's board either
    expire(session, other)
    kitchen.reject(session, world.staff, placed_order.id, reason="too_busy")
    session.flush()
    assert names(session, world, placed_order) == []


def test_a_day_later_nothing_is_offered_any_more(session, world, placed_order, rival):
    expire(session, placed_order)
    placed_order.ended_at -= timedelta(hours=4)
    session.flush()
    assert names(session, world, placed_order) == []


def test_somebody_elses_order_is_not_there(session, world, placed_order):
    with pytest.raises(NotFound):
        instead(session, replace(world.customer, user_id=world.stranger.user_id), placed_order.id)
