"""Riders who have a delivery and are not heard of, or stand still on the way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy
from sqlmodel import Session, col, func, or_, select

from foodapp.accounts.actors import Platform, Rider
from foodapp.dispatch import deliveries
from foodapp.dispatch.carrying import mine
from foodapp.dispatch.locking import LockedDelivery
from foodapp.dispatch.models import Delivery, DeliveryStatus, RiderPosition, Shift
from foodapp.dispatch.settings import settings
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.words import t
from foodapp.orders.events import RiderAnswered
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record
from foodapp.restaurants.models import Restaurant

MOVING = (DeliveryStatus.ASSIGNED, DeliveryStatus.COLLECTED)
STILL_M = 60.0  # a phone that lies on a table wanders about this much
THERE_M = 200.0  # near where they have to go, standing still is no wonder
AT_ONCE = 200


@dataclass(frozen=True)
class Seen:
    """What a rider's positions say since a moment."""

    first_at: datetime
    south_west: Position
    north_east: Position

    @property
    def is_still(self) -> bool:
        return distance_m(self.south_west, self.north_east) < STILL_M


def silent(session: Session, *, limit: int = AT_ONCE) -> list[Delivery]:
    """Deliveries under way whose rider should be asked whether all is well, oldest first."""
    since = _since()
    rows = session.exec(
        select(Delivery)
        .where(
            col(Delivery.status).in_(MOVING),
            col(Delivery.assigned_at) < since,
            col(Delivery.asked_at).is_(None),
            or_(col(Delivery.answered_at).is_(None), col(Delivery.answered_at) < since),
        )
        .order_by(col(Delivery.assigned_at))
        .limit(limit)
    ).all()
    seen = _seen(session, [row.rider_id for row in rows if row.rider_id], since)
    return [row for row in rows if _is_silent(session, row, since, seen)]


def is_silent(session: Session, delivery: Delivery) -> bool:
    """Still so? Moving again is an answer, too."""
    if delivery.rider_id is None:
        return False
    since = _since()
    return _is_silent(session, delivery, since, _seen(session, [delivery.rider_id], since))


def ask(session: Session, platform: Platform, held: LockedDelivery) -> None:
    """On their screen: is all well?"""
    held.delivery.asked_at = clock.now()
    if held.delivery.rider_id is not None:
        deliveries.tell_rider(session, held.delivery.rider_id, held.delivery)


def stop_asking(session: Session, order: Order) -> None:
    """The question is off the rider's screen. The order is locked by the caller."""
    delivery = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one()
    delivery.asked_at = None
    if delivery.rider_id is not None:
        deliveries.tell_rider(session, delivery.rider_id, delivery)


def still_riding(session: Session, rider: Rider, delivery_id: UUID) -> Delivery:
    """The rider's answer: all is well."""
    held = mine(session, rider, delivery_id)
    if held.delivery.asked_at is None:
        raise DomainError(t("All is well: nobody is waiting for an answer from you."))
    held.delivery.asked_at, held.delivery.answered_at = None, clock.now()
    record(session, rider, held.order, RiderAnswered(**ids(held.order), rider_id=rider.rider_id))
    deliveries.tell_rider(session, rider.rider_id, held.delivery)
    return held.delivery


def _since() -> datetime:
    return clock.now() - timedelta(seconds=settings().rider_silent_seconds)


def _is_silent(
    session: Session, delivery: Delivery, since: datetime, sightings: dict[UUID, Seen]
) -> bool:
    begun = (delivery.assigned_at, delivery.collected_at, delivery.answered_at)
    if delivery.status not in MOVING or delivery.rider_id is None or delivery.wait_until:
        return False
    if any(at is not None and at >= since for at in begun):
        return False
    seen = sightings.get(delivery.rider_id)
    if seen is None or not _is_online(session, delivery.rider_id):
        return True
    # Half the time is enough to say: positions come seldom while a phone lies still.
    half = timedelta(seconds=settings().rider_silent_seconds / 2)
    if not seen.is_still or seen.first_at > since + half:
        return False
    return distance_m(seen.north_east, _goal(session, delivery)) > THERE_M


def _is_online(session: Session, rider_id: UUID | None) -> bool:
    found = session.exec(
        select(Shift.id).where(Shift.rider_id == rider_id, col(Shift.ended_at).is_(None))
    ).first()
    return found is not None


def _goal(session: Session, delivery: Delivery) -> Position:
    restaurant = session.get_one(Restaurant, delivery.restaurant_id)
    if delivery.status is DeliveryStatus.COLLECTED:
        order = session.get_one(Order, delivery.order_id)
        if order.lat is not None and order.lng is not None:
            return Position(order.lat, order.lng)
    return Position(restaurant.lat, restaurant.lng)


def _seen(session: Session, riders: list[UUID], since: datetime) -> dict[UUID, Seen]:
    if not riders:
        return {}
    at = RiderPosition
    rows = session.execute(
        sqlalchemy.select(
            col(at.rider_id),
            func.min(at.at),
            func.min(at.lat),
            func.min(at.lng),
            func.max(at.lat),
            func.max(at.lng),
        )
        .where(col(at.rider_id).in_(riders), col(at.at) > since)
        .group_by(col(at.rider_id))
    )
    return {
        rider: Seen(first, Position(south, west), Position(north, east))
        for rider, first, south, west, north, east in rows
    }
