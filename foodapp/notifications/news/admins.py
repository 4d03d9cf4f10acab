"""What admins hear: the first on call at once, the next when nobody has looked."""

from datetime import timedelta

from sqlmodel import Session

from foodapp.alerts import alerts, severity
from foodapp.alerts.events import AlertRaised
from foodapp.alerts.models import Alert
from foodapp.alerts.severity import Severity
from foodapp.kit import clock
from foodapp.notifications import recipients, telling

NEXT_AFTER = timedelta(minutes=5)
KINDS = {Severity.URGENT: "alert_urgent", Severity.SOON: "alert_raised"}


def alert_raised(session: Session, event: AlertRaised) -> None:
    """What is only noted stands in the console, and rings nobody."""
    kind, alert = KINDS.get(severity.of(event.kind)), session.get(Alert, event.alert_id)
    if kind is None or alert is None or alert.seen_at is not None:
        return
    is_urgent = severity.of(event.kind) is Severity.URGENT
    who = recipients.on_call(session) if is_urgent else recipients.admins(session)
    rings = NEXT_AFTER if is_urgent else timedelta()
    for place, one in enumerate(who):
        telling.tell(
            session,
            kind,
            one,
            key=f"alert:{alert.id}:{alert.created_at:%Y%m%d%H%M%S}",
            link=alerts.page_of(alert) or "/admin",
            facts={"alert_id": str(alert.id), "alert": event.kind.value},
            at=clock.now() + rings * place if place else None,
        )
