"""Dispatch as the console sees it: who rides, what waits, and why an order has the rider it has."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.duties import admin_needs
from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch import positions
from foodapp.dispatch.board import shown_distance
from foodapp.dispatch.models import ACTIVE, WANTED, Delivery, DeliveryStatus, Offer, Shift
from foodapp.kit import clock, when
from foodapp.kit.errors import NotFound
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.money import shown
from foodapp.kit.settings import settings
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant, RestaurantStatus

MOST = 200
OPEN = (*ACTIVE, *WANTED)
STATUS = {
    DeliveryStatus.SEARCHING: "Looking for a rider",
    DeliveryStatus.UNASSIGNED: "Nobody found yet",
    DeliveryStatus.ASSIGNED: "On the way to the restaurant",
    DeliveryStatus.AT_RESTAURANT: "At the restaurant",
    DeliveryStatus.COLLECTED: "On the way to the customer",
    DeliveryStatus.DELIVERED: "Delivered",
    DeliveryStatus.IN_DOUBT: "In doubt: our team decides",
    DeliveryStatus.FAILED: "Could not be handed over",
    DeliveryStatus.RETURNED: "Brought back to the restaurant",
    DeliveryStatus.CANCELLED: "Cancelled",
}


@dataclass(frozen=True)
class MapPoint:
    """As foodapp.ui.map wants it."""

    id: str
    lng: float
    lat: float
    kind: str  # restaurant, rider, home
    label: str


@dataclass(frozen=True)
class RiderChoice:
    rider_id: str
    name: str
    vehicle: str
    away: str  # from the restaurant; "" where the rider was not seen lately
    is_free: bool
    doing: str


@dataclass(frozen=True)
class Asked:
    at: str
    name: str
    status: str
    away: str
    pay: str


@dataclass(frozen=True)
class DeliveryCard:
    exists: bool = False
    status: str = ""
    words: str = ""
    rider_id: str = ""
    rider: str = ""
    rider_phone: str = ""
    distance: str = ""
    pay: str = ""
    why: str = ""
    asked: list[Asked] = field(default_factory=list)
    can_assign: bool = False
    can_take_away: bool = False


def delivery_of(session: Session, admin: Admin, order_id: UUID) -> DeliveryCard:
    """How the order is brought; a blank card where nobody has to bring it (yet)."""
    admin_needs(admin, Permission.SEE)
    row = session.exec(select(Delivery).where(Delivery.order_id == order_id)).one_or_none()
    if row is None:
        return DeliveryCard()
    asked = _asked(session, row)
    rider = _rider(session, row.rider_id)
    return DeliveryCard(
        exists=True,
        status=row.status.value,
        words=STATUS[row.status],
        rider_id=str(row.rider_id or ""),
        rider=rider.name if rider else "",
        rider_phone=rider.phone if rider else "",
        distance=shown_distance(row.distance_m),
        pay=shown(row.pay_minor + row.tip_minor, row.currency),
        why=_why(row, asked),
        asked=asked,
        can_assign=row.status in WANTED,
        can_take_away=row.status in (DeliveryStatus.ASSIGNED, DeliveryStatus.AT_RESTAURANT),
    )


def riders_for(session: Session, admin: Admin, order_id: UUID) -> list[RiderChoice]:
    """Who is online and could be assigned by hand: free ones first, the nearest of them first."""
    admin_needs(admin, Permission.SEE)
    place = session.exec(
        select(Restaurant)
        .join(Order, col(Order.restaurant_id) == Restaurant.id)
        .where(Order.id == order_id)
    ).one_or_none()
    if place is None:
        raise NotFound("order")
    rows = _online(session)
    seen = positions.latest(session, [profile.id for profile, _ in rows])
    busy = _busy(session)
    here = Position(place.lat, place.lng)
    choices = []
    for profile, user in rows:
        at = seen.get(profile.id)
        metres = distance_m(at.position, here) if at else None
        order = (profile.id in busy, metres is None, metres or 0.0, user.name)
        choices.append((order, _choice(profile, user, metres, busy.get(profile.id))))
    return [choice for _, choice in sorted(choices, key=lambda pair: pair[0])]


def map_points(session: Session, admin: Admin) -> list[MapPoint]:
    """Restaurants, where open deliveries go, and riders online where they were last seen. What
    moves from then on comes by Live.positions, under the same ids."""
    admin_needs(admin, Permission.SEE)
    places = session.exec(
        select(Restaurant.id, Restaurant.name, Restaurant.lat, Restaurant.lng)
        .where(Restaurant.status == RestaurantStatus.ACTIVE)
        .order_by(Restaurant.name)
        .limit(MOST)
    )
    points = [MapPoint(f"r-{i}", lng, lat, "restaurant", name) for i, name, lat, lng in places]
    homes = session.exec(
        select(Order, Delivery.status)
        .join(Delivery, col(Delivery.order_id) == Order.id)
        .where(col(Delivery.status).in_(OPEN))
        .order_by(col(Delivery.opened_at))
        .limit(MOST)
    )
    for order, status in homes:
        if order.lat is not None and order.lng is not None:
            label = f"{order.number}: {STATUS[DeliveryStatus(status)]}"
            points.append(MapPoint(f"o-{order.id}", order.lng, order.lat, "home", label))
    return points + _rider_points(session)


def _rider_points(session: Session) -> list[MapPoint]:
    rows = _online(session)
    seen = positions.latest(session, [profile.id for profile, _ in rows])
    busy = _busy(session)
    points = []
    for profile, user in rows:
        if (at := seen.get(profile.id)) is not None:
            label = f"{user.name}: {_doing(busy.get(profile.id))}"
            place = at.position
            points.append(MapPoint(str(profile.id), place.lng, place.lat, "rider", label))
    return points


def _online(session: Session) -> list[tuple[RiderProfile, User]]:
    rows = session.exec(
        select(RiderProfile, User)
        .join(User, col(User.id) == RiderProfile.user_id)
        .join(Shift, col(Shift.rider_id) == RiderProfile.id)
        .where(
            col(Shift.ended_at).is_(None),
            col(RiderProfile.suspended_at).is_(None),
            col(User.disabled_at).is_(None),
        )
        .order_by(col(Shift.started_at))
        .limit(MOST)
    )
    return list(rows)


def _busy(session: Session) -> dict[UUID, DeliveryStatus]:
    rows = session.exec(
        select(Delivery.rider_id, Delivery.status)
        .where(col(Delivery.status).in_(ACTIVE))
        .limit(2 * MOST)
    )
    return {rider_id: DeliveryStatus(status) for rider_id, status in rows if rider_id is not None}


def _choice(
    profile: RiderProfile, user: User, metres: float | None, status: DeliveryStatus | None
) -> RiderChoice:
    return RiderChoice(
        rider_id=str(profile.id),
        name=user.name,
        vehicle=profile.vehicle.value,
        away=f"{shown_distance(metres)} away" if metres is not None else "not seen lately",
        is_free=status is None,
        doing=_doing(status),
    )


def _doing(status: DeliveryStatus | None) -> str:
    return "free" if status is None else STATUS[status].lower()


def _rider(session: Session, rider_id: UUID | None) -> User | None:
    return session.exec(
        select(User)
        .join(RiderProfile, col(RiderProfile.user_id) == User.id)
        .where(RiderProfile.id == rider_id)
    ).one_or_none()


def _asked(session: Session, delivery: Delivery) -> list[Asked]:
    rows = session.exec(
        select(Offer, User.name)
        .join(RiderProfile, col(RiderProfile.id) == Offer.rider_id)
        .join(User, col(User.id) == RiderProfile.user_id)
        .where(Offer.delivery_id == delivery.id)
        .order_by(col(Offer.offered_at).desc())
        .limit(20)
    )
    zone, now = ZoneInfo(settings().time_zone), clock.now()
    return [
        Asked(
            at=when.shown(offer.offered_at, zone, now),
            name=name,
            status="asked now" if offer.status == "open" else offer.status.value,
            away=shown_distance(offer.to_restaurant_m),
            pay=shown(offer.pay_minor, delivery.currency),
        )
        for offer, name in rows
    ]


def _why(delivery: Delivery, asked: list[Asked]) -> str:
    """One sentence: why it stands as it stands."""
    now = clock.now()
    if delivery.status not in WANTED:
        turned = sum(1 for one in asked if one.status in ("declined", "expired"))
        return f"{turned} said no or did not answer before." if turned else ""
    if delivery.search_from > now:
        return f"The search begins at {_at(delivery.search_from, now)}: the order is for later."
    if not asked:
        return "Nobody near enough is free. The search goes on."
    if asked[0].status == "asked now":
        return f"{asked[0].name} is being asked, {asked[0].away} from the restaurant."
    return f"{len(asked)} asked so far, nobody has said yes. The search goes on."


def _at(moment: datetime, now: datetime) -> str:
    return when.shown(moment, ZoneInfo(settings().time_zone), now)


def standing(session: Session, admin: Admin, order_ids: list[UUID]) -> dict[str, str]:
    """By order id: who brings it, or that nobody does yet. Orders without a delivery are left
    out."""
    admin_needs(admin, Permission.SEE)
    rows = session.exec(
        select(Delivery.order_id, Delivery.status, User.name)
        .join(RiderProfile, col(RiderProfile.id) == Delivery.rider_id, isouter=True)
        .join(User, col(User.id) == RiderProfile.user_id, isouter=True)
        .where(col(Delivery.order_id).in_(order_ids[:MOST]))
    )
    return {
        str(order_id): name or STATUS[DeliveryStatus(status)] for order_id, status, name in rows
    }


def without_rider(session: Session, admin: Admin, *, limit: int = 20) -> list[UUID]:
    """The orders for which nobody was found in time, the oldest first."""
    admin_needs(admin, Permission.SEE)
    rows = session.exec(
        select(Delivery.order_id)
        .where(Delivery.status == DeliveryStatus.UNASSIGNED)
        .order_by(col(Delivery.opened_at))
        .limit(limit)
    )
    return list(rows)
