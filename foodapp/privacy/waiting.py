"""What an account waits for before it goes: food under way, money owed, a restaurant or a platform
that would be left without an owner. Each with the day on which it is looked at again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from foodapp.kit import clock
from foodapp.kit.words import Words, t

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Reason:
    words: Words
    sql: str  # true while it holds; :user
    after: timedelta  # when it may be over


REASONS: dict[str, Reason] = {
    "order": Reason(
        t("An order of yours is under way."),
        """SELECT EXISTS (SELECT FROM orders WHERE customer_id = :user AND status IN
           ('awaiting_payment', 'placed', 'accepted', 'ready', 'collected'))""",
        A_DAY,
    ),
    "payment": Reason(
        t("A payment of yours is not settled yet."),
        """SELECT EXISTS (SELECT FROM payments LEFT JOIN orders ON orders.id = payments.order_id
           LEFT JOIN purchases ON purchases.id = payments.purchase_id
           WHERE coalesce(orders.customer_id, purchases.customer_id) = :user
           AND (payments.status IN ('open', 'authorised', 'disputed')
                OR refund_failed_minor > 0))""",
        A_DAY,
    ),
    "refund": Reason(
        t("A refund to you waits for somebody's decision."),
        """SELECT EXISTS (SELECT FROM adjustments JOIN orders ON orders.id = order_id
           WHERE customer_id = :user AND decision = 'waiting')""",
        A_DAY,
    ),
    "debt": Reason(
        t("You owe for an order in cash. Please settle it with our team."),
        """SELECT EXISTS (SELECT FROM cash_debts WHERE customer_id = :user AND settled IS NULL)""",
        A_WEEK,
    ),
    "delivery": Reason(
        t("You are bringing an order, or your shift is not over."),
        """SELECT EXISTS (SELECT FROM deliveries JOIN riders ON riders.id = rider_id
           WHERE user_id = :user AND ended_at IS NULL AND delivered_at IS NULL)
           OR EXISTS (SELECT FROM shifts JOIN riders ON riders.id = rider_id
           WHERE user_id = :user AND shifts.ended_at IS NULL)""",
        A_DAY,
    ),
    "money": Reason(
        t("Money is owed between us. It goes out with the next payout."),
        """SELECT EXISTS (SELECT FROM ledger_entries
           JOIN ledger_accounts ON ledger_accounts.id = account_id
           JOIN riders ON riders.id = owner_id
           WHERE user_id = :user GROUP BY account_id HAVING sum(amount_minor) <> 0)
           OR EXISTS (SELECT FROM payouts JOIN riders ON riders.id = payee_id
           WHERE user_id = :user AND status IN ('drafted', 'sent'))""",
        A_WEEK,
    ),
    "credit": Reason(
        t("You have store credit left. Spend it, or ask our team to pay it out."),
        """SELECT EXISTS (SELECT FROM store_credit
           JOIN ledger_accounts ON ledger_accounts.id = account_id
           WHERE owner_id = :user AND balance_minor > 0)""",
        A_WEEK,
    ),
    "owner": Reason(
        t("You are the last owner of a restaurant. Make somebody else an owner first."),
        """SELECT EXISTS (SELECT FROM staff_members AS mine WHERE user_id = :user
           AND role = 'owner' AND NOT EXISTS (SELECT FROM staff_members AS other
           JOIN users ON users.id = other.user_id
           WHERE other.restaurant_id = mine.restaurant_id AND other.role = 'owner'
           AND other.user_id <> :user AND users.disabled_at IS NULL))""",
        A_WEEK,
    ),
    "console": Reason(
        t("You are the last owner of the console. Make somebody else an owner first."),
        """SELECT EXISTS (SELECT FROM admin_grants WHERE user_id = :user AND role = 'owner')
           AND NOT EXISTS (SELECT FROM admin_grants JOIN users ON users.id = user_id
           WHERE role = 'owner' AND user_id <> :user AND disabled_at IS NULL)""",
        A_WEEK,
    ),
}


@dataclass(frozen=True)
class Waits:
    codes: list[str]
    until: datetime  # when it is looked at again


def judge(session: Session, user_id: UUID) -> Waits:
    """Empty codes: nothing stands in the way."""
    connection = session.connection()
    codes = [
        code
        for code, reason in REASONS.items()
        if connection.scalar(text(reason.sql), {"user": user_id})
    ]
    after = max((REASONS[code].after for code in codes), default=timedelta())
    return Waits(codes, clock.now() + after)
