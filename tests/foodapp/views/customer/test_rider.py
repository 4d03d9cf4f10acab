from datetime import timedelta

import pytest

from foodapp.dispatch import carrying, offers
from foodapp.kit.errors import NotFound
from foodapp.views.customer.rider import follow
from tests.foodapp.dispatch.riding import search


@pytest.fixture
def accepted(session, world, wanted, online):
    """Ravi has said yes and rides to Nonna's."""
    online(world.rider)
    offer = search(session)
    offers.accept(session, world.rider, offer.id)
    session.commit()
    return wanted


def test_before_a_rider_is_found_there_is_nobody_to_see(session, world, wanted):
    found = follow(session, world.customer, wanted.order_id)

    assert (found.rider, found.order.pin) == (None, "")
    assert found.order.detail == "We are finding a rider."


def test_for_tonight_nobody_is_looked_for_this_morning(session, world, wanted):
    wanted.search_from += timedelta(hours=2)
    session.commit()

    found = follow(session, world.customer, wanted.order_id)

    assert found.order.detail == "A rider comes when your food is nearly ready."


def test_a_rider_on_the_way_is_named_and_seen(session, world, accepted):
    found = follow(session, world.customer, accepted.order_id)

    assert (found.rider.name, found.rider.vehicle) == ("Ravi", "bicycle")
    assert (found.rider.lat, found.rider.lng) == pytest.approx((47.1420, 9.5209))
    assert found.order.detail == "Ravi is on the way to Nonna."
    assert len(found.order.pin) == 4


def test_after_the_hand_over_the_rider_cannot_be_followed(session, world, accepted):
    carrying.collect(session, world.rider, accepted.id)
    pin = follow(session, world.customer, accepted.order_id).order.pin
    assert carrying.hand_over(session, world.rider, accepted.id, pin=pin).is_right

    found = follow(session, world.customer, accepted.order_id)

    assert (found.rider, found.order.pin) == (None, "")
    assert found.order.headline == "Delivered. Enjoy your meal!"


def test_a_stranger_sees_neither_order_nor_rider(session, world, accepted):
    with pytest.raises(NotFound):
        follow(session, world.stranger, accepted.order_id)
