"""The platform at a glance, for its console: today so far, and what needs somebody now."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import Session

from foodapp.accounts.actors import Admin, Permission
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed
from foodapp.kit.money import shown
from foodapp.kit.settings import settings

# Today on the town's clock.
_TODAY = text(
    """
    SELECT count(*) FILTER (WHERE placed_at IS NOT NULL) AS orders,
      count(*) FILTER (WHERE status = 'delivered') AS delivered,
      count(*) FILTER (WHERE status IN ('rejected', 'expired', 'cancelled', 'failed')
        AND placed_at IS NOT NULL) AS lost
    FROM orders WHERE created_at >= :since
    """
)
# Money of different currencies is never added up.
_SALES = text(
    """
    SELECT currency, sum(total_minor)::bigint AS minor
    FROM orders
    WHERE created_at >= :since AND status IN ('accepted', 'ready', 'collected', 'delivered')
    GROUP BY currency ORDER BY currency <> :currency, currency
    """
)
# ix_orders_open holds the open ones alone, so this does not grow with the years.
_NOW = text(
    """
    SELECT count(*) FILTER (WHERE status <> 'awaiting_payment') AS live,
      count(*) FILTER (WHERE status = 'placed') AS unanswered,
      count(*) FILTER (WHERE arrive_by < :now AND status IN ('accepted', 'ready', 'collected'))
        AS late
    FROM orders
    WHERE status IN ('awaiting_payment', 'placed', 'accepted', 'ready', 'collected')
    """
)
_DISPATCH = text(
    """
    SELECT
      (SELECT count(*) FROM deliveries WHERE status = 'unassigned') AS unassigned,
      (SELECT count(*) FROM deliveries WHERE status = 'searching') AS searching,
      (SELECT count(*) FROM shifts WHERE ended_at IS NULL) AS riders_online,
      (SELECT count(DISTINCT rider_id) FROM deliveries
        WHERE status IN ('assigned', 'at_restaurant', 'collected')) AS riders_busy,
      (SELECT count(*) FROM restaurants WHERE status = 'active') AS restaurants,
      (SELECT count(*) FROM restaurants WHERE status = 'active' AND paused_until > :now) AS paused
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


def glance(session: Session, admin: Admin) -> Glance:
    """Four round trips."""
    if not admin.may(Permission.SEE):
        raise NotAllowed
    now = clock.now()
    facts = {"now": now, "since": _midnight(now), "currency": settings().currency}
    today = session.execute(_TODAY, facts).one()
    sales = session.execute(_SALES, facts).all()
    live = session.execute(_NOW, facts).one()
    dispatch = session.execute(_DISPATCH, facts).one()
    return Glance(
        orders_today=today.orders,
        sales_today=[shown(row.minor, row.currency) for row in sales]
        or [shown(0, settings().currency)],
        delivered_today=today.delivered,
        lost_today=today.lost,
        live=live.live,
        unanswered=live.unanswered,
        late=live.late,
        searching=dispatch.searching,
        unassigned=dispatch.unassigned,
        riders_online=dispatch.riders_online,
        riders_busy=dispatch.riders_busy,
        restaurants=dispatch.restaurants,
        paused=dispatch.paused,
    )


def _midnight(now: datetime) -> datetime:
    zone = ZoneInfo(settings().time_zone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
