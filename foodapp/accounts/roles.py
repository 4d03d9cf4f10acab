"""Who may do what in the console: given and taken by those with the permission to."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit, sessions
from foodapp.accounts.actors import Admin, AdminRole, Permission
from foodapp.accounts.disabling import NotOneself, keep_an_owner
from foodapp.accounts.duties import admin_needs
from foodapp.accounts.models import AdminGrant, User
from foodapp.kit.errors import DomainError, NotFound


def give(session: Session, admin: Admin, user_id: UUID, *, role: AdminRole) -> AdminGrant:
    """A person has one console role; giving another replaces it."""
    user = _lock(session, admin, user_id)
    if user.disabled_at is not None:
        raise DomainError("This account is disabled. Enable it first.")
    grant = session.get(AdminGrant, user.id)
    if grant is None:
        grant = AdminGrant(user_id=user.id, role=role)
        session.add(grant)
    elif grant.role is not role:
        if grant.role is AdminRole.OWNER:
            keep_an_owner(session, user.id)
        grant.role = role
        sessions.rights_changed(session, user.id)
    audit.note(session, admin, "role_given", "person", user.id, user.name, role.value)
    return grant


def take(session: Session, admin: Admin, user_id: UUID) -> None:
    user = _lock(session, admin, user_id)
    grant = session.get(AdminGrant, user.id)
    if grant is None:
        raise NotFound("role")
    if grant.role is AdminRole.OWNER:
        keep_an_owner(session, user.id)
    session.delete(grant)
    sessions.rights_changed(session, user.id)
    audit.note(session, admin, "role_taken", "person", user.id, user.name, grant.role.value)


def _lock(session: Session, admin: Admin, user_id: UUID) -> User:
    admin_needs(admin, Permission.ROLES)
    if user_id == admin.user_id:
        raise NotOneself
    user = session.exec(
        select(User)
        .where(User.id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if user is None:
        raise NotFound("person")
    return user
