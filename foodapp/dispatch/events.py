"""What happens to deliveries and offers. Past tense, ids and facts."""

from uuid import UUID

from foodapp.kit.outbox import Event


class DeliveryEvent(Event):
    delivery_id: UUID
    order_id: UUID


class DeliveryOpened(DeliveryEvent):
    """An accepted order has to be brought: a rider is wanted."""


class DeliveryReleased(DeliveryEvent):
    """Its rider no longer has it: another one is wanted."""

    rider_id: UUID


class OfferMade(DeliveryEvent):
    offer_id: UUID
    rider_id: UUID


class OfferAccepted(DeliveryEvent):
    offer_id: UUID
    rider_id: UUID


class OfferDeclined(DeliveryEvent):
    offer_id: UUID
    rider_id: UUID


class OfferExpired(DeliveryEvent):
    offer_id: UUID
    rider_id: UUID


class OfferWithdrawn(DeliveryEvent):
    offer_id: UUID
    rider_id: UUID


class DeliveryWidened(DeliveryEvent):
    """Riders further away, or for more money, may be asked now."""
