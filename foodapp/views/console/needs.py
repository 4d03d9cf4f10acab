"""What needs a person of the platform now: orders in trouble and open alerts, read together.
Neither says that all is well beside the other."""

from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from foodapp.accounts.actors import Admin
from foodapp.kit import clock
from foodapp.kit.settings import settings
from foodapp.notifications import alerts
from foodapp.notifications.alerts import AlertCard
from foodapp.views.console import deliveries, orders
from foodapp.views.console.orders import OrderRow

MAX_ALERTS = 30


@dataclass(frozen=True)
class OrderInTrouble:
    """An order that needs somebody, and why."""

    row: OrderRow
    why: str
    rider: str = ""


@dataclass(frozen=True)
class Needs:
    troubles: list[OrderInTrouble] = field(default_factory=list)
    alerts: list[AlertCard] = field(default_factory=list)
    calm: str = ""  # what may be said where no order is in trouble


def needs(session: Session, admin: Admin) -> Needs:
    """The orders: without a rider first, then unanswered, late, and those that an alert is about;
    each is named once."""
    opened = alerts.unseen(session, admin, limit=MAX_ALERTS)
    about = {UUID(one.order_id): one.text for one in opened if one.order_id}
    nobody = orders.by_id(session, admin, deliveries.without_rider(session, admin))
    late = orders.late(session, admin)
    riders = deliveries.standing(session, admin, [UUID(row.id) for row in late])
    told = [row for row in orders.by_id(session, admin, list(about)) if row.waits]
    troubles = [
        *(OrderInTrouble(row, "No rider") for row in nobody),
        *(OrderInTrouble(row, "No answer yet") for row in orders.silent(session, admin)),
        *(OrderInTrouble(row, f"Late, promised {row.due}", riders.get(row.id, "")) for row in late),
        *(OrderInTrouble(row, about[UUID(row.id)]) for row in told),
    ]
    once = list({one.row.id: one for one in reversed(troubles)}.values())[::-1]
    return Needs(once, opened, "" if once else _calm(opened))


def _calm(opened: list[AlertCard]) -> str:
    """True when it was read, whatever becomes of the connection: so it says when that was."""
    if opened:
        what = "one alert is" if len(opened) == 1 else f"{len(opened)} alerts are"
        return f"See the alerts: {what} open."
    at = clock.now().astimezone(ZoneInfo(settings().time_zone))
    return f"At {at:%H:%M} no order was late, unanswered or without a rider, and no alert was open."
