"""What the gateway tells us: stored once, in the transaction of its effect."""

import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.kit import clock, outbox
from foodapp.payments.authorising import NOTHING_NEW, believe, settle_if_due
from foodapp.payments.events import PaymentDoubted
from foodapp.payments.gateways.protocol import Held, Message
from foodapp.payments.locking import lock
from foodapp.payments.models import Payment, PaymentStatus, WebhookEvent

log = structlog.get_logger(__name__)


def receive(session: Session, gateway: str, message: Message) -> str:
    """Carry out one verified message; a second time it does nothing. Returns its effect."""
    if not _first_time(session, gateway, message):
        return "seen before"
    effect = _effect(session, gateway, message)
    event = session.get_one(WebhookEvent, (gateway, message.event_id))
    event.effect = effect[:80]
    return effect


def _first_time(session: Session, gateway: str, message: Message) -> bool:
    claim = insert(WebhookEvent).values(
        gateway=gateway,
        event_id=message.event_id[:120],
        kind=message.kind[:80],
        received_at=clock.now(),
        effect="",
    )
    claimed = session.scalar(claim.on_conflict_do_nothing().returning(col(WebhookEvent.event_id)))
    return claimed is not None


def _effect(session: Session, gateway: str, message: Message) -> str:
    if message.truth is None:
        return "ignored"
    known = _find(session, gateway, message)
    if known is None:
        log.warning("webhook.of_no_payment", kind=message.kind, event_id=message.event_id)
        return "no such payment"
    order, payment = lock(session, known.order_id)
    if payment is None:
        raise LookupError(f"payment {known.id} has gone")
    if message.page_ref and payment.page_ref and message.page_ref != payment.page_ref:
        return "another page"
    if payment.status is PaymentStatus.FAILED and message.truth.held is Held.HELD:
        # Either the bank was late, or this message was: only the gateway's books can tell.
        payment.intent_ref = payment.intent_ref or message.truth.intent_ref
        outbox.record(session, PaymentDoubted(order_id=order.id))
        return "to be looked up"
    effect = believe(session, order, payment, message.truth)
    if effect != NOTHING_NEW:
        settle_if_due(session, order, payment)
    return effect


def _find(session: Session, gateway: str, message: Message) -> Payment | None:
    """By our own name of it; else by the page (Razorpay: order), else by the intent."""
    if message.payment_id is not None:
        payment = session.get(Payment, message.payment_id)
        return payment if payment and payment.gateway == gateway else None
    truth = message.truth
    if message.page_ref:
        by = col(Payment.page_ref) == message.page_ref
    elif truth is not None and truth.intent_ref:
        by = col(Payment.intent_ref) == truth.intent_ref
    else:
        return None
    return session.exec(select(Payment).where(Payment.gateway == gateway, by)).one_or_none()
