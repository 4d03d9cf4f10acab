"""What the console's people did, as it is read by them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import AdminGrant, AuditEntry, User
from foodapp.accounts.permissions import require
from foodapp.kit import shares, when
from foodapp.kit.db import ReadSession
from foodapp.kit.facts import unpacked
from foodapp.kit.words import Value, Words, say, t
from foodapp.restaurants.rates import NAMES, RateKind
from foodapp.views.payee_notices import BY_BANK

PAGE = 50
# By code of accounts.audit.ACTIONS.
WORDS = {
    "order_cancelled": t("Cancelled an order"),
    "order_taken_over": t("Took an order over from the autopilot"),
    "order_handed_back": t("Handed an order back to the autopilot"),
    "rider_assigned": t("Assigned a rider"),
    "delivery_taken_away": t("Took a delivery away"),
    "phone_proven": t("Called a customer's phone number"),
    "debt_settled": t("Settled what a customer owed"),
    "pin_renewed": t("Gave a customer a new PIN"),
    "doubt_decided": t("Decided about a delivery in doubt"),
    "refund_asked": t("Asked for a refund"),
    "refund_given": t("Gave money back"),
    "refund_declined": t("Declined a refund"),
    "refund_retried": t("Tried a refund again"),
    "refund_credited": t("Turned a refund into credit"),
    "gift_card_issued": t("Gave away a gift card"),
    "gift_card_blocked": t("Blocked a gift card"),
    "gift_card_sent_again": t("Sent the code of a gift card again"),
    "gift_card_readdressed": t("Sent the code of a gift card to another address"),
    "difference_closed": t("Closed a difference of the books"),
    "alert_closed": t("Closed an alert"),
    "restaurant_activated": t("Opened a restaurant"),
    "restaurant_suspended": t("Suspended a restaurant"),
    "restaurant_resumed": t("Resumed a restaurant"),
    "restaurant_founded": t("Made a restaurant"),
    "restaurant_moved": t("Gave a restaurant's page another address"),
    "application_approved": t("Approved an application"),
    "application_asked_again": t("Asked an applicant again"),
    "application_declined": t("Declined an application"),
    "application_paper_opened": t("Opened an applicant's paper"),
    "staff_invited": t("Invited staff"),
    "rider_invited": t("Invited a rider"),
    "admin_invited": t("Invited into the console"),
    "invitation_withdrawn": t("Withdrew an invitation"),
    "invitation_accepted": t("Invited somebody who has accepted"),
    "staff_added": t("Added staff"),
    "staff_changed": t("Changed a staff role"),
    "staff_removed": t("Removed staff"),
    "account_disabled": t("Disabled an account"),
    "account_enabled": t("Enabled an account"),
    "second_factor_cleared": t("Took the second factor off an account"),
    "rider_approved": t("Approved a rider"),
    "rider_suspended": t("Suspended a rider"),
    "rider_resumed": t("Resumed a rider"),
    "role_given": t("Gave a console role"),
    "role_taken": t("Took a console role"),
    "on_call_changed": t("Changed who is on call"),
    "payout_drafted": t("Added up a payout"),
    "payout_sent": t("Sent a payout"),
    "payout_paid": t("Marked a payout paid"),
    "payout_failed": t("Marked a payout failed"),
    "payout_drafted_again": t("Took up a failed payout again"),
    "payout_account": t("Asked for another payout account"),
    "payout_account_confirmed": t("Confirmed another payout account"),
    "payout_account_kept": t("Kept the payout account as it was"),
    "invoice_cancelled": t("Cancelled a commission invoice"),
    "cash_handed_in": t("Took in a rider's cash"),
    "rate_set": t("Set a rate"),
    "promotion_made": t("Made a promotion"),
    "promotion_paused": t("Paused a promotion"),
    "promotion_resumed": t("Resumed a promotion"),
    "promotion_ended": t("Ended a promotion"),
    "pictures_shown": t("Let illustrations be shown"),
    "pictures_hidden": t("Switched all illustrations off"),
    "chat_read": t("Read a chat"),
    "answer_changed": t("Changed a ready answer"),
    "case_declined": t("Gave nothing back for a complaint"),
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


def log(
    session: ReadSession,
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


def who_acted(session: ReadSession, admin: Admin, *, limit: int = 50) -> list[tuple[str, str]]:
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
    return AuditLine(
        id=row.id or 0,
        at=when.in_town(row.at),
        by=row.by_name,
        role=row.by_role.value,
        action=say(WORDS[row.action]) if row.action in WORDS else row.action,
        subject=row.subject,
        subject_id=str(row.subject_id),
        subject_name=name_of(row),
        reason=reason_of(row),
    )


def name_of(row: AuditEntry) -> str:
    """Of the subject, with what was set or handed over. Old entries have it in their own words."""
    facts = unpacked(row.facts)
    match row.action:
        case "rate_set" if facts:
            return say(_rate(row.subject_name, facts))
        case "cash_handed_in" if facts:
            return say(t("{name}, {amount}", name=row.subject_name, amount=facts["amount"]))
        case _:
            return row.subject_name


def _rate(place: str, facts: dict[str, Value]) -> Words:
    rate, millionths = RateKind(str(facts["rate"])), facts["millionths"]
    share = shares.shown(millionths) if isinstance(millionths, int) else ""
    return t("{rate}, {place}: {share}", rate=NAMES[rate], place=place, share=share)


def reason_of(row: AuditEntry) -> str:
    facts = unpacked(row.facts)
    match row.action:
        case "doubt_decided" if facts:
            return say(t("{blame}: {reason}", blame=facts["blame"], reason=row.reason))
        case "payout_account" if facts:
            return say(t("{account}", account=facts["account"] or BY_BANK))
        case _:
            return row.reason
