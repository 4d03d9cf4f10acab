"""Where a payment's money should be, judged from its order: the one rule behind every step.

order                                  the platform keeps        so the next step is
awaiting payment, placed               undecided                 none
accepted, ready, collected, delivered  everything                capture
failed at the door                     everything                capture
unpaid, rejected, expired              nothing                   close the page, void or refund
cancelled                              the agreed fee            void, capture the fee, or refund
"""

from dataclasses import dataclass
from enum import StrEnum

from foodapp.orders.models import Order, OrderStatus
from foodapp.payments.models import Payment, PaymentStatus

UNDECIDED = frozenset({OrderStatus.AWAITING_PAYMENT, OrderStatus.PLACED})
WITHOUT_FOOD = frozenset(
    {OrderStatus.UNPAID, OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.CANCELLED}
)


class Step(StrEnum):
    CLOSE_PAGE = "close_page"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"


@dataclass(frozen=True)
class Due:
    step: Step
    amount_minor: int = 0


def due(order: Order, payment: Payment) -> Due | None:
    """The next thing to ask of the gateway; None when the money is where it should be."""
    if order.status in UNDECIDED:
        return None
    keep = to_keep_minor(order, payment)
    match payment.status:
        case PaymentStatus.OPEN | PaymentStatus.FAILED:
            return Due(Step.CLOSE_PAGE) if payment.page_url else None
        case PaymentStatus.AUTHORISED:
            return Due(Step.CAPTURE, keep) if keep else Due(Step.VOID)
        case PaymentStatus.CAPTURED | PaymentStatus.PART_REFUNDED:
            back = payment.captured_minor - payment.refunded_minor - keep
            return Due(Step.REFUND, back) if back > 0 else None
    return None


def to_keep_minor(order: Order, payment: Payment) -> int:
    """What of the customer's money stays with the platform, once the order is decided."""
    if order.status in WITHOUT_FOOD:
        return min(order.cancel_fee_minor, payment.amount_minor)
    return payment.amount_minor
