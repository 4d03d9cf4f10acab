"""What happens to alerts. Past tense, ids and facts."""

from uuid import UUID

from foodapp.alerts.models import AlertKind
from foodapp.kit.outbox import Event


class AlertRaised(Event):
    """Something waits for somebody in the console, for the first time or again."""

    alert_id: UUID
    kind: AlertKind
