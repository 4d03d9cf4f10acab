"""Who brings a customer's order, and where they are."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch import positions
from foodapp.dispatch.models import ACTIVE, Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.orders.models import Order
from foodapp.views.customer import order as orders
from foodapp.views.customer.order import Tracking
from foodapp.views.customer.order_words import RiderFacts, Stage

STAGES: dict[DeliveryStatus, Stage] = {
    DeliveryStatus.SEARCHING: "searching",
    DeliveryStatus.UNASSIGNED: "nobody",
    DeliveryStatus.ASSIGNED: "coming",
    DeliveryStatus.AT_RESTAURANT: "at_restaurant",
    DeliveryStatus.COLLECTED: "riding",
    DeliveryStatus.DELIVERED: "riding",
    DeliveryStatus.IN_DOUBT: "in_doubt",
    DeliveryStatus.FAILED: "riding",
    DeliveryStatus.RETURNED: "riding",
}


@dataclass(frozen=True)
class RiderCard:
    """Only while they are on this customer's way: afterwards nobody can be followed. Blank while
    there is nobody."""

    id: str = ""
    name: str = ""  # first name
    vehicle: str = ""
    lat: float | None = None  # None: not seen lately
    lng: float | None = None


@dataclass(frozen=True)
class Followed:
    order: Tracking
    rider: RiderCard | None


def follow(session: ReadSession, customer: Customer, order_id: UUID) -> Followed:
    """The order and who brings it. The rider is shown while they are on it, no longer."""
    found = session.exec(
        select(Delivery, RiderProfile, User)
        .join(Order, col(Order.id) == Delivery.order_id)
        .outerjoin(RiderProfile, col(RiderProfile.id) == Delivery.rider_id)
        .outerjoin(User, col(User.id) == RiderProfile.user_id)
        .where(Delivery.order_id == order_id, Order.customer_id == customer.user_id)
    ).one_or_none()
    if found is None:
        return Followed(orders.tracking(session, customer, order_id), None)
    delivery, profile, person = found
    name = first_name(person.name) if person else ""
    facts = RiderFacts(_stage(delivery), name)
    card = None
    if profile is not None and delivery.status in ACTIVE:
        card = _rider(session, profile, name)
    return Followed(orders.tracking(session, customer, order_id, rider=facts), card)


def _stage(delivery: Delivery) -> Stage:
    """An order for later is searched for later."""
    if delivery.status is DeliveryStatus.SEARCHING and clock.now() < delivery.search_from:
        return "none"
    return STAGES.get(delivery.status, "none")


def first_name(name: str) -> str:
    return name.partition(" ")[0]


def _rider(session: ReadSession, profile: RiderProfile, name: str) -> RiderCard:
    seen = positions.latest(session, [profile.id]).get(profile.id)
    return RiderCard(
        id=str(profile.id),
        name=name,
        vehicle=profile.vehicle.value,
        lat=seen.position.lat if seen else None,
        lng=seen.position.lng if seen else None,
    )
