"""Several people at the same moment: real transactions on real threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.dispatch import assigning, deliveries, offers, positions, searching, shifts
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import Delivery, DeliveryStatus, Offer, OfferStatus, Shift
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.orders import endings, kitchen, placing
from foodapp.orders.events import OrderAccepted
from foodapp.orders.models import Order, OrderStatus
from foodapp.orders.timeline import ids
from tests.fixtures import world as worlds
from tests.foodapp.dispatch.conftest import NEAR
from tests.foodapp.dispatch.riding import in_own


@pytest.fixture
def town(real_transactions, valkey):
    """The world, an accepted order, its delivery; Ravi and Rita are online."""
    world = in_own(worlds.build)

    def begin(session):
        order = worlds.start_order(session, world)
        placing.confirm_authorised(session, PLATFORM, order.id)
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)
        event = OrderAccepted(
            **ids(order), prep_minutes=20, ready_by=order.ready_by, is_delivery=True
        )
        deliveries.open_delivery(session, event)
        for rider in (world.rider, world.second_rider):
            shifts.go_online(session, rider)
            positions.record(session, rider, [Fix(NEAR, clock.now())])
        return order.id

    return world, in_own(begin)


def at_once(*calls):
    """Run all at the same moment, each in its own transaction; what each gave, or its refusal."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            return in_own(call[0], *call[1:])
        except DomainError as refusal:
            return refusal

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def refused(outcomes):
    return [one for one in outcomes if isinstance(one, DomainError)]


def only(kind):
    with db.transaction() as session:
        return session.exec(select(kind)).one()


def offered():
    searching.search_all()
    with db.transaction() as session:
        return session.exec(select(Offer).where(Offer.status == OfferStatus.OPEN)).one()


def actor_of(world, rider_id):
    return next(one for one in (world.rider, world.second_rider) if one.rider_id == rider_id)


def test_two_tabs_accept_one_offer_once(town):
    world, _ = town
    offer = offered()
    rider = actor_of(world, offer.rider_id)

    outcomes = at_once(*[(offers.accept, rider, offer.id)] * 4)

    assert len(refused(outcomes)) == 3
    assert only(Delivery).status is DeliveryStatus.ASSIGNED


def test_searches_at_once_make_one_offer(town):
    delivery = only(Delivery)

    outcomes = at_once(*[(searching.look, PLATFORM, delivery.id)] * 4)

    assert refused(outcomes) == []
    assert only(Offer).status is OfferStatus.OPEN


def test_an_admin_assigns_while_the_rider_accepts(town):
    world, order_id = town
    offer = offered()
    rider = actor_of(world, offer.rider_id)
    other = actor_of(
        world, ({world.rider.rider_id, world.second_rider.rider_id} - {rider.rider_id}).pop()
    )

    def assign(session):
        return assigning.assign(session, world.admin, order_id, rider_id=other.rider_id)

    outcomes = at_once((offers.accept, rider, offer.id), (assign,))

    assert len(refused(outcomes)) == 1
    winner = next(one for one in outcomes if not isinstance(one, DomainError))
    assert only(Delivery).rider_id == winner.rider_id


def test_a_rider_accepts_while_the_customer_cancels(town, drain_outbox):
    world, order_id = town
    offer = offered()
    rider = actor_of(world, offer.rider_id)

    def cancel(session):
        return endings.cancel(session, world.customer, order_id, agreed_fee_minor=10_000)

    outcomes = at_once((offers.accept, rider, offer.id), (cancel,))
    drain_outbox()

    assert only(Order).status is OrderStatus.CANCELLED
    assert only(Delivery).status is DeliveryStatus.CANCELLED
    assert not isinstance(outcomes[1], DomainError)
    in_own(shifts.go_offline, rider)


def test_a_rider_accepts_while_the_offer_runs_out(town):
    world, _ = town
    offer = offered()
    rider = actor_of(world, offer.rider_id)
    with db.transaction() as session:
        session.get_one(Offer, offer.id).answer_by = clock.now()

    outcomes = at_once(
        (offers.accept, rider, offer.id), (searching.look, PLATFORM, offer.delivery_id)
    )

    assert isinstance(outcomes[0], offers.OfferGone)
    with db.transaction() as session:
        assert session.get_one(Offer, offer.id).status is OfferStatus.EXPIRED
        assert session.exec(select(Delivery)).one().rider_id is None


def test_a_rider_goes_offline_while_accepting(town):
    world, _ = town
    offer = offered()
    rider = actor_of(world, offer.rider_id)

    at_once((offers.accept, rider, offer.id), (shifts.go_offline, rider))

    with db.transaction() as session:
        online = shifts.is_online(session, rider)
        delivery = session.exec(select(Delivery)).one()
    assert online == (delivery.rider_id == rider.rider_id)


def test_two_tabs_go_online_once(town):
    world, _ = town
    in_own(shifts.go_offline, world.rider)

    outcomes = at_once(*[(shifts.go_online, world.rider)] * 4)

    assert refused(outcomes) == []
    with db.transaction() as session:
        rows = session.exec(select(Shift).where(Shift.rider_id == world.rider.rider_id)).all()
    assert len([row for row in rows if row.ended_at is None]) == 1
