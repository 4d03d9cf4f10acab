"""What an account waits for before it goes: food under way, money owed, a restaurant or a platform
that would be left without an owner. Each with the day on which it is looked at again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.money import Money
from foodapp.kit.words import Words, t
from foodapp.ledger import store_credit

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
        t("You owe {sum} for an order in cash. Please settle it with our team."),
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
        t("You have {sum} of store credit. Spend it, give it up, or ask our team to pay it out."),
        """SELECT EXISTS (SELECT FROM store_credit
           JOIN ledger_accounts ON ledger_accounts.id = account_id
           WHERE owner_id = :user AND balance_minor > coalesce(
             (SELECT CAST(gives_up ->> currency AS bigint) FROM account_deletions
              WHERE user_id = :user AND done_at IS NULL AND cancelled_at IS NULL), 0))""",
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


ALL = text("SELECT " + ", ".join(f'({one.sql}) AS "{code}"' for code, one in REASONS.items()))
DEBTS = text(
    "SELECT currency, sum(amount_minor) FROM cash_debts"
    " WHERE customer_id = :user AND settled IS NULL GROUP BY currency ORDER BY currency"
)


def judge(session: ReadSession, user_id: UUID) -> Waits:
    """Empty codes: nothing stands in the way."""
    found = session.execute(ALL, {"user": user_id}).one()._mapping
    codes = [code for code in REASONS if found[code]]
    after = max((REASONS[code].after for code in codes), default=timedelta())
    return Waits(codes, clock.now() + after)


def in_words(session: ReadSession, user_id: UUID, codes: list[str]) -> list[Words]:
    """Each with the sum that it is about. A code that only a newer version knows is left out."""
    return [
        REASONS[code].words.with_({"sum": _sum(session, user_id, code)})
        if code in ("debt", "credit")
        else REASONS[code].words
        for code in codes
        if code in REASONS
    ]


def _sum(session: ReadSession, user_id: UUID, code: str) -> tuple[Money, ...]:
    """One a currency."""
    if code == "credit":
        held = store_credit.balances(session, user_id)
    else:
        rows = session.execute(DEBTS, {"user": user_id})
        held = {row.currency: int(row.sum) for row in rows}
    return tuple(Money(minor, currency) for currency, minor in held.items())
