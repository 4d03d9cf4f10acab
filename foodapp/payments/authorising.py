"""Taking over what the gateway says about a payment. Forward only; never from a return URL."""

import structlog
from sqlmodel import Session

from foodapp.cards.events import CardsDoubted
from foodapp.gateways.protocol import GatewayState, MoneyAt
from foodapp.kit import clock, outbox
from foodapp.payments import books, disputes, machine
from foodapp.payments.events import (
    HoldStrayed,
    PaymentUnsettled,
    RefundCameBack,
)
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.payable import Payable
from foodapp.realtime.announce import announce

log = structlog.get_logger(__name__)
NOTHING_NEW = "nothing new"
NOT_HELD_YET = (PaymentStatus.OPEN, PaymentStatus.FAILED)
GIVEN = (PaymentStatus.PART_REFUNDED, PaymentStatus.REFUNDED)
TAKEN = (PaymentStatus.CAPTURED, PaymentStatus.PART_REFUNDED, PaymentStatus.DISPUTED)


def apply(session: Session, subject: Payable, payment: Payment, state: GatewayState) -> str:
    """Bring payment and order to where the gateway says the money is. Both rows are locked.
    Returns what it did, in a word."""
    payment.looked_up_at = clock.now()
    if state.intent_ref and state.intent_ref in payment.refused_intents:
        return _of_a_try_that_is_over(session, payment, state)
    if doubt := _doubt(payment, state):
        log.error("payment.does_not_match", payment=str(payment.id), doubt=doubt)
        return doubt
    before = payment.status
    held_before = payment.held_minor
    payment.intent_ref = payment.intent_ref or state.intent_ref or None
    if state.decline and state.decline != payment.failure:
        payment.failure = state.decline[:60]
        announce(session, subject.topic)
    if not state.page_open:
        payment.page_url = None
    elif state.ask_url and payment.status is PaymentStatus.OPEN:
        payment.page_url = state.ask_url
    match state.held:
        case MoneyAt.HELD:
            _held(session, subject, payment)
        case MoneyAt.TAKEN:
            _held(session, subject, payment)
            taken(payment, state.taken_minor)
            if state.refund_failed_minor > payment.refund_failed_minor:
                came_back(session, payment, state)
            elif state.refund_failed_minor == payment.refund_failed_minor:
                refunded(payment, state.refunded_minor)
            # else it is older than what we know
            disputes.follow(session, payment)
        case MoneyAt.RELEASED:
            _released(session, subject, payment)
        case MoneyAt.NOWHERE if _may_try_again(subject, payment, state):
            _over(payment)
        case MoneyAt.NOWHERE if not state.page_open:
            _failed(session, subject, payment, "expired")
    subject.money_has_moved(session, payment)
    if payment.held_minor != held_before:
        books.post_payment(session, subject, payment, because="told by the gateway")
    return NOTHING_NEW if payment.status is before else payment.status.value


def _may_try_again(subject: Payable, payment: Payment, state: GatewayState) -> bool:
    """A kept card was refused, without a page: the customer is there and chooses another way."""
    return (
        payment.card_id is not None
        and payment.page_ref is None
        and payment.status is PaymentStatus.OPEN
        and subject.awaits_payment
        and bool(state.decline)
    )


def _over(payment: Payment) -> None:
    if payment.intent_ref:
        payment.refused_intents = [*payment.refused_intents, payment.intent_ref]
    payment.intent_ref = payment.page_url = None


def _of_a_try_that_is_over(session: Session, payment: Payment, state: GatewayState) -> str:
    if state.held is not MoneyAt.HELD:
        return "an earlier try"
    log.error("payment.hold_strayed", payment=str(payment.id))
    strayed = HoldStrayed(
        payment_id=payment.id, gateway=payment.gateway, intent_ref=state.intent_ref
    )
    outbox.record(session, strayed)
    return "hold strayed"


def _doubt(payment: Payment, state: GatewayState) -> str:
    if state.amount_minor != payment.amount_minor:
        return "wrong amount"
    if not state.refunded_minor <= state.taken_minor <= state.amount_minor:
        return "wrong amount"
    if state.currency != payment.currency:
        return "wrong currency"
    if payment.intent_ref and state.intent_ref and payment.intent_ref != state.intent_ref:
        return "another intent"
    return ""


def _held(session: Session, subject: Payable, payment: Payment) -> None:
    if payment.status not in NOT_HELD_YET:
        return
    payment.move_to(PaymentStatus.AUTHORISED)
    payment.authorised_at = clock.now()
    payment.failure = ""
    if payment.save_card:
        gateway, customer_id = payment.gateway, subject.customer_id
        outbox.record(session, CardsDoubted(customer_id=customer_id, gateway=gateway))
    # It may have ended meanwhile: then a release is due, see settle_if_due.
    subject.money_is_held(session)


def taken(payment: Payment, amount_minor: int) -> None:
    if payment.status is PaymentStatus.AUTHORISED:
        payment.move_to(PaymentStatus.CAPTURED)
        payment.captured_at = clock.now()
        payment.captured_minor = amount_minor


def refunded(payment: Payment, total_minor: int) -> None:
    """total_minor: all refunds of this payment so far."""
    if payment.status not in TAKEN or total_minor <= payment.refunded_minor:
        return
    payment.refunded_minor = total_minor
    payment.refunded_at = clock.now()
    if payment.status is PaymentStatus.DISPUTED:
        return  # its end says where it stands
    if total_minor == payment.captured_minor:
        payment.move_to(PaymentStatus.REFUNDED)
    elif payment.status is PaymentStatus.CAPTURED:
        payment.move_to(PaymentStatus.PART_REFUNDED)


def came_back(session: Session, payment: Payment, state: GatewayState) -> None:
    """Refunds that failed after they were made: the one way in which a payment falls back. Only
    failures that we had not heard of count, so an old answer of the gateway changes nothing."""
    fallen = state.refund_failed_minor - payment.refund_failed_minor
    payment.refund_failed_minor = state.refund_failed_minor
    payment.refund_trouble = (state.refund_failure or "refund_failed")[:60]
    now = max(state.refunded_minor, payment.refunded_minor - fallen, 0)
    if payment.status in (PaymentStatus.DISPUTED, PaymentStatus.CHARGED_BACK):
        payment.refunded_minor = min(now, payment.refunded_minor)  # disputes say where it stands
    elif payment.status in GIVEN and now < payment.refunded_minor:
        payment.refunded_minor = now
        status = PaymentStatus.PART_REFUNDED if now else PaymentStatus.CAPTURED
        if payment.status is not status:
            payment.move_to(status)
    event = RefundCameBack(
        payment_id=payment.id,
        amount_minor=fallen,
        currency=payment.currency,
        code=payment.refund_trouble,
    )
    outbox.record(session, event)


def voided(payment: Payment) -> None:
    """What is held; or the charge of a kept card, which the bank may have said yes to unheard."""
    is_charge = payment.page_ref is None and payment.intent_ref is not None
    if payment.status is PaymentStatus.AUTHORISED or (
        payment.status is PaymentStatus.OPEN and is_charge
    ):
        payment.move_to(PaymentStatus.VOIDED)
        payment.voided_at = clock.now()


def _released(session: Session, subject: Payable, payment: Payment) -> None:
    """By us, when there was nothing to keep; else the bank took its hold back: nobody will pay."""
    if not subject.to_pay_minor:
        voided(payment)
    _failed(session, subject, payment, "hold_expired")


def _failed(session: Session, subject: Payable, payment: Payment, reason: str) -> None:
    if payment.status not in (PaymentStatus.OPEN, PaymentStatus.AUTHORISED):
        return
    payment.move_to(PaymentStatus.FAILED)
    payment.failed_at = clock.now()
    payment.failure = payment.failure or reason
    subject.money_is_lost(session, reason)


def settle_if_due(session: Session, subject: Payable, payment: Payment) -> None:
    if machine.due(subject, payment) or machine.is_lost(subject, payment):
        outbox.record(session, PaymentUnsettled(payment_id=payment.id))
