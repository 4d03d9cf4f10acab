from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.dispatch import offers, shifts
from foodapp.dispatch.models import DeliveryStatus, Offer, OfferGone, OfferStatus
from foodapp.kit.errors import NotFound
from foodapp.orders import endings
from tests.foodapp.dispatch.conftest import NEAR, NEARER
from tests.foodapp.dispatch.riding import delivery_of, open_offer, search, steps


def test_the_nearest_rider_is_asked_first(session, world, wanted, online):
    online(world.rider, NEAR)
    online(world.second_rider, NEARER)

    offer = search(session)

    assert offer.rider_id == world.second_rider.rider_id
    assert offer.to_restaurant_m == 22
    assert offer.pay_minor == wanted.pay_minor + 200
    assert offer.answer_by - offer.offered_at >= timedelta(seconds=44)


def test_an_accepted_offer_is_a_delivery(session, world, wanted, online):
    online(world.rider)
    offer = search(session)

    delivery = offers.accept(session, world.rider, offer.id)
    session.flush()

    assert delivery.status is DeliveryStatus.ASSIGNED
    assert delivery.rider_id == world.rider.rider_id
    assert open_offer(session) is None
    assert steps(session, delivery.order_id)[-1] == "rider_assigned"


def test_somebody_elses_offer_is_not_there(session, world, wanted, online):
    online(world.rider)
    offer = search(session)

    with pytest.raises(NotFound):
        offers.accept(session, world.second_rider, offer.id)


def test_a_declined_offer_goes_to_the_next_rider_at_once(
    session, world, wanted, online, drain_outbox
):
    online(world.rider, NEARER)
    online(world.second_rider, NEAR)
    offer = search(session)

    offers.decline(session, world.rider, offer.id)
    session.commit()
    drain_outbox()
    session.expire_all()

    assert open_offer(session).rider_id == world.second_rider.rider_id
    with pytest.raises(OfferGone):
        offers.accept(session, world.rider, offer.id)


def test_who_declined_is_asked_again_after_three_minutes(session, world, wanted, online, later):
    online(world.rider)
    offers.decline(session, world.rider, search(session).id)

    assert search(session) is None
    later(minutes=3, seconds=1)
    online(world.rider)

    assert search(session).rider_id == world.rider.rider_id


def test_an_offer_runs_out_and_the_next_rider_is_asked(session, world, wanted, online, later):
    online(world.rider, NEARER)
    online(world.second_rider, NEAR)
    first = search(session)
    later(seconds=46)

    with pytest.raises(OfferGone, match="no longer available"):
        offers.accept(session, world.rider, first.id)
    second = search(session)

    assert second.rider_id == world.second_rider.rider_id
    assert session.get_one(Offer, first.id).status is OfferStatus.EXPIRED
    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.SEARCHING


def test_a_rider_gets_one_offer_at_a_time(session, world, wanted, online):
    online(world.rider)
    search(session)
    search(session)

    assert len(session.exec(select(Offer)).all()) == 1


def test_an_offer_for_an_order_that_ended_cannot_be_accepted(
    session, world, wanted, online, drain_outbox
):
    online(world.rider)
    offer = search(session)
    endings.cancel_for_support(session, world.admin, wanted.order_id, reason="A test.")
    session.commit()

    with pytest.raises(OfferGone):
        offers.accept(session, world.rider, offer.id)
    drain_outbox()
    session.expire_all()

    assert session.get_one(Offer, offer.id).status is OfferStatus.WITHDRAWN
    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.CANCELLED


def test_whoever_goes_offline_declines_the_offer(session, world, wanted, online):
    online(world.rider)
    offer = search(session)

    shifts.go_offline(session, world.rider)
    session.flush()

    assert session.get_one(Offer, offer.id).status is OfferStatus.DECLINED
    assert not shifts.is_online(session, world.rider)
