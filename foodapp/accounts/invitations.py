"""Rights are offered to an e-mail address, and given once its holder has accepted.

Whoever invites gets a link to hand over: it works once, for that address, until it expires. Only
its hash is kept. An account that has the address already has no more rights than before.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from foodapp.accounts import audit, people, sessions, staffing
from foodapp.accounts.actors import (
    Admin,
    AdminRole,
    Permission,
    RestaurantStaff,
    StaffRight,
    StaffRole,
)
from foodapp.accounts.events import Invited
from foodapp.accounts.models import (
    AdminGrant,
    Invitation,
    InvitationKind,
    RiderProfile,
    User,
    Vehicle,
)
from foodapp.accounts.permissions import needs, recently_proven, require
from foodapp.accounts.settings import settings
from foodapp.kit import clock, outbox, security, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.personas import Persona
from foodapp.kit.words import t

MAX_OPEN = 200
NOBODY = UUID(int=0)
PERSONAS: dict[InvitationKind, Persona] = {
    InvitationKind.STAFF: "restaurant",
    InvitationKind.RIDER: "rider",
    InvitationKind.ADMIN: "admin",
}


@dataclass(frozen=True)
class Link:
    """Shown once to whoever invites: nobody can read it again."""

    email: str = ""
    url: str = ""
    until: str = ""
    id: UUID = NOBODY  # of the invitation


@dataclass(frozen=True)
class OpenInvitation:
    id: str
    email: str
    role: str
    until: str


def invite_staff(
    session: Session, admin: Admin, restaurant_id: UUID, *, email: str, role: StaffRole
) -> Link:
    """To work in a restaurant, as its owner, too."""
    require(admin, Permission.STEER_RESTAURANTS)
    recently_proven(admin)
    staffing.refuse_second(session, restaurant_id, people.email(email))
    link = _invite(session, InvitationKind.STAFF, email, role, admin.user_id, restaurant_id)
    audit.note(session, admin, "staff_invited", "restaurant", restaurant_id, link.email, role)
    return link


def invite_colleague(
    session: Session, staff: RestaurantStaff, *, email: str, role: StaffRole
) -> Link:
    """An owner invites to their own restaurant."""
    needs(staff, StaffRight.TEAM)
    recently_proven(staff)
    staffing.refuse_second(session, staff.restaurant_id, people.email(email))
    return _invite(session, InvitationKind.STAFF, email, role, staff.user_id, staff.restaurant_id)


def invite_rider(
    session: Session, admin: Admin, *, email: str, vehicle: Vehicle, is_approved: bool = False
) -> Link:
    """To ride; whoever has accepted waits for approval, if it is not given already."""
    require(admin, Permission.STEER_PEOPLE)
    recently_proven(admin)
    user = _known(session, people.email(email))
    if user is not None and _rides(session, user.id):
        raise DomainError(t("{name} is a rider already.", name=user.name))
    link = _invite(session, InvitationKind.RIDER, email, vehicle, admin.user_id)
    session.get_one(Invitation, link.id).is_approved = is_approved
    audit.note(session, admin, "rider_invited", "invitation", link.id, link.email, vehicle)
    return link


def invite_admin(session: Session, admin: Admin, *, email: str, role: AdminRole) -> Link:
    """Into the console."""
    require(admin, Permission.ROLES)
    recently_proven(admin)
    user = _known(session, people.email(email))
    if user is not None and session.get(AdminGrant, user.id) is not None:
        raise DomainError(
            t("{name} has a console role already. Please change it there.", name=user.name)
        )
    link = _invite(session, InvitationKind.ADMIN, email, role, admin.user_id)
    audit.note(session, admin, "admin_invited", "invitation", link.id, link.email, role)
    return link


def invite_owner_of_platform(session: Session, *, email: str) -> Link:
    """By whoever runs the program's commands: the first owner, or one more after a lock-out."""
    return _invite(session, InvitationKind.ADMIN, email, AdminRole.OWNER, None)


def open_ones(
    session: ReadSession, admin: Admin, kind: InvitationKind, *, restaurant_id: UUID | None = None
) -> list[OpenInvitation]:
    """Newest first."""
    require(admin, Permission.SEE)
    return _open(session, kind, restaurant_id)


def open_in_team(session: ReadSession, staff: RestaurantStaff) -> list[OpenInvitation]:
    """To one's own restaurant, newest first."""
    needs(staff, StaffRight.TEAM)
    return _open(session, InvitationKind.STAFF, staff.restaurant_id)


def _open(
    session: ReadSession, kind: InvitationKind, restaurant_id: UUID | None
) -> list[OpenInvitation]:
    found = select(Invitation).where(Invitation.kind == kind, *is_open())
    if restaurant_id is not None:
        found = found.where(Invitation.restaurant_id == restaurant_id)
    rows = session.exec(found.order_by(col(Invitation.created_at).desc()).limit(MAX_OPEN))
    return [OpenInvitation(str(row.id), row.email, row.role, _until(row)) for row in rows]


def withdraw(session: Session, admin: Admin, invitation_id: UUID) -> None:
    """Its link opens nothing any more."""
    require(admin, Permission.SEE)
    row = _lock(session, Invitation.id == invitation_id)
    require(admin, permission_for(row.kind))
    row.withdrawn_at = clock.now()
    what: audit.Subject = "restaurant" if row.restaurant_id else "invitation"
    about = row.restaurant_id or row.id
    audit.note(session, admin, "invitation_withdrawn", what, about, row.email, row.role)


def withdraw_in_team(session: Session, staff: RestaurantStaff, invitation_id: UUID) -> None:
    """An owner takes back an invitation to their own restaurant."""
    needs(staff, StaffRight.TEAM)
    ours = Invitation.restaurant_id == staff.restaurant_id
    _lock(session, Invitation.id == invitation_id, ours).withdrawn_at = clock.now()


def _lock(session: Session, *which: bool) -> Invitation:
    row = session.exec(
        select(Invitation)
        .where(*which, *is_open())
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound("invitation")
    return row


def is_open() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Invitation.accepted_at).is_(None),
        col(Invitation.withdrawn_at).is_(None),
        col(Invitation.expires_at) > clock.now(),
    )


def permission_for(kind: InvitationKind) -> Permission:
    match kind:
        case InvitationKind.STAFF:
            return Permission.STEER_RESTAURANTS
        case InvitationKind.RIDER:
            return Permission.STEER_PEOPLE
        case InvitationKind.ADMIN:
            return Permission.ROLES
    assert_never(kind)


def _invite(
    session: Session,
    kind: InvitationKind,
    email: str,
    role: str,
    by: UUID | None,
    restaurant_id: UUID | None = None,
) -> Link:
    """A new link ends the one before it."""
    email = people.email(email)
    _end_earlier(session, kind, email, restaurant_id)
    token = sessions.new_token()
    now = clock.now()
    row = Invitation(
        kind=kind,
        email=email,
        role=role,
        restaurant_id=restaurant_id,
        token_hash=sessions.hashed(token),
        invited_by=by,
        created_at=now,
        expires_at=now + timedelta(hours=settings().invitation_hours),
    )
    session.add(row)
    outbox.record(session, Invited(invitation_id=row.id))
    security.note_once_done(
        session, "invited", by=by or "command line", email=email, kind=kind.value, role=role
    )
    return Link(email, _address(kind, token), _until(row), row.id)


def _end_earlier(
    session: Session, kind: InvitationKind, email: str, restaurant_id: UUID | None
) -> None:
    same = col(Invitation.restaurant_id).is_not_distinct_from(restaurant_id)
    session.exec(
        update(Invitation)
        .where(col(Invitation.kind) == kind, col(Invitation.email) == email, same, *is_open())
        .values(withdrawn_at=clock.now())
    )


def path_for_mail(session: Session, invitation_id: UUID) -> str | None:
    """A link of its own for the e-mail, made at the moment of sending; one that was sent before
    opens nothing any more. None: it was accepted, withdrawn, or is over. Where it leads stands
    under the persona's own host."""
    still = select(Invitation).where(Invitation.id == invitation_id, *is_open())
    row = session.exec(still.with_for_update()).one_or_none()
    if row is None:
        return None
    token = sessions.new_token()
    row.mailed_hash = sessions.hashed(token)
    return _path(row.kind, token)


def _address(kind: InvitationKind, token: str) -> str:
    """From the settings, never from what a request says its host is."""
    return settings().url_of(PERSONAS[kind]) + _path(kind, token)


def _path(kind: InvitationKind, token: str) -> str:
    return f"/{PERSONAS[kind]}/accept-invitation?{urlencode({'token': token})}"


def _until(row: Invitation) -> str:
    zone = when.town()
    return when.shown(row.expires_at, zone, clock.now())


def _known(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email)).one_or_none()


def _rides(session: Session, user_id: UUID) -> bool:
    mine = select(RiderProfile.id).where(RiderProfile.user_id == user_id)
    return session.exec(mine).first() is not None
