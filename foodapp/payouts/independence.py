"""Whether two people are two. A right that somebody has got a short while ago counts for as little
as whoever gave it: else one admin would invite their own second person."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import PERMISSIONS, Permission, RestaurantStaff, Rider, StaffRole
from foodapp.accounts.models import AdminGrant, RiderProfile, StaffMember
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.payouts.accounts import wait
from foodapp.payouts.models import AccountChange, PayeeKind, PayoutAccount

Right = tuple[UUID | None, datetime]  # who gave it, and when


def owner_needs_second(session: Session, staff: RestaurantStaff) -> bool:
    """Where money goes to an account already: an owner who became one a short while ago, or who
    sends payouts, too, does not move it elsewhere alone."""
    if not _is_paid(session, staff.restaurant_id):
        return False
    member = session.get_one(StaffMember, (staff.user_id, staff.restaurant_id))
    return _is_fresh(member.given_at) or _sends_payouts(session, staff.user_id)


def rider_needs_second(session: Session, rider: Rider) -> bool:
    return _is_paid(session, rider.rider_id) and _sends_payouts(session, rider.user_id)


def may_confirm(session: ReadSession, change: AccountChange, *, by: UUID) -> bool:
    """Somebody else, who owes the right to it not to whoever asked, nor the other way round."""
    asked_by = change.asked_by
    return (
        by != asked_by
        and asked_by not in _givers(session, change, by)
        and by not in _givers(session, change, asked_by)
    )


def _givers(session: ReadSession, change: AccountChange, user_id: UUID) -> set[UUID]:
    """Who has given this person their rights a short while ago, and who gave them theirs."""
    found: set[UUID] = set()
    todo = [user_id]
    while todo:
        for by, at in _rights(session, change, todo.pop()):
            if by is not None and by not in found and _is_fresh(at):
                found.add(by)
                todo.append(by)
    return found


def _rights(session: ReadSession, change: AccountChange, user_id: UUID) -> list[Right]:
    """In the console, and over this payee."""
    rights: list[Right] = []
    grant = session.get(AdminGrant, user_id, populate_existing=True)
    if grant is not None:
        rights.append((grant.given_by, grant.given_at))
    if change.payee is PayeeKind.RESTAURANT:
        member = session.get(StaffMember, (user_id, change.payee_id), populate_existing=True)
        if member is not None and member.role is StaffRole.OWNER:
            rights.append((member.given_by, member.given_at))
    return rights


def _sends_payouts(session: Session, user_id: UUID) -> bool:
    grant = session.get(AdminGrant, user_id)
    return grant is not None and Permission.PAYOUTS in PERMISSIONS[grant.role]


def _is_paid(session: Session, payee_id: UUID) -> bool:
    account = session.get(PayoutAccount, payee_id)
    return account is not None and bool(account.bank_account or account.gateway_account)


def _is_fresh(at: datetime) -> bool:
    return clock.now() - at < wait()


def people_of(session: Session, kind: PayeeKind, payee_id: UUID) -> list[UUID]:
    """Whose money it is: a restaurant's owners, or the rider."""
    if kind is PayeeKind.RIDER:
        mine = select(RiderProfile.user_id).where(RiderProfile.id == payee_id)
        return list(session.exec(mine))
    owners = select(StaffMember.user_id).where(
        StaffMember.restaurant_id == payee_id, StaffMember.role == StaffRole.OWNER
    )
    return list(session.exec(owners))
