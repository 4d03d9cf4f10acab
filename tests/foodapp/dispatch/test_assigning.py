import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.dispatch import assigning, offers
from foodapp.dispatch.models import DeliveryStatus, IllegalDeliveryMove, Offer, OfferStatus
from foodapp.kit import moves
from foodapp.kit.errors import NotAllowed
from tests.foodapp.dispatch.riding import delivery_of, search


def test_an_admin_assigns_by_hand_and_the_open_offer_is_withdrawn(session, world, wanted, online):
    online(world.rider)
    offer = search(session)
    online(world.second_rider)

    delivery = assigning.assign(
        session, world.admin, wanted.order_id, rider_id=world.second_rider.rider_id
    )
    session.flush()

    assert delivery.rider_id == world.second_rider.rider_id
    assert session.get_one(Offer, offer.id).status is OfferStatus.WITHDRAWN
    with pytest.raises(offers.OfferGone):
        offers.accept(session, world.rider, offer.id)


def test_only_riders_who_are_online_and_free_can_be_assigned(session, world, wanted, online):
    with pytest.raises(assigning.RiderNotOnline):
        assigning.assign(session, world.admin, wanted.order_id, rider_id=world.rider.rider_id)
    online(world.rider)
    assigning.assign(session, world.admin, wanted.order_id, rider_id=world.rider.rider_id)

    with pytest.raises(IllegalDeliveryMove):
        assigning.assign(session, world.admin, wanted.order_id, rider_id=world.rider.rider_id)


def test_the_log_leads_to_an_assigned_offer_too(session, world, wanted, online):
    online(world.rider)
    assigning.assign(session, world.admin, wanted.order_id, rider_id=world.rider.rider_id)

    [offer] = session.exec(select(Offer)).all()
    allowed = {OfferStatus.ACCEPTED.value: {OfferStatus.OPEN.value}}
    assert moves.replayed(session, offer.id, OfferStatus.OPEN, allowed) == offer.status


def test_what_is_taken_away_is_searched_for_again_but_not_with_the_same_rider(
    session, world, wanted, online
):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)

    assigning.take_away(session, world.admin, wanted.order_id, reason="A test.")

    assert delivery_of(session, wanted.order_id).status is DeliveryStatus.SEARCHING
    assert search(session) is None


def test_a_viewer_may_only_look(session, world, wanted, online):
    online(world.rider)
    viewer = Admin(world.admin.user_id, AdminRole.VIEWER)

    with pytest.raises(NotAllowed):
        assigning.assign(session, viewer, wanted.order_id, rider_id=world.rider.rider_id)
