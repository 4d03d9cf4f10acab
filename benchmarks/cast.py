"""The kitchen, its cook, a rider and hungry people that the benchmarks are played with."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlmodel import Session

from foodapp.accounts import sessions
from foodapp.accounts.actors import (
    PLATFORM,
    Admin,
    AdminRole,
    Customer,
    RestaurantStaff,
    Rider,
    StaffRole,
)
from foodapp.accounts.models import RiderProfile, StaffMember
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.geo import Position
from foodapp.orders import basket, placing
from foodapp.orders.basket import Where
from tests.fixtures.world import make_item, make_restaurant, person

HOME = Where("Städtle 49", "9490", "Vaduz", Position(47.1390, 9.5225))
EATERS = 8


@dataclass(frozen=True)
class Cast:
    restaurant_id: UUID
    item_id: UUID
    eaters: list[Customer]
    cook: RestaurantStaff
    rider: Rider
    writer: Rider  # has no order but the one whose chat is measured
    admin: Admin
    sid: dict[str, str]  # sign-in cookies of the first eater and the cook


def assemble() -> Cast:
    with transaction() as session:
        kitchen = make_restaurant(session, "Bench kitchen")
        dish = make_item(session, kitchen, "Soup", 1200)
        eaters = [person(session, f"eater-{n}") for n in range(EATERS)]
        cook, admin = (person(session, f"bench-{one}") for one in ("cook", "admin"))
        session.add(StaffMember(user_id=cook.id, restaurant_id=kitchen.id, role=StaffRole.OWNER))
        rides, writes = (_rider(session, f"bench-{one}") for one in ("rider", "writer"))
        return Cast(
            restaurant_id=kitchen.id,
            item_id=dish.id,
            eaters=[Customer(one.id) for one in eaters],
            cook=RestaurantStaff(cook.id, kitchen.id, StaffRole.OWNER),
            rider=rides,
            writer=writes,
            admin=Admin(admin.id, AdminRole.OWNER, clock.now()),
            sid={
                "eater": sessions.open_for(session, eaters[0]),
                "cook": sessions.open_for(session, cook),
            },
        )


def _rider(session: Session, name: str) -> Rider:
    user = person(session, name)
    profile = RiderProfile(user_id=user.id, approved_at=clock.now())
    session.add(profile)
    session.flush()  # the sign-ins name the users
    return Rider(user.id, profile.id)


def start_order(cast: Cast, eater: Customer) -> UUID:
    """Filled, checked out, not yet paid."""
    with transaction() as session:
        basket.set_address(session, eater, HOME)
        basket.add(session, eater, restaurant_id=cast.restaurant_id, item_id=cast.item_id)
    with transaction() as session:
        priced = basket.priced(session, eater)
        assert priced is not None
        assert not priced.problems, priced.problems
        return placing.place(
            session,
            eater,
            idempotency_key=uuid4().hex,
            seen_total_minor=priced.total_minor,
        ).id


def confirm(order_id: UUID) -> None:
    """The money is held: from here on the order is placed and the restaurant is asked."""
    with transaction() as session:
        assert placing.confirm_authorised(session, PLATFORM, order_id)
