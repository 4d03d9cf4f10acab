"""What the gateway tells us: stored once, in the transaction of its effect."""

import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select, update

from foodapp.kit import clock, outbox
from foodapp.payments import disputes
from foodapp.payments.authorising import NOT_HELD_YET, NOTHING_NEW, believe, settle_if_due
from foodapp.payments.cards import mirror
from foodapp.payments.events import PaymentDoubted
from foodapp.payments.gateways.protocol import Held, Message
from foodapp.payments.locking import lock_known
from foodapp.payments.models import Payment, PaymentStatus, WebhookEvent
from foodapp.payments.payable import Payable

log = structlog.get_logger(__name__)
IGNORED = "ignored"  # nothing that we act on


def receive(session: Session, gateway: str, message: Message) -> str:
    """Carry out one verified message; a second time it does nothing. Returns its effect."""
    expected = IGNORED if message.says_nothing else NOTHING_NEW
    if not _first_time(session, gateway, message, expected):
        return "seen before"
    if message.says_nothing:
        return IGNORED  # stored in one statement: most messages are of this kind, or come again
    effect = _effect(session, gateway, message)
    if effect != expected:
        _note(session, gateway, message, effect)
    return effect


def _note(session: Session, gateway: str, message: Message, effect: str) -> None:
    session.execute(
        update(WebhookEvent)
        .where(
            col(WebhookEvent.gateway) == gateway,
            col(WebhookEvent.event_id) == _id(message),
        )
        .values(effect=effect[:80])
        .execution_options(synchronize_session=False)
    )


def _first_time(session: Session, gateway: str, message: Message, effect: str) -> bool:
    claim = {
        "gateway": gateway,
        "event_id": _id(message),
        "kind": message.kind[:80],
        "received_at": clock.now(),
        "effect": effect,
    }
    return session.connection().scalar(_CLAIM, claim) is not None


_CLAIM = insert(WebhookEvent).on_conflict_do_nothing().returning(col(WebhookEvent.event_id))


def _id(message: Message) -> str:
    return message.event_id[:120]


def _effect(session: Session, gateway: str, message: Message) -> str:
    if message.account_ref:
        return mirror.doubted(session, gateway, message.account_ref)
    if message.doubtful_intent:
        return _doubted(session, gateway, message.doubtful_intent)
    held = _hold(session, gateway, message)
    if held is None:
        log.warning("webhook.of_no_payment", kind=message.kind, event_id=message.event_id)
        return "no such payment"
    subject, payment = held
    if message.page_ref and payment.page_ref and message.page_ref != payment.page_ref:
        return "another page"
    if message.contest is not None:
        effect = disputes.take_in(session, subject, payment, message.contest)
        settle_if_due(session, subject, payment)
        return effect
    truth = message.truth
    if truth is None:
        if payment.status not in NOT_HELD_YET:
            return NOTHING_NEW
        outbox.record(session, PaymentDoubted(order_id=subject.id))
        return "to be looked up"
    if payment.status is PaymentStatus.FAILED and truth.held is Held.HELD:
        # Either the bank was late, or this message was: only the gateway's books can tell.
        payment.intent_ref = payment.intent_ref or truth.intent_ref
        outbox.record(session, PaymentDoubted(order_id=subject.id))
        return "to be looked up"
    if payment.refund_failed_minor and truth.refunded_minor:
        # Perhaps from before a refund failed: only the gateway's books can tell.
        outbox.record(session, PaymentDoubted(order_id=subject.id))
        return "to be looked up"
    effect = believe(session, subject, payment, truth)
    if effect != NOTHING_NEW:
        settle_if_due(session, subject, payment)
    return effect


def _doubted(session: Session, gateway: str, intent_ref: str) -> str:
    payment = session.exec(
        select(Payment).where(Payment.gateway == gateway, Payment.intent_ref == intent_ref)
    ).one_or_none()
    if payment is None:
        return "no such payment"
    outbox.record(session, PaymentDoubted(order_id=payment.subject_id))
    return "to be looked up"


def _hold(session: Session, gateway: str, message: Message) -> tuple[Payable, Payment] | None:
    """By our own name of it; else by the page (Razorpay: order), else by the intent."""
    intent_ref = message.intent_ref or (message.truth.intent_ref if message.truth else "")
    if message.payment_id is not None:
        by = col(Payment.id) == message.payment_id
    elif message.page_ref:
        by = col(Payment.page_ref) == message.page_ref
    elif intent_ref:
        by = col(Payment.intent_ref) == intent_ref
    else:
        return None
    return lock_known(session, gateway, by)
