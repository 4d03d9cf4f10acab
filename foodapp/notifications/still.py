"""Whether something is still to be said when its turn comes, and what is made only then."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.alerts.models import Alert
from foodapp.dispatch.models import Offer, OfferStatus
from foodapp.kit.db import ReadSession
from foodapp.notifications.kind import Completed, Facts
from foodapp.orders.models import OPEN, Order, OrderStatus
from foodapp.payments.giftcards import codes
from foodapp.payments.giftcards.models import GiftCard, GiftCardStatus
from foodapp.reviews.models import Review


def order_is_open(session: ReadSession, facts: Facts) -> bool:
    order = session.get(Order, UUID(str(facts["order_id"])))
    return order is not None and order.status in OPEN


def order_waits(session: ReadSession, facts: Facts) -> bool:
    """For the restaurant's answer."""
    order = session.get(Order, UUID(str(facts["order_id"])))
    return order is not None and order.status is OrderStatus.PLACED


def order_is_unrated(session: ReadSession, facts: Facts) -> bool:
    found = select(Review.id).where(Review.order_id == UUID(str(facts["order_id"])))
    return session.exec(found).first() is None


def offer_is_open(session: ReadSession, facts: Facts) -> bool:
    offer = session.get(Offer, UUID(str(facts["offer_id"])))
    return offer is not None and offer.status is OfferStatus.OPEN


def alert_is_unseen(session: ReadSession, facts: Facts) -> bool:
    alert = session.get(Alert, UUID(str(facts["alert_id"])))
    return alert is not None and alert.seen_at is None


def gift_card_code(session: Session, facts: Facts) -> Completed | None:
    """Its code stands nowhere: it is worked out again. None: redeemed or blocked meanwhile."""
    card = session.get(GiftCard, UUID(str(facts["card_id"])))
    if card is None or card.status is not GiftCardStatus.ACTIVE:
        return None
    purchase_id = UUID(str(facts["purchase_id"]))
    return Completed(facts={"code": codes.of_bought(purchase_id, card.code_hash)})
