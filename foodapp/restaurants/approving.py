"""An admin opens a restaurant to customers, suspends it with a reason, lets it go on."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit, sessions
from foodapp.accounts.actors import Admin, Permission, RestaurantStaff, StaffRight
from foodapp.accounts.permissions import needs, recently_proven, require
from foodapp.kit import security
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants import scoped
from foodapp.restaurants.models import IllegalRestaurantMove, Restaurant, RestaurantStatus

S = RestaurantStatus


def activate(session: Session, admin: Admin, restaurant_id: UUID) -> Restaurant:
    """A draft becomes visible. Without hours, or without anybody who works there, nobody could
    order, so it is refused."""
    row = _lock(session, admin, restaurant_id)
    recently_proven(admin)
    if not row.is_staffed:
        raise DomainError(t("Nobody works there yet. Please invite its owner first."))
    if not row.opening_hours:
        raise DomainError(t("It has no opening hours yet. Please add them first."))
    return _move(session, admin, row, S.DRAFT, S.ACTIVE, "restaurant_activated")


def open_itself(session: Session, staff: RestaurantStaff, *, is_approved: bool) -> Restaurant:
    """Its owner opens it. is_approved: an admin has examined it before; else one has to open it."""
    needs(staff, StaffRight.TEAM)
    row = scoped.lock_to_edit(session, staff)
    if row.status is not S.DRAFT:
        raise IllegalRestaurantMove(row.status)
    if not is_approved:
        raise DomainError(t("Our team opens this restaurant. Please write to us."))
    if not row.opening_hours:
        raise DomainError(t("It has no opening hours yet. Please add them first."))
    row.move_to(S.ACTIVE)
    security.note_once_done(session, "restaurant_opened", by=staff.user_id, restaurant=row.id)
    announce(session, topics.admin(), restaurant=str(row.id))
    return row


def suspend(session: Session, admin: Admin, restaurant_id: UUID, *, reason: str) -> Restaurant:
    """No new orders; those under way are finished."""
    row = _lock(session, admin, restaurant_id)
    reason = audit.reason_given(reason)
    row = _move(session, admin, row, S.ACTIVE, S.SUSPENDED, "restaurant_suspended", reason)
    sessions.team_rights_changed(session, row.id)
    return row


def resume(session: Session, admin: Admin, restaurant_id: UUID) -> Restaurant:
    row = _lock(session, admin, restaurant_id)
    recently_proven(admin)
    return _move(session, admin, row, S.SUSPENDED, S.ACTIVE, "restaurant_resumed")


def _lock(session: Session, admin: Admin, restaurant_id: UUID) -> Restaurant:
    require(admin, Permission.STEER_RESTAURANTS)
    found = session.exec(
        select(Restaurant)
        .where(Restaurant.id == restaurant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("restaurant")
    return found


def _move(
    session: Session,
    admin: Admin,
    row: Restaurant,
    comes_from: RestaurantStatus,
    wanted: RestaurantStatus,
    action: str,
    reason: str = "",
) -> Restaurant:
    if row.status is not comes_from:  # the admin has read something else
        raise IllegalRestaurantMove(row.status)
    row.move_to(wanted)
    audit.note(session, admin, action, "restaurant", row.id, row.name, reason)
    scoped.changed(session, row.id)
    announce(session, topics.admin(), restaurant=str(row.id))
    return row
