"""An admin closes an account, or opens it again."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts import audit, others, sessions
from foodapp.accounts.actors import Admin, AdminRole, Permission
from foodapp.accounts.credentials import tokens
from foodapp.accounts.events import RiderStopped
from foodapp.accounts.models import AdminGrant, RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.kit import clock, outbox, security
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.kit.words import Words, t


class LastOwner(DomainError):
    def __init__(self, sentence: Words = t("The platform needs at least one owner.")) -> None:
        super().__init__(sentence)


def disable(session: Session, admin: Admin, user_id: UUID, *, reason: str) -> User:
    """Signed out everywhere at once, and cannot sign in again."""
    user = lock_person(session, admin, user_id)
    reason = audit.reason_given(reason)
    if user.disabled_at is not None:
        raise DomainError(t("This account is disabled already."))
    user.disabled_at = clock.now()
    sessions.revoke_all(session, user.id)
    tokens.end_all(session, user.id)
    stop_riding(session, user.id)
    audit.note(session, admin, "account_disabled", "person", user.id, user.name, reason)
    security.note_once_done(session, "account_disabled", user=user.id, by=admin.user_id)
    return user


def enable(session: Session, admin: Admin, user_id: UUID) -> User:
    user = lock_person(session, admin, user_id)
    if user.disabled_at is None:
        raise DomainError(t("This account is not disabled."))
    user.disabled_at = None
    audit.note(session, admin, "account_enabled", "person", user.id, user.name)
    security.note_once_done(session, "account_enabled", user=user.id, by=admin.user_id)
    return user


def lock_person(session: Session, admin: Admin, user_id: UUID) -> User:
    """Never oneself; and somebody with a console role only by those who give such roles."""
    require(admin, Permission.STEER_PEOPLE)
    user = others.lock(session, admin, user_id)
    grant = session.get(AdminGrant, user_id)
    if grant is not None and not admin.may(Permission.ROLES):
        raise NotAllowed
    if grant is not None and grant.role is AdminRole.OWNER:
        keep_an_owner(session, user_id)
    return user


def keep_an_owner(session: Session, leaving: UUID) -> None:
    """Refuses when nobody else could steer the platform. Owners are locked, so that two who
    remove each other at once do not both succeed."""
    owners = session.exec(
        select(AdminGrant.user_id)
        .where(AdminGrant.role == AdminRole.OWNER)
        .order_by(col(AdminGrant.user_id))
        .with_for_update()
    ).all()
    left = session.exec(
        select(func.count())
        .select_from(User)
        .where(col(User.id).in_(owners), User.id != leaving, col(User.disabled_at).is_(None))
    ).one()
    if not left:
        raise LastOwner


def stop_riding(session: Session, user_id: UUID) -> None:
    profile = session.exec(
        select(RiderProfile).where(RiderProfile.user_id == user_id)
    ).one_or_none()
    if profile is not None:
        outbox.record(session, RiderStopped(rider_id=profile.id, user_id=user_id))
