"""What needs a person of the platform now: orders in trouble and open alerts, read together.
Neither says that all is well beside the other."""

from dataclasses import dataclass, field
from uuid import UUID

from foodapp.accounts.actors import Admin
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import n, say, t
from foodapp.views.console import alert_words
from foodapp.views.console.alert_words import AlertCard
from foodapp.views.console.orders import OrderRow
from foodapp.views.console.troubled import Kind, Troubled, in_trouble

MAX_ALERTS = 30
WHY = {Kind.NO_RIDER: "No rider", Kind.SILENT: "No answer yet"}


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


def needs(session: ReadSession, admin: Admin) -> Needs:
    """The orders: without a rider first, then unanswered, late, and those that an alert is about;
    each is named once."""
    opened = alert_words.unseen(session, admin, limit=MAX_ALERTS)
    about = {UUID(one.order_id): one.text for one in opened if one.order_id}
    troubles = [
        OrderInTrouble(one.row, _why(one, about), one.rider if one.kind is Kind.LATE else "")
        for one in in_trouble(session, about=list(about))
    ]
    return Needs(troubles, opened, "" if troubles else _calm(opened))


def _why(one: Troubled, about: dict[UUID, str]) -> str:
    if one.kind is Kind.LATE:
        return say(t("Late, promised {due}", due=one.row.due))
    return WHY.get(one.kind) or about[UUID(one.row.id)]


def _calm(opened: list[AlertCard]) -> str:
    """True when it was read, whatever becomes of the connection: so it says when that was."""
    if opened:
        return say(
            n(
                "See the alerts: one alert is open.",
                "See the alerts: {count} alerts are open.",
                len(opened),
            )
        )
    return say(
        t(
            "At {time} no order was late, unanswered or without a rider, and no alert was open.",
            time=when.clock_shown(clock.now(), when.town()),
        )
    )
