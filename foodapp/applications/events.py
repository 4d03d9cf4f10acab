"""What happens to applications."""

from uuid import UUID

from foodapp.applications.models import ApplicationKind
from foodapp.kit.outbox import Event


class _OfApplication(Event):
    application_id: UUID
    user_id: UUID
    kind: ApplicationKind
    nth: int = 1  # how often it was sent by then: what is told once, is told of each time once


class ApplicationSent(_OfApplication):
    """It waits for an admin."""


class ApplicationAskedAgain(_OfApplication):
    """Something has to be changed before it can be approved."""


class ApplicationApproved(_OfApplication):
    """The restaurant, or the rider's profile, is there. invitation_id: of whoever has not proven
    their address yet, and becomes the owner, or a rider, by its link."""

    restaurant_id: UUID | None
    invitation_id: UUID | None


class ApplicationDeclined(_OfApplication):
    pass
