"""What is told of, and what follows."""

from uuid import UUID

from foodapp.kit.outbox import Event


class ExportAsked(Event):
    export_id: UUID
    user_id: UUID


class ExportMade(Event):
    """It can be fetched for some days."""

    export_id: UUID
    user_id: UUID
    restaurant_id: UUID | None = None  # whose, if not the person's


class DeletionAsked(Event):
    """With the right password; the link that confirms it is mailed."""

    deletion_id: UUID
    user_id: UUID
    nth: int = 1  # of the times it was asked for: each is told of


class DeletionConfirmed(Event):
    deletion_id: UUID
    user_id: UUID
