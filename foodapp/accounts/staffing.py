"""Who works in a restaurant: people who have an account, added by their e-mail."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import column, table
from sqlmodel import Session, col, select

from foodapp.accounts import audit, people, sessions
from foodapp.accounts.actors import Admin, Permission, StaffRole
from foodapp.accounts.disabling import LastOwner
from foodapp.accounts.duties import admin_needs
from foodapp.accounts.models import StaffMember, User
from foodapp.kit.errors import DomainError, NotFound
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MOST = 100
RESTAURANTS = table("restaurants", column("id"))  # by name: accounts stand below restaurants


@dataclass(frozen=True)
class StaffCard:
    user_id: str
    name: str
    email: str
    role: str
    is_disabled: bool


class NoSuchAccount(DomainError):
    def __init__(self) -> None:
        super().__init__("Nobody has an account with this e-mail yet. Ask them to sign up first.")


def staff_of(session: Session, admin: Admin, restaurant_id: UUID) -> list[StaffCard]:
    """Owners first."""
    admin_needs(admin, Permission.SEE)
    rows = session.exec(
        select(StaffMember, User)
        .join(User, col(User.id) == StaffMember.user_id)
        .where(StaffMember.restaurant_id == restaurant_id)
        .order_by(col(StaffMember.role) != StaffRole.OWNER, User.name)
        .limit(MOST)
    )
    return [
        StaffCard(str(user.id), user.name, user.email, member.role.value, bool(user.disabled_at))
        for member, user in rows
    ]


def add(
    session: Session, admin: Admin, restaurant_id: UUID, *, email: str, role: StaffRole
) -> StaffMember:
    team = _lock_team(session, admin, restaurant_id)
    user = session.exec(select(User).where(User.email == people.email(email))).one_or_none()
    if user is None or user.disabled_at is not None:
        raise NoSuchAccount
    if any(member.user_id == user.id for member in team):
        raise DomainError(f"{user.name} works here already.")
    if len(team) >= MOST:
        raise DomainError("This restaurant has as many staff as it can have.")
    member = StaffMember(user_id=user.id, restaurant_id=restaurant_id, role=role)
    session.add(member)
    _record(session, admin, "staff_added", member, user, role.value)
    return member


def change(
    session: Session, admin: Admin, restaurant_id: UUID, *, user_id: UUID, role: StaffRole
) -> StaffMember:
    team = _lock_team(session, admin, restaurant_id)
    member = _among(team, user_id)
    if role is not StaffRole.OWNER:
        _keep_an_owner(team, member)
    member.role = role
    sessions.rights_changed(session, user_id)
    user = session.get_one(User, user_id)
    _record(session, admin, "staff_changed", member, user, role.value)
    return member


def remove(session: Session, admin: Admin, restaurant_id: UUID, *, user_id: UUID) -> None:
    team = _lock_team(session, admin, restaurant_id)
    member = _among(team, user_id)
    _keep_an_owner(team, member)
    session.delete(member)
    sessions.rights_changed(session, user_id)
    _record(session, admin, "staff_removed", member, session.get_one(User, user_id), "")


def _lock_team(session: Session, admin: Admin, restaurant_id: UUID) -> list[StaffMember]:
    """All of them: whether an owner remains is judged on the whole. The restaurant is held, too,
    for a team to which two people add somebody at once."""
    admin_needs(admin, Permission.STEER_RESTAURANTS)
    its_row = select(RESTAURANTS.c.id).where(RESTAURANTS.c.id == restaurant_id).with_for_update()
    if session.execute(its_row).first() is None:
        raise NotFound("restaurant")
    return list(
        session.exec(
            select(StaffMember)
            .where(StaffMember.restaurant_id == restaurant_id)
            .order_by(col(StaffMember.user_id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def _among(team: list[StaffMember], user_id: UUID) -> StaffMember:
    found = next((member for member in team if member.user_id == user_id), None)
    if found is None:
        raise NotFound("person")
    return found


def _keep_an_owner(team: list[StaffMember], leaving: StaffMember) -> None:
    owners = [member for member in team if member.role is StaffRole.OWNER]
    if owners == [leaving]:
        raise LastOwner("restaurant")


def _record(
    session: Session, admin: Admin, action: str, member: StaffMember, user: User, reason: str
) -> None:
    audit.note(session, admin, action, "restaurant", member.restaurant_id, user.name, reason)
    announce(session, topics.restaurant(member.restaurant_id), staff=str(user.id))
