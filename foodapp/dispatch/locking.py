"""Locks, always in this line: order, delivery, its open offer, the rider's shift. Two people who
act at once then wait for each other, never for ever."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin, Platform
from foodapp.dispatch.models import ACTIVE, Delivery, Offer, OfferStatus, Shift
from foodapp.kit.errors import NotFound
from foodapp.orders import locking
from foodapp.orders.models import Order


@dataclass(frozen=True)
class LockedDelivery:
    order: Order
    delivery: Delivery
    offer: Offer | None  # the open one


def hold(session: Session, actor: Admin | Platform, order_id: UUID) -> LockedDelivery:
    """The order, its delivery and the offer that is open, all locked."""
    order = locking.lock(session, actor, order_id)
    delivery = session.exec(
        select(Delivery)
        .where(Delivery.order_id == order_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if delivery is None:
        raise NotFound("delivery")
    offer = session.exec(
        select(Offer)
        .where(Offer.delivery_id == delivery.id, Offer.status == OfferStatus.OPEN)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return LockedDelivery(order, delivery, offer)


def hold_delivery(session: Session, actor: Admin | Platform, delivery_id: UUID) -> LockedDelivery:
    order_id = session.exec(
        select(Delivery.order_id).where(Delivery.id == delivery_id)
    ).one_or_none()
    if order_id is None:
        raise NotFound("delivery")
    return hold(session, actor, order_id)


def hold_shift(session: Session, rider_id: UUID, *, wait: bool = True) -> Shift | None:
    """The rider's open shift; None when offline (or, without wait, when somebody holds it).
    Whoever gives a rider an offer or a delivery holds it, so that a rider gets one at a time."""
    return session.exec(
        select(Shift)
        .where(Shift.rider_id == rider_id, col(Shift.ended_at).is_(None))
        .with_for_update(skip_locked=not wait)
        .execution_options(populate_existing=True)
    ).one_or_none()


def has_delivery(session: Session, rider_id: UUID) -> bool:
    found = session.exec(
        select(Delivery.id)
        .where(Delivery.rider_id == rider_id, col(Delivery.status).in_(ACTIVE))
        .limit(1)
    ).first()
    return found is not None


def has_offer(session: Session, rider_id: UUID) -> bool:
    found = session.exec(
        select(Offer.id).where(Offer.rider_id == rider_id, Offer.status == OfferStatus.OPEN)
    ).first()
    return found is not None
