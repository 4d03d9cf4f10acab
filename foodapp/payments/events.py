"""What happens to payments. Past tense, ids and facts. order_id: of what is paid, an order or a
purchase."""

from uuid import UUID

from foodapp.kit.outbox import Event


class PaymentUnsettled(Event):
    """The money is not where the order's state wants it."""

    order_id: UUID


class StepRefused(Event):
    """The gateway said no for good to what the order wants: an admin has to look."""

    order_id: UUID
    step: str  # capture, void, refund, ...
    code: str  # the gateway's


class RefundCameBack(Event):
    """Given back once, but the bank sent it back to us."""

    order_id: UUID
    amount_minor: int
    currency: str
    code: str


class BooksDiffer(Event):
    """A comparison with the gateway's books has found differences."""

    run_id: UUID
    gateway: str
    found: int


class DisputeOpened(Event):
    order_id: UUID
    amount_minor: int
    currency: str
    reason: str


class DisputeEnded(Event):
    order_id: UUID
    amount_minor: int
    currency: str
    is_won: bool


class CardsDoubted(Event):
    """What this customer keeps at the gateway may have changed."""

    customer_id: UUID
    gateway: str


class CardRemoved(Event):
    """Its owner does not want it kept any longer."""

    card_id: UUID


class HoldStrayed(Event):
    """Money is held by a try that was over: nobody wants it."""

    order_id: UUID
    gateway: str
    intent_ref: str


class PaymentDoubted(Event):
    """We may have missed something: the gateway's books have to be looked up."""

    order_id: UUID
