"""Who may do what in the console: given and taken by those with the permission to."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit, others, sessions
from foodapp.accounts.actors import Admin, AdminRole, Permission
from foodapp.accounts.disabling import keep_an_owner
from foodapp.accounts.events import ConsoleRoleGiven
from foodapp.accounts.models import AdminGrant, User
from foodapp.accounts.permissions import require
from foodapp.kit import clock, outbox, security
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t


class NotInvited(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Invite this person into the console: their address has to be proven."))


def give(session: Session, admin: Admin, user_id: UUID, *, role: AdminRole) -> AdminGrant:
    """Another role for somebody of the console. Whoever has none yet is invited
    (accounts.invitations), so that no role goes to an address that somebody else has typed."""
    user = _lock(session, admin, user_id)
    if user.disabled_at is not None:
        raise DomainError(t("This account is disabled. Enable it first."))
    grant = session.get(AdminGrant, user.id, with_for_update=True, populate_existing=True)
    if grant is None:
        raise NotInvited
    if grant.role is not role:
        if grant.role is AdminRole.OWNER:
            keep_an_owner(session, user.id)
        grant.role, grant.given_by, grant.given_at = role, admin.user_id, clock.now()
        sessions.rights_changed(session, user.id)
        _tell(session, grant)
    _note(session, admin, "role_given", user, role)
    return grant


def join(session: Session, user: User, *, role: AdminRole, given_by: UUID | None) -> None:
    """Somebody has accepted an invitation. Whoever has a role keeps it."""
    if session.get(AdminGrant, user.id, with_for_update=True) is None:
        grant = AdminGrant(user_id=user.id, role=role, given_by=given_by)
        session.add(grant)
        _tell(session, grant)


def take(session: Session, admin: Admin, user_id: UUID) -> None:
    user = _lock(session, admin, user_id)
    grant = session.get(AdminGrant, user.id, with_for_update=True, populate_existing=True)
    if grant is None:
        raise NotFound("role")
    if grant.role is AdminRole.OWNER:
        keep_an_owner(session, user.id)
    session.delete(grant)
    sessions.rights_changed(session, user.id)
    _note(session, admin, "role_taken", user, grant.role)


def _tell(session: Session, grant: AdminGrant) -> None:
    """The other admins: one person was enough for it."""
    outbox.record(
        session, ConsoleRoleGiven(user_id=grant.user_id, role=grant.role, by=grant.given_by)
    )


def _note(session: Session, admin: Admin, action: str, user: User, role: AdminRole) -> None:
    audit.note(session, admin, action, "person", user.id, user.name, role)
    security.note_once_done(session, action, user=user.id, by=admin.user_id, role=role)


def _lock(session: Session, admin: Admin, user_id: UUID) -> User:
    require(admin, Permission.ROLES)
    return others.lock(session, admin, user_id)
