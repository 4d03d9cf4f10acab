"""Who did what in the console, to whom and why. Written with the deed, in its transaction."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin, AdminRole, Permission
from foodapp.accounts.models import AdminGrant, AuditEntry, User
from foodapp.accounts.permissions import require
from foodapp.kit import clock, when, wording
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

Subject = Literal[
    "order",
    "restaurant",
    "person",
    "alert",
    "payout",
    "difference",
    "gift_card",
    "promotion",
    "rate",
    "invitation",
]
PAGE = 50
# Key, as it is stored -> what is read. A key stays for ever: old entries have it.
ACTIONS = {
    "order_cancelled": "Cancelled an order",
    "order_taken_over": "Took an order over from the autopilot",
    "order_handed_back": "Handed an order back to the autopilot",
    "rider_assigned": "Assigned a rider",
    "delivery_taken_away": "Took a delivery away",
    "phone_proven": "Called a customer's phone number",
    "debt_settled": "Settled what a customer owed",
    "pin_renewed": "Gave a customer a new PIN",
    "doubt_decided": "Decided about a delivery in doubt",
    "refund_asked": "Asked for a refund",
    "refund_given": "Gave money back",
    "refund_declined": "Declined a refund",
    "refund_retried": "Tried a refund again",
    "refund_credited": "Turned a refund into credit",
    "gift_card_issued": "Gave away a gift card",
    "gift_card_blocked": "Blocked a gift card",
    "difference_closed": "Closed a difference of the books",
    "alert_closed": "Closed an alert",
    "restaurant_activated": "Opened a restaurant",
    "restaurant_suspended": "Suspended a restaurant",
    "restaurant_resumed": "Resumed a restaurant",
    "restaurant_founded": "Made a restaurant",
    "staff_invited": "Invited staff",
    "rider_invited": "Invited a rider",
    "admin_invited": "Invited into the console",
    "invitation_withdrawn": "Withdrew an invitation",
    "invitation_accepted": "Invited somebody who has accepted",
    "staff_added": "Added staff",
    "staff_changed": "Changed a staff role",
    "staff_removed": "Removed staff",
    "account_disabled": "Disabled an account",
    "account_enabled": "Enabled an account",
    "rider_approved": "Approved a rider",
    "rider_suspended": "Suspended a rider",
    "rider_resumed": "Resumed a rider",
    "role_given": "Gave a console role",
    "role_taken": "Took a console role",
    "payout_drafted": "Added up a payout",
    "payout_sent": "Sent a payout",
    "payout_paid": "Marked a payout paid",
    "payout_failed": "Marked a payout failed",
    "payout_drafted_again": "Took up a failed payout again",
    "payout_account": "Asked for another payout account",
    "payout_account_confirmed": "Confirmed another payout account",
    "payout_account_kept": "Kept the payout account as it was",
    "invoice_cancelled": "Cancelled a commission invoice",
    "cash_handed_in": "Took in a rider's cash",
    "rate_set": "Set a rate",
    "promotion_made": "Made a promotion",
    "promotion_paused": "Paused a promotion",
    "promotion_resumed": "Resumed a promotion",
    "promotion_ended": "Ended a promotion",
}


@dataclass(frozen=True)
class AuditLine:
    id: int
    at: str
    by: str
    role: str
    action: str
    subject: str
    subject_id: str
    subject_name: str
    reason: str


@dataclass(frozen=True)
class AuditPage:
    lines: list[AuditLine]
    next_before: int  # id of the last line; 0 where nothing follows


def reason_given(typed: str) -> str:
    """For what costs somebody something: tidy, and never empty."""
    return wording.line(typed, t("The reason"), most=200, needed=True)


def note(
    session: Session,
    admin: Admin,
    action: str,
    subject: Subject,
    subject_id: UUID,
    name: str,
    reason: str = "",
) -> None:
    """Call it in the command itself, after the change. name: of the subject, as a person says
    it."""
    note_by(session, admin.user_id, admin.role, action, subject, subject_id, name, reason)


def note_by(
    session: Session,
    by: UUID,
    role: AdminRole,
    action: str,
    subject: Subject,
    subject_id: UUID,
    name: str,
    reason: str = "",
) -> None:
    """Of what follows later from a deed of this admin."""
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action}")
    session.add(
        AuditEntry(
            by_id=by,
            by_name=session.get_one(User, by).name,
            by_role=role,
            action=action,
            subject=subject,
            subject_id=subject_id,
            subject_name=name[:120],
            reason=reason[:200],
        )
    )
    announce(session, topics.admin(), audit=action)


def log(
    session: Session,
    admin: Admin,
    *,
    action: str = "",
    subject_id: UUID | None = None,
    by_id: UUID | None = None,
    before: int = 0,
    limit: int = PAGE,
) -> AuditPage:
    """Newest first. before: next_before of the page that was read last."""
    require(admin, Permission.SEE)
    limit = min(limit, PAGE)
    found = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(limit + 1)
    if action:
        found = found.where(AuditEntry.action == action)
    if subject_id:
        found = found.where(AuditEntry.subject_id == subject_id)
    if by_id:
        found = found.where(AuditEntry.by_id == by_id)
    if before:
        found = found.where(col(AuditEntry.id) < before)
    rows = session.exec(found).all()
    lines = [_line(row) for row in rows[:limit]]
    return AuditPage(lines, lines[-1].id if len(rows) > limit else 0)


def who_acted(session: Session, admin: Admin, *, limit: int = 50) -> list[tuple[str, str]]:
    """(id, name) of the people who may stand in the log, for its filter."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(User.id, User.name)
        .join(AdminGrant, col(AdminGrant.user_id) == User.id)
        .order_by(User.name)
        .limit(limit)
    )
    return [(str(ident), name) for ident, name in rows]


def _line(row: AuditEntry) -> AuditLine:
    zone = ZoneInfo(settings().time_zone)
    return AuditLine(
        id=row.id or 0,
        at=when.shown(row.at, zone, clock.now()),
        by=row.by_name,
        role=row.by_role.value,
        action=ACTIONS.get(row.action, row.action),
        subject=row.subject,
        subject_id=str(row.subject_id),
        subject_name=row.subject_name,
        reason=row.reason,
    )
