"""An admin steps in: assigns a rider by hand, or takes a delivery away from one."""

from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin
from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch import deliveries, positions
from foodapp.dispatch.locking import LockedDelivery, has_delivery, hold, hold_shift
from foodapp.dispatch.models import Delivery, IllegalDeliveryMove, Offer, OfferStatus
from foodapp.dispatch.models import DeliveryStatus as Status
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.moves import Move
from foodapp.kit.words import t
from foodapp.restaurants.models import Restaurant


class RiderNotOnline(DomainError):
    def __init__(self) -> None:
        super().__init__(t("That rider is not online."))


class RiderBusy(DomainError):
    def __init__(self) -> None:
        super().__init__(t("That rider already has a delivery."))


def assign(
    session: Session, admin: Admin, order_id: UUID, *, rider_id: UUID, reason: str = ""
) -> Delivery:
    """Give the order to this rider; whoever is just being asked is told that it is gone."""
    held = hold(session, admin, order_id)
    if not deliveries.is_wanted(held):
        raise IllegalDeliveryMove(held.delivery.status, Status.ASSIGNED)
    deliveries.withdraw_offer(session, held)
    if hold_shift(session, rider_id) is None or not _may_ride(session, rider_id):
        raise RiderNotOnline
    if has_delivery(session, rider_id):
        raise RiderBusy
    _note(session, held, rider_id)
    number = held.order.number
    audit.note(session, admin, "rider_assigned", "order", order_id, number, reason)
    return deliveries.give(session, admin, held, rider_id)


def take_away(session: Session, admin: Admin, order_id: UUID, *, reason: str) -> Delivery:
    """The rider no longer has it (before collecting); another one is looked for."""
    held = hold(session, admin, order_id)
    reason = audit.reason_given(reason)
    number = held.order.number
    audit.note(session, admin, "delivery_taken_away", "order", order_id, number, reason)
    return deliveries.release(session, admin, held)


def _may_ride(session: Session, rider_id: UUID) -> bool:
    """Neither suspended nor disabled: the shift of such a rider ends a moment later."""
    found = session.exec(
        select(RiderProfile.id)
        .join(User, col(User.id) == RiderProfile.user_id)
        .where(
            RiderProfile.id == rider_id,
            col(RiderProfile.approved_at).is_not(None),
            col(RiderProfile.suspended_at).is_(None),
            col(User.disabled_at).is_(None),
        )
    ).first()
    return found is not None


def _note(session: Session, held: LockedDelivery, rider_id: UUID) -> None:
    """Kept like an accepted offer, so that who was asked when is told by one table. It is never
    open (another delivery may be held out to this rider just now), so we log its move ourselves."""
    restaurant = session.get_one(Restaurant, held.order.restaurant_id)
    seen = positions.latest(session, [rider_id]).get(rider_id)
    place = Position(restaurant.lat, restaurant.lng)
    now = clock.now()
    offer = Offer(
        delivery_id=held.delivery.id,
        rider_id=rider_id,
        status=OfferStatus.ACCEPTED,
        to_restaurant_m=round(distance_m(seen.position, place)) if seen else 0,
        pay_minor=held.delivery.pay_minor + held.delivery.tip_minor,
        answer_by=now,
        answered_at=now,
    )
    move = Move(
        machine="offers",
        subject_id=offer.id,
        at=now,
        came_from=OfferStatus.OPEN.value,
        went_to=OfferStatus.ACCEPTED.value,
    )
    session.add_all([offer, move])
