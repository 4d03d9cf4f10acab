"""Bringing the money to where the order wants it: capture at acceptance, void or refund at any
failed end, close the page of an order that is over. One outside call for all of them.

Two orders of the platform may cross on their way (accepted, then cancelled at once): the gateway
carries out one and refuses the other; then we look up what is true and judge again.
"""

from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlmodel import Session

from foodapp.gateways import registry
from foodapp.gateways.errors import Refused
from foodapp.gateways.protocol import GatewayState
from foodapp.kit import clock, outbox
from foodapp.kit.outside_call import OutsideCall
from foodapp.orders.events import OrderEvent
from foodapp.payments import authorising, books, calls, disputes, machine
from foodapp.payments.events import PaymentDoubted, PaymentUnsettled, StepRefused
from foodapp.payments.locking import hold, lock
from foodapp.payments.machine import Step
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.paid_orders import PaidOrder
from foodapp.payments.payable import Payable

COMES_RIGHT = frozenset({"stuck", "idempotency"})  # under the next key

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class StepRequest:
    payment_id: UUID
    gateway: str
    step: Step
    amount_minor: int
    currency: str
    refunded_before_minor: int
    refund_failed_before_minor: int
    page_ref: str
    intent_ref: str
    key: str
    look_first: bool


@dataclass(frozen=True)
class StepResult:
    ask: StepRequest
    refusal: str = ""
    state: GatewayState | None = None  # looked up after a refusal, or instead of asking
    is_unknown: bool = False  # the gateway does not even tell of it


def prepare(session: Session, event: OrderEvent | PaymentUnsettled) -> StepRequest | None:
    """The next step that is due, with its amount and its stored key; None where nothing is due or
    nobody outside has to be asked."""
    held = _held(session, event)
    if held is None or _ends_without_a_call(session, *held):
        return None
    subject, payment = held
    due = machine.due(subject, payment)
    if due is None:
        return None
    call = calls.record(session, payment.id, due.step, due.amount_minor)
    return StepRequest(
        payment_id=payment.id,
        gateway=payment.gateway,
        step=due.step,
        amount_minor=due.amount_minor,
        currency=payment.currency,
        refunded_before_minor=payment.refunded_minor,
        refund_failed_before_minor=payment.refund_failed_minor,
        page_ref=payment.page_ref or "",
        intent_ref=payment.intent_ref or "",
        key=call.idempotency_key,
        look_first=calls.is_stale(call),
    )


def _held(session: Session, event: OrderEvent | PaymentUnsettled) -> tuple[Payable, Payment] | None:
    """None while the customer has not begun to pay."""
    if isinstance(event, PaymentUnsettled):
        return hold(session, event.payment_id)
    order, payment = lock(session, event.order_id)
    return (PaidOrder(order), payment) if payment is not None else None


def _ends_without_a_call(session: Session, subject: Payable, payment: Payment) -> bool:
    """The customer never got as far as a page, or the hold was lost meanwhile."""
    if subject.came_to_nothing and payment.status is PaymentStatus.OPEN:
        if payment.card_key:
            outbox.record(session, PaymentDoubted(payment_id=payment.id))  # a card may be charged
            return True
        if not payment.page_url:
            payment.move_to(PaymentStatus.FAILED)
            payment.failed_at = clock.now()
            return True
        return False
    return machine.is_lost(subject, payment) and subject.hold_was_lost(session)


def call(ask: StepRequest, _: str) -> StepResult:
    """The key is ours (see calls), not the outside call's: two events may want the same step."""
    gateway = registry.gateway(ask.gateway)
    refusal = "looked up first"
    if not ask.look_first:
        try:
            match ask.step:
                case Step.CLOSE_PAGE if not ask.page_ref:  # the bank's question to a kept card
                    gateway.void(ask.intent_ref, ask.key)
                case Step.CLOSE_PAGE:
                    gateway.close_page(ask.page_ref, ask.key)
                case Step.CAPTURE:
                    gateway.capture(ask.intent_ref, ask.amount_minor, ask.currency, ask.key)
                case Step.VOID:
                    gateway.void(ask.intent_ref, ask.key)
                case Step.REFUND:
                    gateway.refund(ask.intent_ref, ask.amount_minor, ask.currency, ask.key)
            return StepResult(ask)
        except Refused as no:
            refusal = no.code
    try:
        return StepResult(ask, refusal, gateway.look_up(ask.page_ref, ask.intent_ref))
    except Refused as no:
        return StepResult(ask, no.code, is_unknown=True)


def finish(session: Session, event: OrderEvent | PaymentUnsettled, outcome: StepResult) -> None:
    """What the gateway answered, written down once: the step is done, refused, or what it says
    instead is believed; then the next one is looked for."""
    ask = outcome.ask
    subject, payment = hold(session, ask.payment_id)
    if not calls.answer(session, ask.key, {"refusal": outcome.refusal}):
        return
    if outcome.is_unknown:
        _refused(session, payment, ask, outcome.refusal)
        return
    if outcome.state is None:
        if payment.refund_failed_minor != ask.refund_failed_before_minor:
            # A refund failed meanwhile, perhaps this one: our sum would be a guess.
            outbox.record(session, PaymentDoubted(payment_id=payment.id))
            return
        _done(payment, ask)
        subject.money_has_moved(session, payment)
        disputes.follow(session, payment)
        books.post_payment(session, subject, payment, because=ask.step.value)
        authorising.settle_if_due(session, subject, payment)
        return
    said = authorising.apply(session, subject, payment, outcome.state)
    if said == authorising.NOTHING_NEW and not ask.look_first:
        # Asking again at once would be refused again: polling.doubt_unsettled comes back to it.
        _refused(session, payment, ask, outcome.refusal)
        return
    authorising.settle_if_due(session, subject, payment)


def _refused(session: Session, payment: Payment, ask: StepRequest, code: str) -> None:
    log.error("payment.refused", step=ask.step, refusal=code, payment=str(payment.id))
    if code in COMES_RIGHT:
        return
    if ask.step is Step.REFUND:
        payment.refund_trouble = code[:60]  # until an admin has decided what to do
    refused = StepRefused(payment_id=ask.payment_id, step=ask.step.value, code=code[:60])
    outbox.record(session, refused)


def _done(payment: Payment, ask: StepRequest) -> None:
    match ask.step:
        case Step.CLOSE_PAGE:
            payment.page_url = None
            if not ask.page_ref:
                authorising.voided(payment)
            elif payment.status is PaymentStatus.OPEN:
                payment.move_to(PaymentStatus.FAILED)
                payment.failed_at = clock.now()
        case Step.CAPTURE:
            authorising.taken(payment, ask.amount_minor)
        case Step.VOID:
            authorising.voided(payment)
        case Step.REFUND:
            authorising.refunded(payment, ask.refunded_before_minor + ask.amount_minor)


SETTLE = OutsideCall(prepare, call, finish)
