"""What happens to payments. Past tense, ids and facts."""

from typing import Any, Self
from uuid import UUID

from sqlmodel import Session, or_, select

from foodapp.kit.outbox import Event
from foodapp.payments.models import Payment


class PaymentEvent(Event):
    """Of one payment, whatever it pays."""

    payment_id: UUID

    @classmethod
    def decoded(cls, session: Session, payload: dict[str, Any]) -> Self | None:
        """Before payments were named by themselves an entry said what is paid, as order_id: an
        order or a purchase. None: nobody had begun to pay it, so there was nothing to do."""
        told = dict(payload)
        if "payment_id" not in told:
            told["payment_id"] = _payment_of(session, UUID(told.pop("order_id")))
        return super().decoded(session, told) if told["payment_id"] is not None else None


class PaymentUnsettled(PaymentEvent):
    """The money is not where the order's state wants it."""


class StepRefused(PaymentEvent):
    """The gateway said no for good to what the order wants: an admin has to look."""

    step: str  # capture, void, refund, ...
    code: str  # the gateway's


class RefundCameBack(PaymentEvent):
    """Given back once, but the bank sent it back to us."""

    amount_minor: int
    currency: str
    code: str


class BooksDiffer(Event):
    """A comparison with the gateway's books has found differences."""

    run_id: UUID
    gateway: str
    found: int


class DisputeOpened(PaymentEvent):
    amount_minor: int
    currency: str
    reason: str


class DisputeEnded(PaymentEvent):
    amount_minor: int
    currency: str
    is_won: bool


class GiftCardBought(Event):
    """Paid: there is a code to give away."""

    card_id: UUID
    customer_id: UUID
    amount_minor: int
    currency: str


class GiftCardDue(Event):
    """Its code goes to the one it is for, now. times: the first, or once more."""

    card_id: UUID
    times: int


class GiftCardCameBack(Event):
    """The mail with its code reached nobody."""

    card_id: UUID
    customer_id: UUID  # who bought it
    times: int


class HoldStrayed(PaymentEvent):
    """Money is held by a try that was over: nobody wants it."""

    gateway: str
    intent_ref: str


class PaymentDoubted(PaymentEvent):
    """We may have missed something: the gateway's books have to be looked up."""


def _payment_of(session: Session, paid_id: UUID) -> UUID | None:
    whose = or_(Payment.order_id == paid_id, Payment.purchase_id == paid_id)
    return session.exec(select(Payment.id).where(whose)).one_or_none()
