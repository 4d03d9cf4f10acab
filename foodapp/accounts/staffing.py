"""Who works in a restaurant: people who have accepted an invitation."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import column, table
from sqlmodel import Session, col, select

from foodapp.accounts import audit, sessions
from foodapp.accounts.actors import (
    STAFF_RIGHTS,
    Admin,
    Permission,
    RestaurantStaff,
    StaffRight,
    StaffRole,
)
from foodapp.accounts.disabling import LastOwner
from foodapp.accounts.events import OwnerMade
from foodapp.accounts.models import StaffMember, User
from foodapp.accounts.permissions import needs, recently_proven, require
from foodapp.kit import clock, outbox, security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MAX = 100
RESTAURANTS = table("restaurants", column("id"))  # by name: accounts stand below restaurants


@dataclass(frozen=True)
class StaffCard:
    user_id: str
    name: str
    email: str
    role: str
    is_disabled: bool


def staff_of(session: ReadSession, admin: Admin, restaurant_id: UUID) -> list[StaffCard]:
    """Owners first."""
    require(admin, Permission.SEE)
    return _cards(session, restaurant_id)


def colleagues(session: ReadSession, staff: RestaurantStaff) -> list[StaffCard]:
    """The team of one's own restaurant, owners first."""
    needs(staff, StaffRight.TEAM)
    return _cards(session, staff.restaurant_id)


def _cards(session: ReadSession, restaurant_id: UUID) -> list[StaffCard]:
    rows = session.exec(
        select(StaffMember, User)
        .join(User, col(User.id) == StaffMember.user_id)
        .where(StaffMember.restaurant_id == restaurant_id)
        .order_by(col(StaffMember.role) != StaffRole.OWNER, User.name)
        .limit(MAX)
    )
    return [
        StaffCard(str(user.id), user.name, user.email, member.role.value, bool(user.disabled_at))
        for member, user in rows
    ]


def refuse_second(session: Session, restaurant_id: UUID, email: str) -> None:
    """Before somebody is invited. email: normalised."""
    if (
        session.execute(select(RESTAURANTS.c.id).where(RESTAURANTS.c.id == restaurant_id)).first()
        is None
    ):
        raise NotFound("restaurant")
    name = session.exec(
        select(User.name)
        .join(StaffMember, col(StaffMember.user_id) == User.id)
        .where(StaffMember.restaurant_id == restaurant_id, User.email == email)
    ).first()
    if name is not None:
        raise DomainError(t("{name} works here already.", name=name))


def join(
    session: Session, restaurant_id: UUID, user: User, *, role: StaffRole, given_by: UUID | None
) -> None:
    """Somebody has accepted an invitation. Whoever works here already keeps the role they have."""
    team = _lock_team(session, restaurant_id)
    if any(member.user_id == user.id for member in team):
        return
    if len(team) >= MAX:
        raise DomainError(t("This restaurant has as many staff as it can have."))
    member = StaffMember(user_id=user.id, restaurant_id=restaurant_id, role=role, given_by=given_by)
    session.add(member)
    _tell(session, member)
    announce(session, topics.restaurant(restaurant_id), staff=str(user.id))


def change(
    session: Session, admin: Admin, restaurant_id: UUID, *, user_id: UUID, role: StaffRole
) -> StaffMember:
    require(admin, Permission.STEER_RESTAURANTS)
    recently_proven(admin)
    return _change(session, admin, restaurant_id, user_id, role)


def remove(session: Session, admin: Admin, restaurant_id: UUID, *, user_id: UUID) -> None:
    require(admin, Permission.STEER_RESTAURANTS)
    recently_proven(admin)
    _remove(session, admin, restaurant_id, user_id)


def change_colleague(
    session: Session, staff: RestaurantStaff, user_id: UUID, *, role: StaffRole
) -> StaffMember:
    """An owner gives somebody of their own team another role."""
    needs(staff, StaffRight.TEAM)
    recently_proven(staff)
    return _change(session, staff, staff.restaurant_id, user_id, role)


def remove_colleague(session: Session, staff: RestaurantStaff, user_id: UUID) -> None:
    """Off the team at once; oneself, too, while another owner stays."""
    needs(staff, StaffRight.TEAM)
    recently_proven(staff)
    _remove(session, staff, staff.restaurant_id, user_id)


def _change(
    session: Session,
    by: Admin | RestaurantStaff,
    restaurant_id: UUID,
    user_id: UUID,
    role: StaffRole,
) -> StaffMember:
    team = _lock_for(session, by, restaurant_id)
    member = _among(team, user_id)
    if role is not StaffRole.OWNER:
        _keep_an_owner(team, member)
    if member.role is not role:
        member.role, member.given_by, member.given_at = role, by.user_id, clock.now()
        _tell(session, member)
    sessions.rights_changed(session, user_id)
    user = session.get_one(User, user_id)
    _record(session, by, "staff_changed", member, user, role.value)
    return member


def _remove(
    session: Session, by: Admin | RestaurantStaff, restaurant_id: UUID, user_id: UUID
) -> None:
    team = _lock_for(session, by, restaurant_id)
    member = _among(team, user_id)
    _keep_an_owner(team, member)
    session.delete(member)
    sessions.rights_changed(session, user_id)
    _record(session, by, "staff_removed", member, session.get_one(User, user_id), "")


def _lock_for(
    session: Session, by: Admin | RestaurantStaff, restaurant_id: UUID
) -> list[StaffMember]:
    """Of two owners who take each other off at once, the second is no owner any more."""
    team = _lock_team(session, restaurant_id)
    if isinstance(by, RestaurantStaff):
        own = next((one for one in team if one.user_id == by.user_id), None)
        if own is None or StaffRight.TEAM not in STAFF_RIGHTS[own.role]:
            raise NotAllowed
    return team


def _lock_team(session: Session, restaurant_id: UUID) -> list[StaffMember]:
    """All of them: whether an owner remains is judged on the whole. The restaurant is held, too,
    for a team that two people join at once."""
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
        raise LastOwner(t("The restaurant needs at least one owner."))


def _tell(session: Session, member: StaffMember) -> None:
    """The admins, of another owner: one person was enough for it."""
    if member.role is StaffRole.OWNER:
        made = OwnerMade(
            user_id=member.user_id, restaurant_id=member.restaurant_id, by=member.given_by
        )
        outbox.record(session, made)


def _record(
    session: Session,
    by: Admin | RestaurantStaff,
    action: str,
    member: StaffMember,
    user: User,
    reason: str,
) -> None:
    where = member.restaurant_id
    if isinstance(by, Admin):
        audit.note(session, by, action, "restaurant", where, user.name, reason)
    security.note_once_done(
        session, action, user=user.id, by=by.user_id, restaurant=where, role=reason
    )
    announce(session, topics.restaurant(member.restaurant_id), staff=str(user.id))
