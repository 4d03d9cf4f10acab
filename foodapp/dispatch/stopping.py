"""A rider who may ride no longer: suspended, or the account is disabled."""

from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM
from foodapp.accounts.events import RiderStopped
from foodapp.dispatch import deliveries, positions
from foodapp.dispatch.locking import hold_delivery, hold_shift
from foodapp.dispatch.models import ACTIVE, Delivery, DeliveryStatus, Offer, OfferStatus
from foodapp.kit import clock
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MAX = 10  # deliveries a rider can have at once


def end_shift(session: Session, event: RiderStopped) -> None:
    """Reaction: what they were asked is withdrawn, what they have not collected is looked for
    anew. Food that is in their bag stays theirs: an admin has to speak with them."""
    asked = select(Offer.delivery_id).where(
        Offer.rider_id == event.rider_id, Offer.status == OfferStatus.OPEN
    )
    carried = select(Delivery.id).where(
        Delivery.rider_id == event.rider_id, col(Delivery.status).in_(ACTIVE)
    )
    for delivery_id in session.exec(asked.limit(MAX)).all():
        deliveries.withdraw_offer(session, hold_delivery(session, PLATFORM, delivery_id))
    for delivery_id in session.exec(carried.limit(MAX)).all():
        held = hold_delivery(session, PLATFORM, delivery_id)
        is_theirs = held.delivery.rider_id == event.rider_id
        if is_theirs and held.delivery.status is not DeliveryStatus.COLLECTED:
            deliveries.release(session, PLATFORM, held)
    if (shift := hold_shift(session, event.rider_id)) is not None:
        shift.ended_at = clock.now()
    positions.forget(session, event.rider_id)
    announce(session, topics.rider(event.rider_id), shift=True)
    announce(session, topics.admin(), rider=str(event.rider_id))
