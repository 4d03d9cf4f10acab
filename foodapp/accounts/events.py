"""What happens to accounts, for those above who must act on it."""

from uuid import UUID

from foodapp.kit.outbox import Event


class RiderStopped(Event):
    """Suspended, or the whole account disabled: the rider may not ride from now on."""

    rider_id: UUID
    user_id: UUID
