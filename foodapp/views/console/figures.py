"""The platform at a glance, for its console: today so far, and what needs somebody now."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import text

from foodapp.accounts.actors import Admin, Permission
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotAllowed
from foodapp.kit.money import shown
from foodapp.kit.settings import settings

# Today is by the town's clock. Money of different currencies is never added up. What is now does
# not grow with the years: ix_orders_open holds the open orders alone.
_GLANCE = text(
    """
    WITH today AS (SELECT count(*) FILTER (WHERE placed_at IS NOT NULL) AS orders,
      count(*) FILTER (WHERE status = 'delivered') AS delivered,
      count(*) FILTER (WHERE status IN ('rejected', 'expired', 'cancelled', 'failed')
        AND placed_at IS NOT NULL) AS lost
    FROM orders WHERE created_at >= :since),
    sold AS (SELECT currency, sum(total_minor)::bigint AS minor
    FROM orders
    WHERE created_at >= :since AND status IN ('accepted', 'ready', 'collected', 'delivered')
    GROUP BY currency),
    sales AS (SELECT coalesce(json_agg(json_build_array(minor, currency)
        ORDER BY currency <> :currency, currency), '[]') AS sales FROM sold),
    open_now AS (SELECT count(*) FILTER (WHERE status <> 'awaiting_payment') AS live,
      count(*) FILTER (WHERE status = 'placed') AS unanswered,
      count(*) FILTER (WHERE arrive_by < :now AND status IN ('accepted', 'ready', 'collected'))
        AS late
    FROM orders
    WHERE status IN ('awaiting_payment', 'placed', 'accepted', 'ready', 'collected'))
    SELECT today.*, sales.sales, open_now.*,
      (SELECT count(*) FROM deliveries WHERE status = 'unassigned') AS unassigned,
      (SELECT count(*) FROM deliveries WHERE status = 'searching') AS searching,
      (SELECT count(*) FROM shifts WHERE ended_at IS NULL) AS riders_online,
      (SELECT count(DISTINCT rider_id) FROM deliveries
        WHERE status IN ('assigned', 'at_restaurant', 'collected')) AS riders_busy,
      (SELECT count(*) FROM restaurants WHERE status = 'active') AS restaurants,
      (SELECT count(*) FROM restaurants WHERE status = 'active' AND paused_until > :now) AS paused
    FROM today, sales, open_now
    """
)


@dataclass(frozen=True)
class Glance:
    orders_today: int
    sales_today: list[str]  # orders taken on today, all included: a sum a currency, ours first
    delivered_today: int
    lost_today: int  # rejected, expired, cancelled, failed
    live: int
    unanswered: int
    late: int  # later than the customer was told
    searching: int
    unassigned: int  # nobody found: a person has to act
    riders_online: int
    riders_busy: int
    restaurants: int
    paused: int


def glance(session: ReadSession, admin: Admin) -> Glance:
    """One round trip."""
    if not admin.may(Permission.SEE):
        raise NotAllowed
    now = clock.now()
    facts = {"now": now, "since": _midnight(now), "currency": settings().currency}
    found = session.execute(_GLANCE, facts).one()
    return Glance(
        orders_today=found.orders,
        sales_today=[shown(minor, currency) for minor, currency in found.sales]
        or [shown(0, settings().currency)],
        delivered_today=found.delivered,
        lost_today=found.lost,
        live=found.live,
        unanswered=found.unanswered,
        late=found.late,
        searching=found.searching,
        unassigned=found.unassigned,
        riders_online=found.riders_online,
        riders_busy=found.riders_busy,
        restaurants=found.restaurants,
        paused=found.paused,
    )


def _midnight(now: datetime) -> datetime:
    zone = when.town()
    return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
