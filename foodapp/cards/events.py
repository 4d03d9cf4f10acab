"""What happens to cards that are kept. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class CardsDoubted(Event):
    """What this customer keeps at the gateway may have changed."""

    customer_id: UUID
    gateway: str


class CardRemoved(Event):
    """Its owner does not want it kept any longer."""

    card_id: UUID
