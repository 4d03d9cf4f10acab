"""What happens to reviews. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class ReviewGiven(Event):
    """A customer has rated an order."""

    review_id: UUID
    restaurant_id: UUID
