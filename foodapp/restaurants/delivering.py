"""How far a restaurant delivers and what that costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.words import t
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant


class OutOfReach(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            t(
                "{restaurant} does not deliver to this address. Pick up, or choose another.",
                restaurant=name,
            )
        )


@dataclass(frozen=True)
class Band:
    """A DeliveryFeeBand whose restaurant is known."""

    up_to_m: int
    fee_minor: int


@dataclass(frozen=True)
class DeliveryTerms:
    distance_m: int
    fee_minor: int


def serves(restaurant: Restaurant, place: Position) -> bool:
    """Inside the service area: the polygon where one is drawn, the circle otherwise."""
    if not restaurant.delivers:
        return False
    if restaurant.service_area:
        from shapely.geometry import Point, Polygon  # with numpy, too slow for every start

        return bool(Polygon(restaurant.service_area).covers(Point(place.lng, place.lat)))
    return distance_m(Position(restaurant.lat, restaurant.lng), place) <= restaurant.radius_m


def terms(
    restaurant: Restaurant, bands: Sequence[Band | DeliveryFeeBand], place: Position
) -> DeliveryTerms | None:
    """Distance and fee to a place, or None where the restaurant does not go. Beyond the last
    band its fee goes on."""
    if not serves(restaurant, place):
        return None
    distance = distance_m(Position(restaurant.lat, restaurant.lng), place)
    fee = 0
    for band in sorted(bands, key=lambda band: band.up_to_m):
        fee = band.fee_minor
        if distance <= band.up_to_m:
            break
    return DeliveryTerms(distance_m=round(distance), fee_minor=fee)


def bands_of(session: Session, restaurant: Restaurant) -> list[DeliveryFeeBand]:
    return list(
        session.exec(
            select(DeliveryFeeBand)
            .where(DeliveryFeeBand.restaurant_id == restaurant.id)
            .order_by(col(DeliveryFeeBand.up_to_m))
        )
    )
