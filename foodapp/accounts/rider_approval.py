"""Who may ride: approved once, suspended and resumed with a reason."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit, sessions
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.disabling import stop_riding
from foodapp.accounts.models import RiderProfile, User, Vehicle
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock, security
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t


def join(session: Session, user: User, *, vehicle: Vehicle, is_approved: bool = False) -> None:
    """Somebody has accepted an invitation, and waits to be approved, unless they were. Who rides
    keeps riding."""
    mine = select(RiderProfile).where(RiderProfile.user_id == user.id)
    profile = session.exec(mine.with_for_update()).first()
    if profile is None:
        profile = RiderProfile(user_id=user.id, vehicle=vehicle)
        session.add(profile)
    if is_approved and profile.approved_at is None:
        profile.vehicle, profile.approved_at = vehicle, clock.now()


def approve(session: Session, admin: Admin, user_id: UUID) -> RiderProfile:
    user, profile = _lock(session, admin, user_id)
    if profile.approved_at is not None:
        raise DomainError(t("This rider is approved already."))
    recently_proven(admin)
    if user.email_proven_at is None:
        raise DomainError(t("Invite this rider first: their address has to be proven."))
    profile.approved_at = clock.now()
    audit.note(session, admin, "rider_approved", "person", user.id, user.name)
    security.note_once_done(session, "rider_approved", user=user.id, by=admin.user_id)
    return profile


def suspend(session: Session, admin: Admin, user_id: UUID, *, reason: str) -> RiderProfile:
    """No more offers. A delivery under way is looked for anew unless the food was collected."""
    user, profile = _lock(session, admin, user_id)
    reason = audit.reason_given(reason)
    if profile.suspended_at is not None:
        raise DomainError(t("This rider is suspended already."))
    profile.suspended_at = clock.now()
    sessions.rights_changed(session, user_id)
    stop_riding(session, user.id)
    audit.note(session, admin, "rider_suspended", "person", user.id, user.name, reason)
    return profile


def resume(session: Session, admin: Admin, user_id: UUID) -> RiderProfile:
    user, profile = _lock(session, admin, user_id)
    if profile.suspended_at is None:
        raise DomainError(t("This rider is not suspended."))
    recently_proven(admin)
    profile.suspended_at = None
    audit.note(session, admin, "rider_resumed", "person", user.id, user.name)
    return profile


def _lock(session: Session, admin: Admin, user_id: UUID) -> tuple[User, RiderProfile]:
    require(admin, Permission.STEER_PEOPLE)
    found = session.exec(
        select(RiderProfile)
        .where(RiderProfile.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("rider")
    return session.get_one(User, user_id), found
