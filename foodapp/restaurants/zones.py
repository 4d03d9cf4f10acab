"""Where a restaurant delivers, for how much, and from what order value."""

from dataclasses import dataclass
from math import isfinite

from sqlmodel import Session, col, delete, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import worth
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.money import Money
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.restaurants import scoped
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant

RADIUS_M = range(200, 20_001)
FARTHEST_M = 30_000  # near-me looks no further
CORNERS = range(3, 201)
MAX_BANDS = 8
MAX_EURO_CENTS = 1_000_000  # of a fee or a minimum order, elsewhere about as much
Corner = tuple[float, float]  # lng, lat


@dataclass(frozen=True)
class Zone:
    delivers: bool
    offers_pickup: bool
    radius_m: int
    service_area: list[Corner]  # corners of a polygon; empty: the circle
    bands: list[tuple[int, int]]  # (up to so many metres, fee in minor units)
    min_order_minor: int
    takes_cash: bool = True  # at the door, where the platform allows it


@dataclass(frozen=True)
class ZoneCard:
    zone: Zone
    currency: str
    lat: float
    lng: float


def of(session: ReadSession, staff: RestaurantStaff) -> ZoneCard:
    """Where this restaurant delivers, from what amount and for which fees."""
    row = session.exec(select(Restaurant).where(Restaurant.id == staff.restaurant_id)).one_or_none()
    if row is None:
        raise NotFound("restaurant")
    bands = session.exec(
        select(DeliveryFeeBand)
        .where(DeliveryFeeBand.restaurant_id == row.id)
        .order_by(col(DeliveryFeeBand.up_to_m))
    ).all()
    zone = Zone(
        delivers=row.delivers,
        offers_pickup=row.offers_pickup,
        radius_m=row.radius_m,
        service_area=[(lng, lat) for lng, lat in row.service_area or []],
        bands=[(band.up_to_m, band.fee_minor) for band in bands],
        min_order_minor=row.min_order_minor,
        takes_cash=row.takes_cash,
    )
    return ZoneCard(zone, row.currency or settings().currency, row.lat, row.lng)


def edit(session: Session, staff: RestaurantStaff, zone: Zone) -> Restaurant:
    """Everything at once: a zone whose fees do not fit it is never seen by a customer."""
    restaurant = scoped.lock_to_edit(session, staff)
    _check(zone, Position(restaurant.lat, restaurant.lng), restaurant.currency)
    restaurant.delivers, restaurant.offers_pickup = zone.delivers, zone.offers_pickup
    restaurant.takes_cash = zone.takes_cash
    restaurant.radius_m = zone.radius_m
    restaurant.service_area = [list(corner) for corner in zone.service_area] or None
    restaurant.min_order_minor = zone.min_order_minor
    session.exec(delete(DeliveryFeeBand).where(col(DeliveryFeeBand.restaurant_id) == restaurant.id))
    session.add_all(
        DeliveryFeeBand(restaurant_id=restaurant.id, up_to_m=up_to_m, fee_minor=fee)
        for up_to_m, fee in zone.bands
    )
    return restaurant


def _check(zone: Zone, centre: Position, currency: str) -> None:
    if not (zone.delivers or zone.offers_pickup):
        raise DomainError(t("Offer delivery, pick-up, or both. To stop orders, pause instead."))
    if zone.radius_m not in RADIUS_M:
        raise DomainError(t("The delivery radius must be 200 m to 20 km."))
    most = worth.about(MAX_EURO_CENTS, currency)
    if not 0 <= zone.min_order_minor <= most:
        raise DomainError(t("The minimum order is {most} at most.", most=Money(most, currency)))
    _check_bands(zone.bands, most)
    if zone.service_area:
        _check_area(zone.service_area, centre)


def _check_bands(bands: list[tuple[int, int]], most_minor: int) -> None:
    if len(bands) > MAX_BANDS:
        raise DomainError(t("Use at most {most} steps of fees.", most=MAX_BANDS))
    if len({up_to_m for up_to_m, _ in bands}) != len(bands):
        raise DomainError(t("Two steps of fees end at the same distance."))
    for up_to_m, fee in bands:
        if not (0 < up_to_m <= FARTHEST_M and 0 <= fee <= most_minor):
            raise DomainError(t("A delivery fee or its distance is out of range."))


def _check_area(area: list[Corner], centre: Position) -> None:
    if len(area) not in CORNERS:
        least, most = CORNERS[0], CORNERS[-1]
        raise DomainError(t("An area needs {least} to {most} corners.", least=least, most=most))
    for lng, lat in area:
        on_earth = isfinite(lng) and isfinite(lat) and abs(lat) <= 90 and abs(lng) <= 180
        if not on_earth or distance_m(centre, Position(lat, lng)) > FARTHEST_M:
            raise DomainError(t("A corner of the area is too far from the restaurant."))
    from shapely.geometry import Polygon  # with numpy, too slow for every start

    shape = Polygon(area)
    if not shape.is_valid or shape.area == 0:
        raise DomainError(t("The border of the area crosses itself. Please draw it again."))
