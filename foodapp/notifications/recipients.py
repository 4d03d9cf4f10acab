"""Who hears of an event."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts import on_call as ladder
from foodapp.accounts.actors import Admin, AdminRole, Customer, RestaurantStaff, Rider, StaffRole
from foodapp.accounts.models import AdminGrant, RiderProfile, StaffMember, User
from foodapp.kit.db import ReadSession
from foodapp.kit.personas import Persona

MOST_STAFF = 50


@dataclass(frozen=True)
class Recipient:
    """One person in one of their roles. email: only of somebody who has no account."""

    persona: Persona
    user_id: UUID | None = None
    restaurant_id: UUID | None = None
    email: str = ""
    name: str = ""

    @property
    def who(self) -> str:
        """What their inbox is kept under, and what makes telling them twice impossible."""
        if self.user_id is None:
            return f"mail:{self.email}"
        place = f":{self.restaurant_id}" if self.restaurant_id else ""
        return f"{self.persona}:{self.user_id}{place}"


def of_actor(actor: Customer | RestaurantStaff | Rider | Admin) -> Recipient:
    """In the role in which they are signed in."""
    match actor:
        case RestaurantStaff():
            return Recipient("restaurant", actor.user_id, actor.restaurant_id)
        case Rider():
            return Recipient("rider", actor.user_id)
        case Admin():
            return Recipient("admin", actor.user_id)
        case Customer():
            return Recipient("customer", actor.user_id)


def customer(user_id: UUID) -> Recipient:
    return Recipient("customer", user_id)


def account(user_id: UUID, persona: Persona = "customer") -> Recipient:
    """Whoever signs in with it: news of the account itself."""
    return Recipient(persona, user_id)


def stranger(email: str, name: str = "") -> Recipient:
    return Recipient("customer", email=email, name=name)


def rider(session: ReadSession, rider_id: UUID) -> Recipient:
    return Recipient("rider", session.get_one(RiderProfile, rider_id).user_id)


def staff(session: ReadSession, restaurant_id: UUID, *roles: StaffRole) -> list[Recipient]:
    """Of one restaurant, in these roles; none named: all."""
    found = session.exec(
        select(StaffMember.user_id)
        .join(User, col(User.id) == StaffMember.user_id)
        .where(
            StaffMember.restaurant_id == restaurant_id,
            col(StaffMember.role).in_(roles or tuple(StaffRole)),
            col(User.disabled_at).is_(None),
        )
        .order_by(col(StaffMember.created_at))
        .limit(MOST_STAFF)
    )
    return [Recipient("restaurant", user_id, restaurant_id) for user_id in found]


def admins(session: ReadSession, *roles: AdminRole) -> list[Recipient]:
    """In these roles; none named: all who may act, so no viewer."""
    acting = tuple(role for role in AdminRole if role is not AdminRole.VIEWER)
    found = session.exec(
        select(AdminGrant.user_id)
        .join(User, col(User.id) == AdminGrant.user_id)
        .where(col(AdminGrant.role).in_(roles or acting), col(User.disabled_at).is_(None))
        .order_by(col(AdminGrant.created_at))
        .limit(MOST_STAFF)
    )
    return [Recipient("admin", user_id) for user_id in found]


def on_call(session: ReadSession) -> list[Recipient]:
    """Admins, in the order in which they are rung."""
    return [Recipient("admin", one) for one in ladder.ladder(ladder.acting(session))]
