"""An admin steps in: assigns a rider by hand, or takes a delivery away from one."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Admin
from foodapp.dispatch import deliveries, positions
from foodapp.dispatch.locking import Held, has_delivery, hold, hold_shift
from foodapp.dispatch.models import Delivery, IllegalDeliveryMove, Offer, OfferStatus
from foodapp.dispatch.models import DeliveryStatus as Status
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.restaurants.models import Restaurant


class RiderNotOnline(DomainError):
    def __init__(self) -> None:
        super().__init__("That rider is not online.")


class RiderBusy(DomainError):
    def __init__(self) -> None:
        super().__init__("That rider already has a delivery.")


def assign(session: Session, admin: Admin, order_id: UUID, *, rider_id: UUID) -> Delivery:
    """Give the order to this rider; whoever is just being asked is told that it is gone."""
    held = hold(session, admin, order_id)
    if not deliveries.is_wanted(held):
        raise IllegalDeliveryMove(held.delivery.status, Status.ASSIGNED)
    deliveries.withdraw_offer(session, held)
    if hold_shift(session, rider_id) is None:
        raise RiderNotOnline
    if has_delivery(session, rider_id):
        raise RiderBusy
    session.add(_note(session, held, rider_id))
    return deliveries.give(session, admin, held, rider_id)


def take_away(session: Session, admin: Admin, order_id: UUID) -> Delivery:
    """The rider no longer has it (before collecting); another one is looked for."""
    return deliveries.release(session, admin, hold(session, admin, order_id))


def _note(session: Session, held: Held, rider_id: UUID) -> Offer:
    """Kept like an accepted offer, so that who was asked when is told by one table."""
    restaurant = session.get_one(Restaurant, held.order.restaurant_id)
    seen = positions.latest(session, [rider_id]).get(rider_id)
    place = Position(restaurant.lat, restaurant.lng)
    return Offer(
        delivery_id=held.delivery.id,
        rider_id=rider_id,
        status=OfferStatus.ACCEPTED,
        to_restaurant_m=round(distance_m(seen.position, place)) if seen else 0,
        pay_minor=held.delivery.pay_minor + held.delivery.tip_minor,
        answer_by=clock.now(),
        answered_at=clock.now(),
    )
