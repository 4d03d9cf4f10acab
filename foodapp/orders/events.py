"""What happens to orders. Past tense, ids and facts."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from foodapp.kit.outbox import Event


class Seen(BaseModel):
    """What a rider's phone said of where they were, at a step of a delivery."""

    model_config = ConfigDict(frozen=True)

    is_near: bool
    distance_m: int  # from where the step is done
    age_s: int  # how long before the step, or after, the position was taken
    accuracy_m: int | None


class SeenThere(Event):
    """An event that says where a rider was. seen: None: no position of that time. where: in the
    words of entries that were written before there was `seen`."""

    seen: Seen | None = None
    where: str = Field(default="", exclude=True)


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


class Holdup(StrEnum):
    """What makes an order late."""

    KITCHEN = "kitchen"
    UNFETCHED = "unfetched"  # packed, and no rider has it
    RIDER = "rider"


class OrderRunsLate(OrderEvent):
    """It will be later than its customer was told; nobody has said so, the clock has."""

    by: Holdup
    expected_by: datetime


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


class FirstOrderPlaced(Event):
    """Cheaper because it is a first one, and paid by card: is it the card of somebody else's?"""

    order_id: UUID


class FirstOrderRefused(Event):
    """Not cheaper, though it is the account's first: the phone or the door has had that offer."""

    order_id: UUID
    customer_id: UUID
    promotion_id: UUID
    offer: str


class FirstOrderTyped(Event):
    """The code of such an offer was typed by somebody whose phone or door has had it."""

    customer_id: UUID
    promotion_id: UUID
    offer: str


class FirstOrderAgain(OrderEvent):
    """The same card has had that offer before, under another name."""

    offer: str
    is_cancelled: bool


class PinLocked(OrderEvent):
    """Typed wrong too often: a person has to find out who stands there."""

    wrong: int


class PinRenewed(OrderEvent):
    """By an admin: the customer has another one, and all guesses are void."""


class OrderRejected(OrderEvent):
    reason: str


class OrderExpired(OrderEvent):
    pass


class OrderCancelled(OrderEvent):
    reason: str
    by: str
    fee_minor: int  # what the customer pays all the same


class OrderFailed(OrderEvent):
    """Collected, but could not be handed over. reason: an end's code (views.end_words)."""

    reason: str


class PaymentLost(OrderEvent):
    """What was held for it lapsed before it was taken; the platform bears it."""

    amount_minor: int
    currency: str


class RiderAnswered(OrderEvent):
    """Asked whether all is well: it is."""

    rider_id: UUID


class CustomerAbsent(OrderEvent):
    """It cannot be handed over, says the rider; they wait until then, and try to call. reason: of
    dispatch.carrying."""

    until: datetime
    reason: str = "nobody_there"


class RiderAtDoor(OrderEvent, SeenThere):
    """The rider says so."""


class RiderUnproven(OrderEvent, SeenThere):
    """The rider says that they have the food, and their phone does not say where they are."""

    rider_id: UUID


class CustomerObjected(OrderEvent):
    """The customer is there and wants the food, whatever the rider says."""


class DeliveryDoubted(OrderEvent, SeenThere):
    """Not handed over, says the rider, without proof: a person decides, and nobody pays before.
    reason: of dispatch.carrying.REASONS."""

    reason: str


class DoubtEnded(OrderEvent):
    """A person has decided. blame: of dispatch.doubts."""

    blame: str
    why: str


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
    adjustment_id: UUID | None = None  # unknown of those from before it was told


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
    adjustment_id: UUID | None = None  # as above


# Every event after which the customer's money must go back, in whole or but for a fee.
ENDS_WITHOUT_FOOD = (OrderUnpaid, OrderRejected, OrderExpired, OrderCancelled)
