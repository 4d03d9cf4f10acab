"""A delivery begins with an accepted order, gets a rider, may lose them, ends with the order."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import PLATFORM, Admin, Platform, Rider
from foodapp.dispatch import leaving
from foodapp.dispatch.events import DeliveryOpened, DeliveryReleased, OfferWithdrawn
from foodapp.dispatch.locking import LockedDelivery, hold
from foodapp.dispatch.models import (
    COMES_FROM,
    WANTED,
    Delivery,
    DeliveryStatus,
    OfferStatus,
)
from foodapp.dispatch.settings import settings
from foodapp.kit import clock, money, outbox, worth
from foodapp.orders import locking
from foodapp.orders.events import OrderAccepted, OrderCancelled, RiderAssigned, RiderLeft
from foodapp.orders.models import Order, OrderStatus
from foodapp.orders.timeline import ids, record
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

# What a ride pays, in euro cents, elsewhere about as much. First version; the engine's pricing
# takes this over.
BASE_PAY = 300
PAY_PER_KM = 90
# A rider needs about this long to come: an order for tonight is not offered this morning.
SEARCH_AHEAD = timedelta(minutes=30)
BEING_MADE = frozenset({OrderStatus.ACCEPTED, OrderStatus.READY})


def open_delivery(session: Session, event: OrderAccepted) -> None:
    """Reaction: an accepted order that is to be brought wants a rider, unless it has ended in
    the meantime."""
    if not event.is_delivery:
        return
    order = locking.lock(session, PLATFORM, event.order_id)
    exists = session.exec(select(Delivery.id).where(Delivery.order_id == order.id)).first()
    if exists is not None or order.status not in BEING_MADE:
        return
    search_from = _search_from(order)
    delivery = Delivery(
        order_id=order.id,
        restaurant_id=order.restaurant_id,
        distance_m=order.distance_m or 0,
        currency=order.currency,
        pay_minor=pay_minor(order.distance_m or 0, order.currency),
        tip_minor=order.tip_minor,
        search_from=search_from,
        search_until=search_from + search_for(),
        search_m=settings().search_m,
    )
    session.add(delivery)
    outbox.record(session, DeliveryOpened(delivery_id=delivery.id, order_id=order.id))
    announce(session, topics.admin(), delivery=str(delivery.id))


def pay_minor(distance_m: int, currency: str) -> int:
    """What the ride pays, without the tip."""
    cents = BASE_PAY + money.rounded(PAY_PER_KM * distance_m, 1000)
    return worth.about(cents, currency)


def search_for() -> timedelta:
    """Nobody found after this long: people are told."""
    return timedelta(seconds=settings().search_seconds)


def _search_from(order: Order) -> datetime:
    now = clock.now()
    if order.ready_by is None or (order.status is OrderStatus.READY and not order.requested_for):
        return now
    return max(now, order.ready_by - SEARCH_AHEAD)


def give(session: Session, actor: Rider | Admin, held: LockedDelivery, rider_id: UUID) -> Delivery:
    """The rider has the delivery. The caller holds the rider's shift."""
    delivery = held.delivery
    delivery.move_to(DeliveryStatus.ASSIGNED)
    delivery.rider_id = rider_id
    delivery.assigned_at = clock.now()
    record(session, actor, held.order, RiderAssigned(**ids(held.order), rider_id=rider_id))
    tell_rider(session, rider_id, delivery)
    return delivery


def release(session: Session, actor: Rider | Admin | Platform, held: LockedDelivery) -> Delivery:
    """The delivery is without a rider again, before the food was collected."""
    delivery = held.delivery
    rider_id = delivery.rider_id
    delivery.move_to(DeliveryStatus.SEARCHING)
    if rider_id is None:
        return delivery
    delivery.rider_id = delivery.assigned_at = delivery.arrived_at = None
    delivery.search_until = clock.now() + search_for()
    delivery.asked_at = delivery.answered_at = None
    delivery.at_door_at = delivery.wait_until = None
    outbox.record(
        session,
        DeliveryReleased(delivery_id=delivery.id, order_id=held.order.id, rider_id=rider_id),
    )
    record(session, actor, held.order, RiderLeft(**ids(held.order), rider_id=rider_id))
    tell_rider(session, rider_id, delivery)
    leaving.after_job(session, rider_id)
    return delivery


def withdraw(session: Session, event: OrderCancelled) -> None:
    """Reaction: the order has ended, so nobody need bring it."""
    exists = session.exec(select(Delivery.id).where(Delivery.order_id == event.order_id)).first()
    if exists is None:
        return
    held = hold(session, PLATFORM, event.order_id)
    if held.delivery.status not in COMES_FROM[DeliveryStatus.CANCELLED]:
        return
    give_up(session, held)


def give_up(session: Session, held: LockedDelivery) -> None:
    """Nobody need bring it any more."""
    withdraw_offer(session, held)
    held.delivery.move_to(DeliveryStatus.CANCELLED)
    held.delivery.ended_at = clock.now()
    if held.delivery.rider_id is not None:
        tell_rider(session, held.delivery.rider_id, held.delivery)
        leaving.after_job(session, held.delivery.rider_id)
    announce(session, topics.admin(), delivery=str(held.delivery.id))


def withdraw_offer(session: Session, held: LockedDelivery) -> None:
    """Take back the offer that is open, if one is."""
    offer = held.offer
    if offer is None or offer.status is not OfferStatus.OPEN:
        return
    offer.close(OfferStatus.WITHDRAWN)
    outbox.record(
        session,
        OfferWithdrawn(
            delivery_id=held.delivery.id,
            order_id=held.order.id,
            offer_id=offer.id,
            rider_id=offer.rider_id,
        ),
    )
    tell_rider(session, offer.rider_id, held.delivery)


def tell_rider(session: Session, rider_id: UUID, delivery: Delivery) -> None:
    """The rider's screen reads again."""
    announce(session, topics.rider(rider_id), delivery=str(delivery.id))


def is_wanted(held: LockedDelivery) -> bool:
    return held.delivery.status in WANTED and held.order.status in BEING_MADE
