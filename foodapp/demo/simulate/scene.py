"""One look at the town: what is open, and who is on the road."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.dispatch.models import ACTIVE, Delivery, Offer, OfferStatus, Shift
from foodapp.kit import clock
from foodapp.orders.models import OPEN, Order

AT_MOST = 500  # open orders looked at; a town has a few dozen


@dataclass(frozen=True)
class Scene:
    now: datetime
    orders: dict[UUID, Order]  # the open ones, read only
    offers: dict[UUID, Offer]  # by rider
    rides: dict[UUID, Delivery]  # by rider
    online: set[UUID]  # riders
    attended: set[UUID]  # restaurants with a human before their board


def look(session: Session, attended: set[UUID]) -> Scene:
    """attended: see restaurants.attending; asked for before, of another server."""
    orders = session.exec(
        select(Order)
        .where(col(Order.status).in_(OPEN))
        .order_by(col(Order.created_at))
        .limit(AT_MOST)
    )
    offers = session.exec(select(Offer).where(Offer.status == OfferStatus.OPEN))
    rides = session.exec(
        select(Delivery)
        .where(col(Delivery.status).in_(ACTIVE))
        .order_by(col(Delivery.assigned_at).desc())
    )
    online = session.exec(select(Shift.rider_id).where(col(Shift.ended_at).is_(None)))
    return Scene(
        clock.now(),
        {order.id: order for order in orders},
        {offer.rider_id: offer for offer in offers},
        {ride.rider_id: ride for ride in rides if ride.rider_id},
        set(online),
        attended,
    )
