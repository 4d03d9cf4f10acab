"""A delivery is held out to one rider at a time, for a short while."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import PLATFORM, Platform, Rider
from foodapp.dispatch import candidates, deliveries
from foodapp.dispatch.engine import Candidate, Engine, NearestFirst, Wanted
from foodapp.dispatch.events import (
    DeliveryEvent,
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferMade,
)
from foodapp.dispatch.locking import (
    LockedDelivery,
    has_delivery,
    has_offer,
    hold_delivery,
    hold_shift,
)
from foodapp.dispatch.models import Delivery, Offer, OfferGone, OfferStatus
from foodapp.kit import clock, outbox
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants.models import Restaurant

ANSWER_WITHIN = timedelta(seconds=45)
ENGINE: Engine = NearestFirst()


class Offline(DomainError):
    def __init__(self) -> None:
        super().__init__(t("You are offline. Go online first."))


def offer(session: Session, platform: Platform, held: LockedDelivery) -> Offer | None:
    """Hold the delivery out to the rider the engine chooses; None when there is nobody to ask."""
    restaurant = session.get_one(Restaurant, held.order.restaurant_id)
    wanted = _wanted(held, restaurant)
    order = held.order
    cash_minor = order.cash_due_minor
    possible = candidates.available(
        session, held.delivery, wanted.restaurant, cash_minor=cash_minor
    )
    while chosen := ENGINE.choose(wanted, possible):
        if _still_free(session, chosen.rider_id):
            return _make(session, held, chosen)
        possible.remove(chosen)
    return None


def _wanted(held: LockedDelivery, restaurant: Restaurant) -> Wanted:
    order, at = held.order, Position(restaurant.lat, restaurant.lng)
    has_place = order.lat is not None and order.lng is not None
    return Wanted(
        delivery_id=held.delivery.id,
        restaurant=at,
        dropoff=Position(order.lat or 0.0, order.lng or 0.0) if has_place else at,
        distance_m=held.delivery.distance_m,
        ready_by=order.ready_by or clock.now(),
    )


def _still_free(session: Session, rider_id: UUID) -> bool:
    """Judged again with the shift held: another search may have just asked the same rider."""
    if hold_shift(session, rider_id, wait=False) is None:
        return False
    return not has_offer(session, rider_id) and not has_delivery(session, rider_id)


def _make(session: Session, held: LockedDelivery, chosen: Candidate) -> Offer:
    delivery = held.delivery
    made = Offer(
        delivery_id=delivery.id,
        rider_id=chosen.rider_id,
        to_restaurant_m=chosen.to_restaurant_m,
        pay_minor=delivery.pay_minor + delivery.tip_minor,
        answer_by=clock.now() + ANSWER_WITHIN,
    )
    session.add(made)
    _record(session, OfferMade, held, made)
    return made


def accept(session: Session, rider: Rider, offer_id: UUID) -> Delivery:
    """The rider brings it."""
    held, mine = _own(session, rider, offer_id)
    if clock.now() >= mine.answer_by or not deliveries.is_wanted(held):
        raise OfferGone
    if hold_shift(session, rider.rider_id) is None:
        raise Offline
    mine.close(OfferStatus.ACCEPTED)
    _record(session, OfferAccepted, held, mine)
    return deliveries.give(session, rider, held, rider.rider_id)


def decline(session: Session, rider: Rider, offer_id: UUID) -> Offer:
    """The rider would rather not; somebody else is asked, and nothing is held against them."""
    held, mine = _own(session, rider, offer_id)
    mine.close(OfferStatus.DECLINED)
    _record(session, OfferDeclined, held, mine)
    return mine


def decline_open(session: Session, rider: Rider) -> None:
    """Whoever leaves declines what they were just being offered."""
    offer_id = session.exec(
        select(Offer.id).where(Offer.rider_id == rider.rider_id, Offer.status == OfferStatus.OPEN)
    ).one_or_none()
    if offer_id is not None:
        decline(session, rider, offer_id)


def lapse(session: Session, platform: Platform, held: LockedDelivery) -> bool:
    """Close the open offer if its time is over. False while it still runs."""
    if held.offer is None:
        return True
    if clock.now() < held.offer.answer_by:
        return False
    held.offer.close(OfferStatus.EXPIRED)
    _record(session, OfferExpired, held, held.offer)
    # Written before the next offer is made: a delivery has one open offer at most.
    session.flush()
    return True


def _own(session: Session, rider: Rider, offer_id: UUID) -> tuple[LockedDelivery, Offer]:
    """The rider's own open offer, with all it hangs on, locked."""
    delivery_id = session.exec(
        select(Offer.delivery_id).where(Offer.id == offer_id, Offer.rider_id == rider.rider_id)
    ).one_or_none()
    if delivery_id is None:
        raise NotFound("offer")
    held = hold_delivery(session, PLATFORM, delivery_id)
    if held.offer is None or held.offer.id != offer_id:
        raise OfferGone
    return held, held.offer


def _record(
    session: Session, kind: type[DeliveryEvent], held: LockedDelivery, about: Offer
) -> None:
    facts = {
        "delivery_id": held.delivery.id,
        "order_id": held.order.id,
        "offer_id": about.id,
        "rider_id": about.rider_id,
    }
    outbox.record(session, kind.model_validate(facts))
    deliveries.tell_rider(session, about.rider_id, held.delivery)
    announce(session, topics.admin(), delivery=str(held.delivery.id))
