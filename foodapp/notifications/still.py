"""Whether something is still to be said when its turn comes."""

from uuid import UUID

from sqlmodel import select

from foodapp.alerts.models import Alert
from foodapp.dispatch.models import Offer, OfferStatus
from foodapp.kit.db import ReadSession
from foodapp.notifications.kind import Facts
from foodapp.orders.models import OPEN, Order, OrderStatus
from foodapp.reviews.models import Review


def order_is_open(session: ReadSession, facts: Facts) -> bool:
    order = session.get(Order, UUID(str(facts["order_id"])))
    return order is not None and order.status in OPEN


def order_waits(session: ReadSession, facts: Facts) -> bool:
    """For the restaurant's answer."""
    order = session.get(Order, UUID(str(facts["order_id"])))
    return order is not None and order.status is OrderStatus.PLACED


def order_cooks(session: ReadSession, facts: Facts) -> bool:
    """As far as its kitchen has said."""
    order = session.get(Order, UUID(str(facts["order_id"])))
    return order is not None and order.status is OrderStatus.ACCEPTED


def order_is_unrated(session: ReadSession, facts: Facts) -> bool:
    found = select(Review.id).where(Review.order_id == UUID(str(facts["order_id"])))
    return session.exec(found).first() is None


def offer_is_open(session: ReadSession, facts: Facts) -> bool:
    offer = session.get(Offer, UUID(str(facts["offer_id"])))
    return offer is not None and offer.status is OfferStatus.OPEN


def alert_is_unseen(session: ReadSession, facts: Facts) -> bool:
    alert = session.get(Alert, UUID(str(facts["alert_id"])))
    return alert is not None and alert.seen_at is None
