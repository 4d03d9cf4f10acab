"""Who did what in the console, to whom and why. Written with the deed, in its transaction."""

from typing import Literal
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import AuditEntry, User
from foodapp.kit import wording
from foodapp.kit.facts import packed
from foodapp.kit.words import Value, t
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
    "application",
    "chat",
    "pictures",
]
# Codes, as they are stored: they stay for ever. Their words: views.console.audit.
ACTIONS = frozenset(
    {
        "order_cancelled",
        "order_taken_over",
        "order_handed_back",
        "rider_assigned",
        "delivery_taken_away",
        "phone_proven",
        "debt_settled",
        "pin_renewed",
        "doubt_decided",
        "refund_asked",
        "refund_given",
        "refund_declined",
        "refund_retried",
        "refund_credited",
        "gift_card_issued",
        "gift_card_blocked",
        "gift_card_sent_again",
        "gift_card_readdressed",
        "difference_closed",
        "alert_closed",
        "restaurant_activated",
        "restaurant_suspended",
        "restaurant_resumed",
        "restaurant_founded",
        "restaurant_moved",
        "application_approved",
        "application_asked_again",
        "application_declined",
        "application_paper_opened",
        "staff_invited",
        "rider_invited",
        "admin_invited",
        "invitation_withdrawn",
        "invitation_accepted",
        "staff_added",
        "staff_changed",
        "staff_removed",
        "account_disabled",
        "account_enabled",
        "second_factor_cleared",
        "rider_approved",
        "rider_suspended",
        "rider_resumed",
        "role_given",
        "role_taken",
        "on_call_changed",
        "payout_drafted",
        "payout_sent",
        "payout_paid",
        "payout_failed",
        "payout_drafted_again",
        "payout_account",
        "payout_account_confirmed",
        "payout_account_kept",
        "invoice_cancelled",
        "cash_handed_in",
        "rate_set",
        "promotion_made",
        "promotion_paused",
        "promotion_resumed",
        "promotion_ended",
        "chat_read",
        "answer_changed",
        "case_declined",
        "pictures_shown",
        "pictures_hidden",
    }
)


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
    **facts: Value,
) -> None:
    """Call it in the command itself, after the change. name: of the subject, as a person says
    it. facts: what else the words of this action need."""
    by, role = admin.user_id, admin.role
    note_by(session, by, role, action, subject, subject_id, name, reason, **facts)


def note_by(
    session: Session,
    by: UUID,
    role: AdminRole,
    action: str,
    subject: Subject,
    subject_id: UUID,
    name: str,
    reason: str = "",
    **facts: Value,
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
            facts=packed(facts),
        )
    )
    announce(session, topics.admin(), audit=action)
