"""What happens in chats. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class LinesUnread(Event):
    """Lines up to `number` have lain unread for a while: nobody of that side has the chat open.
    side, kind: values of chat.models.Side and Kind."""

    thread_id: UUID
    kind: str
    side: str
    number: int
    order_id: UUID | None = None
    customer_id: UUID | None = None
    rider_id: UUID | None = None
    restaurant_id: UUID | None = None
