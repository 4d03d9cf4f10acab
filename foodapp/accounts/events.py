"""What happens to accounts, for those above who must act on it."""

from uuid import UUID

from foodapp.accounts.actors import AdminRole
from foodapp.kit.outbox import Event


class RiderStopped(Event):
    """Suspended, or the whole account disabled: the rider may not ride from now on."""

    rider_id: UUID
    user_id: UUID


class Invited(Event):
    """Somebody is offered rights at an e-mail address; the link is sent to it."""

    invitation_id: UUID


class ConsoleRoleGiven(Event):
    """Somebody may do in the console what they could not before. by: None: by command."""

    user_id: UUID
    role: AdminRole
    by: UUID | None


class OwnerMade(Event):
    """Of a restaurant: its menu, its staff and its money."""

    user_id: UUID
    restaurant_id: UUID
    by: UUID | None
