"""What happens to payments. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class PaymentUnsettled(Event):
    """The money is not where the order's state wants it."""

    order_id: UUID


class PaymentDoubted(Event):
    """We may have missed something: the gateway's books have to be looked up."""

    order_id: UUID
