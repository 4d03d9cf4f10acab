"""The next step that brings a payment's money to where it should be (settled has the rule).

Undecided while the order waits for its payment or for the restaurant's answer. From then on the
platform keeps `order.to_pay_minor` (see orders.ends, and the refunds since): capture, void, refund,
or close a page that nobody may pay.
"""

from dataclasses import dataclass
from enum import StrEnum

from foodapp.gateways.known import traits
from foodapp.payments import settled
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.payable import Payable


class Step(StrEnum):
    CLOSE_PAGE = "close_page"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"


@dataclass(frozen=True)
class Due:
    step: Step
    amount_minor: int = 0


def due(payable: Payable, payment: Payment) -> Due | None:
    """The next thing to ask of the gateway; None when the money is where it should be."""
    if not settled.has_step(settled.facts_of(payment), settled.wish_of(payable)):
        return None
    keep = kept_minor(payable, payment)
    match payment.status:
        case PaymentStatus.OPEN | PaymentStatus.FAILED:
            return Due(Step.CLOSE_PAGE)
        case PaymentStatus.AUTHORISED:
            return _of_a_hold(payment, keep)
        case PaymentStatus.CAPTURED | PaymentStatus.PART_REFUNDED:
            back = payment.captured_minor - payment.refunded_minor - keep
            return Due(Step.REFUND, back) if back > 0 else None
    return None


def kept_minor(payable: Payable, payment: Payment) -> int:
    """Of what the platform may keep, what this payment's gateway can: see orders.charging."""
    takes = traits(payment.gateway).amounts.get(payment.currency)
    to_pay = payable.to_pay_minor
    return min(takes.nearest(to_pay) if takes else to_pay, payment.amount_minor)


def is_lost(payable: Payable, payment: Payment) -> bool:
    """The bank has taken its hold back, and something of it was to be kept."""
    return bool(settled.is_lost(settled.facts_of(payment), settled.wish_of(payable)))


def _of_a_hold(payment: Payment, keep: int) -> Due | None:
    can = traits(payment.gateway)
    if keep:
        takes = can.amounts.get(payment.currency)
        is_enough = takes is None or keep >= takes.least_minor  # less is taken whole, then refunded
        part = can.captures_part and is_enough
        return Due(Step.CAPTURE, keep if part else payment.amount_minor)
    return Due(Step.VOID) if can.voids else None  # None: the bank lets it lapse
