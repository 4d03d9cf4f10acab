"""Is a payment where what it pays wants it? One rule, read in two ways: of a payment in hand
(machine), and as SQL, of all that nobody has in hand (polling).

Facts hold values or columns; &, | and comparisons mean the same of both. Nothing is negated here,
since ~ does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, literal
from sqlmodel import col

from foodapp.gateways.known import KNOWN, traits
from foodapp.kit.tender.amounts import Amounts
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.payable import Payable

NOT_HELD = (PaymentStatus.OPEN, PaymentStatus.FAILED)
TAKEN = (PaymentStatus.CAPTURED, PaymentStatus.PART_REFUNDED)


@dataclass(frozen=True)
class Wish:
    """What is wanted by that which is paid. Amounts are minor units."""

    is_decided: Any
    came_to_nothing: Any
    to_pay_minor: Any  # what the platform may keep


@dataclass(frozen=True)
class Facts:
    """Of the payment itself."""

    status: Any
    has_page: Any  # somebody may still pay on it
    has_charge: Any  # of a kept card, whose answer was lost
    kept_minor: Any  # taken, and not given back
    may_refund: Any  # no refund waits for an admin
    voids: Any  # its gateway lets a hold go when it is told to
    # By so much what is kept may differ from what is to pay: half of the gateway's step.
    rounded_by: Any


def has_step(at: Facts, wish: Wish) -> Any:
    """There is something to ask of the gateway; machine.due says what."""
    return wish.is_decided & (
        (_among(at.status, PaymentStatus.AUTHORISED) & (_keeps(at, wish) | at.voids))
        | (_among(at.status, *NOT_HELD) & at.has_page)
        | (
            _among(at.status, *TAKEN)
            & (at.kept_minor > wish.to_pay_minor + at.rounded_by)
            & at.may_refund
        )
    )


def is_lost(at: Facts, wish: Wish) -> Any:
    """The bank has taken its hold back, and something of it was to be kept."""
    has_failed = _among(at.status, PaymentStatus.FAILED)
    return has_failed & wish.is_decided & (wish.to_pay_minor > 0)


def is_in_the_air(at: Facts, wish: Wish) -> Any:
    """Nobody will pay, but a card may have been charged."""
    return _among(at.status, *NOT_HELD) & at.has_charge & wish.came_to_nothing


def is_held(at: Facts, wish: Wish) -> Any:
    """Set aside after the decision: a hold that nobody wants may be one that only time lets go."""
    return _among(at.status, PaymentStatus.AUTHORISED) & wish.is_decided


def _keeps(at: Facts, wish: Wish) -> Any:
    """Something of it, as the gateway can write it (amounts.nearest: halves go up)."""
    return (wish.to_pay_minor > 0) & (wish.to_pay_minor >= at.rounded_by)


def _among(status: Any, *wanted: PaymentStatus) -> Any:
    return status in wanted if isinstance(status, PaymentStatus) else status.in_(wanted)


def wish_of(payable: Payable) -> Wish:
    return Wish(
        is_decided=not payable.is_undecided,
        came_to_nothing=payable.came_to_nothing,
        to_pay_minor=payable.to_pay_minor,
    )


def facts_of(payment: Payment) -> Facts:
    can = traits(payment.gateway)
    takes = can.amounts.get(payment.currency)
    return Facts(
        status=payment.status,
        has_page=payment.page_url is not None,
        has_charge=payment.card_key is not None,
        kept_minor=payment.captured_minor - payment.refunded_minor,
        may_refund=payment.refund_trouble == "",
        voids=can.voids,
        rounded_by=takes.step_minor // 2 if takes else 0,
    )


def columns() -> Facts:
    """The same of every payment, as SQL."""
    return Facts(
        status=col(Payment.status),
        has_page=col(Payment.page_url).is_not(None),
        has_charge=col(Payment.card_key).is_not(None),
        kept_minor=col(Payment.captured_minor) - col(Payment.refunded_minor),
        may_refund=col(Payment.refund_trouble) == "",
        voids=col(Payment.gateway).in_([name for name, one in KNOWN.items() if one.traits.voids]),
        rounded_by=_rounded_by(),
    )


def _rounded_by() -> ColumnElement[int]:
    gateway, currency = col(Payment.gateway), col(Payment.currency)
    halves = {name: _halves(one.traits.amounts) for name, one in KNOWN.items()}
    found: ColumnElement[int] = case(
        *(
            (gateway == name, case(half, value=currency, else_=0))
            for name, half in halves.items()
            if half
        ),
        else_=literal(0),
    )
    return found


def _halves(amounts: Mapping[str, Amounts]) -> dict[str, int]:
    """Of the steps in which currencies can be written, where that is not to the unit."""
    return {code: one.step_minor // 2 for code, one in amounts.items() if one.step_minor > 1}
