"""Who comes for the food of each order on the restaurant's board, and how far away they are."""

from dataclasses import dataclass

from sqlmodel import col, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch import positions
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position, distance_m, shown_distance
from foodapp.kit.words import say, t
from foodapp.restaurants.models import Restaurant

LIMIT = 120
HERE_M = 400.0  # a phone among houses may be off by so much
OPEN = (
    DeliveryStatus.SEARCHING,
    DeliveryStatus.UNASSIGNED,
    DeliveryStatus.ASSIGNED,
    DeliveryStatus.AT_RESTAURANT,
    DeliveryStatus.COLLECTED,
)


@dataclass(frozen=True)
class Coming:
    """words: one line for the ticket, such as "Ravi is 400 m away". is_here: give them the food
    now. is_missing: nobody was found."""

    words: str
    is_here: bool = False
    is_missing: bool = False
    can_give: bool = False  # somebody has it, and has not said yet that they took the food


def coming(session: ReadSession, staff: RestaurantStaff) -> dict[str, Coming]:
    """By order id, for every delivery of this restaurant under way. One round trip, and one to
    Valkey."""
    rows = session.exec(
        select(Delivery, User.name, Restaurant)
        .join(Restaurant, col(Restaurant.id) == Delivery.restaurant_id)
        .join(RiderProfile, col(RiderProfile.id) == Delivery.rider_id, isouter=True)
        .join(User, col(User.id) == RiderProfile.user_id, isouter=True)
        .where(Delivery.restaurant_id == staff.restaurant_id, col(Delivery.status).in_(OPEN))
        .order_by(col(Delivery.opened_at))
        .limit(LIMIT)
    ).all()
    riders = {delivery.rider_id for delivery, _, _ in rows if delivery.rider_id}
    seen = positions.latest(session, list(riders))
    found = {}
    for delivery, name, restaurant in rows:
        at = seen.get(delivery.rider_id) if delivery.rider_id else None
        away = distance_m(at.position, Position(restaurant.lat, restaurant.lng)) if at else None
        found[str(delivery.order_id)] = _said(delivery.status, (name or "").split(" ")[0], away)
    return found


def _said(status: DeliveryStatus, name: str, away_m: float | None) -> Coming:
    match status:
        case DeliveryStatus.AT_RESTAURANT if away_m is not None and away_m > HERE_M:
            words = t(
                "{rider} is here, they say; their phone is {distance} away",
                rider=name,
                distance=shown_distance(away_m),
            )
            return Coming(say(words), can_give=True)
        case DeliveryStatus.AT_RESTAURANT:
            return Coming(say(t("{rider} is here", rider=name)), is_here=True, can_give=True)
        case DeliveryStatus.ASSIGNED if away_m is not None:
            words = t("{rider} is {distance} away", rider=name, distance=shown_distance(away_m))
            return Coming(say(words), can_give=True)
        case DeliveryStatus.ASSIGNED:
            return Coming(say(t("{rider} is coming", rider=name)), can_give=True)
        case DeliveryStatus.COLLECTED:
            return Coming(say(t("{rider} has it", rider=name)))
        case DeliveryStatus.UNASSIGNED:
            return Coming("No rider found yet", is_missing=True)
        case _:
            return Coming("Looking for a rider")
