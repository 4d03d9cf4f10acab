"""What happens to orders. Past tense, ids and facts."""

from datetime import datetime
from uuid import UUID

from foodapp.kit.outbox import Event


class OrderEvent(Event):
    order_id: UUID
    restaurant_id: UUID
    customer_id: UUID


class OrderStarted(OrderEvent):
    """The customer has committed to the basket; the card is not yet authorised."""

    total_minor: int
    currency: str


class OrderPlaced(OrderEvent):
    """Authorised: the restaurant is asked from now on."""

    answer_by: datetime


class TipRaised(OrderEvent):
    """After the delivery, from the customer's credit."""

    amount_minor: int
    currency: str


class OrderUnpaid(OrderEvent):
    reason: str


class RestaurantPrompted(OrderEvent):
    """Still no answer: the restaurant was reminded."""


class OrderAccepted(OrderEvent):
    prep_minutes: int
    ready_by: datetime
    is_delivery: bool


class OrderDelayed(OrderEvent):
    ready_by: datetime


class OrderReady(OrderEvent):
    is_delivery: bool


class RiderAssigned(OrderEvent):
    rider_id: UUID


class RiderLeft(OrderEvent):
    """The rider gave the delivery back, or it was taken from them: another one is looked for."""

    rider_id: UUID


class RiderArrived(OrderEvent):
    """At the restaurant."""


class NoRiderFound(OrderEvent):
    """Nobody in time: the customer and an admin are told; the search goes on."""


class OrderCollected(OrderEvent):
    pass


class OrderDelivered(OrderEvent):
    pass


class OrderRejected(OrderEvent):
    reason: str


class OrderExpired(OrderEvent):
    pass


class OrderCancelled(OrderEvent):
    reason: str
    by: str
    fee_minor: int  # what the customer pays all the same


class OrderFailed(OrderEvent):
    """Collected, but could not be handed over."""

    reason: str


class PaymentLost(OrderEvent):
    """What was held for it lapsed before it was taken; the platform bears it."""

    amount_minor: int
    currency: str


class RiderAnswered(OrderEvent):
    """Asked whether all is well: it is."""

    rider_id: UUID


class CustomerAbsent(OrderEvent):
    """Nobody opens: the rider waits until then, and tries to call."""

    until: datetime


class CustomerCame(OrderEvent):
    """After all: the rider need not leave."""


class FoodReturned(OrderEvent):
    """What could not be handed over is back at the restaurant."""

    pay_minor: int  # for the ride back
    currency: str


class DishMissing(OrderEvent):
    """The kitchen cannot make some portions; with a substitute the customer is asked."""

    dish: str
    quantity: int
    substitute: str  # empty: none
    answer_by: datetime | None


class SubstituteAnswered(OrderEvent):
    """answer: a missing.State"""

    dish: str
    quantity: int
    substitute: str
    answer: str


class OrderBecamePickup(OrderEvent):
    """Nobody could bring it, and the customer comes for it."""

    back_minor: int
    currency: str


class AutopilotStepped(OrderEvent):
    """exception and step: see autopilot.table."""

    exception: str
    step: str
    amount_minor: int = 0
    currency: str = ""
    distance_m: int = 0


class AutopilotTakenOver(OrderEvent):
    """An admin steers this order by hand from now on."""

    reason: str


class AutopilotHandedBack(OrderEvent):
    pass


class RefundAsked(OrderEvent):
    """Above the limit of who asked: a second person decides."""

    amount_minor: int
    currency: str


class RefundDeclined(OrderEvent):
    """The second person said no, or who asked took it back."""

    amount_minor: int
    currency: str


class RefundCredited(OrderEvent):
    """The card could not take it back: it became store credit."""

    amount_minor: int
    currency: str


class OrderRefunded(OrderEvent):
    """The price has become lower; the money follows."""

    amount_minor: int
    currency: str
    what: str  # "2 × Tiramisu", "everything", or empty for an amount
    back_to: str  # card, credit
    bearer: str


# Every event after which the customer's money must go back, in whole or but for a fee.
ENDS_WITHOUT_FOOD = (OrderUnpaid, OrderRejected, OrderExpired, OrderCancelled)
