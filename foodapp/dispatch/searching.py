"""Looking for a rider, round by round, until one accepts or it makes no more sense.

from search_from   (30 minutes before the promise, or when the food is ready) riders are asked one
                   after another, the next when one declines or is silent
at search_until    nobody yet: the customer and an admin are told (status unassigned); riders who
                   come online are still asked, and an admin may assign one by hand
between the two    the autopilot looks further away and pays more (autopilot/plans.py)
ready_by + 20 min  the order is cancelled, the customer pays nothing
"""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, exists, select

from foodapp.accounts.actors import PLATFORM, Platform
from foodapp.dispatch import deliveries, offers
from foodapp.dispatch.events import DeliveryEvent
from foodapp.dispatch.locking import LockedDelivery, hold, hold_delivery
from foodapp.dispatch.models import WANTED, Delivery, DeliveryStatus, Offer, OfferStatus
from foodapp.dispatch.settings import settings
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.orders import endings
from foodapp.orders.events import NoRiderFound, OrderReady
from foodapp.orders.timeline import ids, record

AT_ONCE = 200


def search_all() -> None:
    """The periodic job. A transaction a delivery: a customer who cancels waits for one at most."""
    with transaction() as session:
        waiting = due(session)
    for delivery_id in waiting:
        with transaction() as session:
            look(session, PLATFORM, delivery_id)


def due(session: Session, limit: int = AT_ONCE) -> list[UUID]:
    """Deliveries that want a rider now and are held out to nobody, longest wanted first."""
    now = clock.now()
    asks = exists().where(
        col(Offer.delivery_id) == Delivery.id,
        col(Offer.status) == OfferStatus.OPEN,
        col(Offer.answer_by) > now,
    )
    found = session.exec(
        select(Delivery.id)
        .where(col(Delivery.status).in_(WANTED), col(Delivery.search_from) <= now, ~asks)
        .order_by(col(Delivery.search_from))
        .limit(limit)
    )
    return list(found)


def look_now(session: Session, event: DeliveryEvent) -> None:
    """Reaction: do not wait for the next round."""
    look(session, PLATFORM, event.delivery_id)


def look_when_ready(session: Session, event: OrderReady) -> None:
    """Reaction: food that is ready long before its promise does not stand until the search would
    have begun. What somebody wants later goes later, however early it is packed."""
    delivery = session.exec(
        select(Delivery).where(Delivery.order_id == event.order_id)
    ).one_or_none()
    if delivery is None:  # fetched by the customer, or not opened yet
        return
    held, now = hold(session, PLATFORM, event.order_id), clock.now()
    if held.delivery.search_from > now and held.order.requested_for is None:
        held.delivery.search_from = now
        held.delivery.search_until = now + deliveries.search_for()
        look(session, PLATFORM, held.delivery.id)


def look(session: Session, platform: Platform, delivery_id: UUID) -> None:
    """One step of the search for one delivery."""
    held = hold_delivery(session, platform, delivery_id)
    if not deliveries.is_wanted(held) or clock.now() < held.delivery.search_from:
        return
    if not offers.lapse(session, platform, held) or offers.offer(session, platform, held):
        return
    if _too_late(held):
        endings.cancel_without_rider(session, platform, held.order.id)
    elif held.delivery.status is DeliveryStatus.SEARCHING and _overdue(held.delivery):
        give_up(session, platform, held)


def give_up(session: Session, platform: Platform, held: LockedDelivery) -> None:
    """Nobody was found in time: people are told, and it is still offered round."""
    held.delivery.move_to(DeliveryStatus.UNASSIGNED)
    record(session, platform, held.order, NoRiderFound(**ids(held.order)))


def _overdue(delivery: Delivery) -> bool:
    return clock.now() >= delivery.search_until


def _too_late(held: LockedDelivery) -> bool:
    """Only after people were told, and had the time of one search to do something about it."""
    if held.delivery.status is not DeliveryStatus.UNASSIGNED or held.order.ready_by is None:
        return False
    if held.order.taken_over_at is not None:  # an admin decides
        return False
    # Food that has stood this long is not worth bringing any more.
    over = held.order.ready_by + timedelta(seconds=settings().give_up_after_ready_seconds)
    told_at = held.delivery.search_until
    return clock.now() >= max(over, told_at + deliveries.search_for())
