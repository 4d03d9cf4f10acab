"""Limits, held while orders come at once: each is a row that an order raises in its own
transaction, and that the database keeps within its limit.

Rows are taken in one order (promotion, key), and before counted dishes, so that two orders never
wait for each other.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import Session

from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.promotions.terms import Offer

TOTAL = "all"


class UsedUp(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            t("“{offer}” has just been used up. Please look at the price again.", offer=name)
        )


@dataclass(frozen=True)
class Wanted:
    """One use of a promotion, with the limits that it counts against."""

    promotion_id: UUID
    name: str
    limits: Sequence[tuple[str, int]]  # (key, most)


def day_key(now: datetime, zone: ZoneInfo) -> str:
    return f"day {now.astimezone(zone).date()}"


def customer_key(customer_id: UUID) -> str:
    return f"customer {customer_id}"


def wanted(offer: Offer, customer_id: UUID, now: datetime, zone: ZoneInfo) -> Wanted:
    limits = {
        TOTAL: offer.limit_total,
        day_key(now, zone): offer.limit_per_day,
        customer_key(customer_id): offer.limit_per_customer,
        **dict.fromkeys(offer.marks, 1),
    }
    return Wanted(offer.id, offer.name, [(key, most) for key, most in limits.items() if most])


def take(session: Session, uses: Sequence[Wanted]) -> None:
    """Raise every limit by one, or refuse; whoever comes second waits for the first. No statement
    where nothing is limited."""
    rows = _rows(uses)
    if not rows:
        return
    taken = session.execute(_TAKE, {"rows": json.dumps(rows)}).all()
    held = {(str(promotion_id), key) for promotion_id, key in taken}
    names = {str(use.promotion_id): use.name for use in uses}
    for row in rows:
        if (row["promotion_id"], row["key"]) not in held:
            raise UsedUp(names[str(row["promotion_id"])])


def _rows(uses: Iterable[Wanted]) -> list[dict[str, str | int]]:
    return [
        {"promotion_id": str(use.promotion_id), "key": key, "most": most}
        for use in uses
        for key, most in use.limits
    ]


_TAKE = text(
    """
    INSERT INTO promotion_counts AS held (promotion_id, key, used, most)
    SELECT promotion_id, key, 1, most
    FROM json_to_recordset(CAST(:rows AS json)) AS r (promotion_id uuid, key text, most int)
    ORDER BY promotion_id, key
    ON CONFLICT (promotion_id, key) DO UPDATE SET used = held.used + 1, most = excluded.most
      WHERE held.used < excluded.most
    RETURNING promotion_id, key
    """
)


def hold(session: Session, uses: Iterable[Wanted], order_ids: Sequence[UUID]) -> None:
    """All that will be taken and that these orders will give back, in one order: before several
    orders change at once, or one comes in place of another."""
    asked = {"rows": json.dumps(_rows(uses)), "orders": list(order_ids)}
    session.execute(_HOLD, asked)


_HOLD = text(
    """
    SELECT 1 FROM promotion_counts
    WHERE (promotion_id, key) IN (
        SELECT promotion_id, key
        FROM json_to_recordset(CAST(:rows AS json)) AS r (promotion_id uuid, key text)
        UNION ALL
        SELECT promotion_id, unnest(counted) FROM promotion_uses
        WHERE order_id = ANY (CAST(:orders AS uuid[])))
    ORDER BY promotion_id, key FOR UPDATE
    """
)


def give_back(session: Session, order_id: UUID, promotion_ids: Sequence[UUID]) -> None:
    """These uses by an order count no more; once, since a use remembers that it was given back."""
    asked = {"order_id": order_id, "promotions": list(promotion_ids), "now": clock.now()}
    session.execute(_GIVE_BACK, asked)


_GIVE_BACK = text(
    """
    WITH back AS (
      UPDATE promotion_uses SET given_back_at = :now
      WHERE order_id = :order_id AND promotion_id = ANY (CAST(:promotions AS uuid[]))
        AND given_back_at IS NULL
      RETURNING promotion_id, counted
    ), held AS MATERIALIZED (
      SELECT c.promotion_id, c.key FROM promotion_counts c JOIN back
        ON back.promotion_id = c.promotion_id AND c.key = ANY (back.counted)
      ORDER BY c.promotion_id, c.key FOR UPDATE OF c
    )
    UPDATE promotion_counts SET used = promotion_counts.used - 1
    FROM held WHERE promotion_counts.promotion_id = held.promotion_id
      AND promotion_counts.key = held.key
    """
)
