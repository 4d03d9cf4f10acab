"""Disputes: the customer's bank wants money back, the gateway decides. Told in any order, or found
by asking; a dispute ends once."""

from datetime import timedelta

import structlog
from sqlmodel import Session, col, func, select

from foodapp.gateways import registry
from foodapp.gateways.errors import DISPUTED, Unavailable
from foodapp.gateways.protocol import DisputeStatus, GatewayDispute
from foodapp.kit import clock, db, outbox
from foodapp.payments import books
from foodapp.payments.events import DisputeEnded, DisputeOpened
from foodapp.payments.locking import hold
from foodapp.payments.models import Dispute, Payment, PaymentStatus
from foodapp.payments.payable import Payable

log = structlog.get_logger(__name__)
LOOKS_BACK = timedelta(days=3)
HAS_MONEY = frozenset(
    {
        PaymentStatus.CAPTURED,
        PaymentStatus.PART_REFUNDED,
        PaymentStatus.REFUNDED,
        PaymentStatus.DISPUTED,
        PaymentStatus.CHARGED_BACK,
    }
)


def take_in(session: Session, subject: Payable, payment: Payment, dispute: GatewayDispute) -> str:
    """Write down what the gateway tells; order and payment are held. Returns what it did."""
    if dispute.currency != payment.currency:
        log.error("dispute.does_not_match", payment=str(payment.id), dispute=dispute.ref)
        return "wrong currency"
    if not 0 < dispute.amount_minor <= payment.amount_minor >= dispute.withheld_minor:
        log.error("dispute.does_not_match", payment=str(payment.id), dispute=dispute.ref)
        return "wrong amount"
    row = session.get(Dispute, (payment.gateway, dispute.ref)) or _open(
        session, subject, payment, dispute
    )
    if row.status is DisputeStatus.OPEN:
        row.withheld_minor = dispute.withheld_minor
        if dispute.status is not DisputeStatus.OPEN:
            _end(session, subject, payment, row, dispute.status)
    session.flush()  # follow() reads it
    before = payment.status
    follow(session, payment)
    subject.money_has_moved(session, payment)
    books.post_payment(session, subject, payment, because=f"dispute {row.status.value}")
    return f"dispute {row.status.value}" if payment.status is not before else "nothing new"


def _open(session: Session, subject: Payable, payment: Payment, dispute: GatewayDispute) -> Dispute:
    row = Dispute(
        gateway=payment.gateway,
        ref=dispute.ref,
        payment_id=payment.id,
        amount_minor=dispute.amount_minor,
        withheld_minor=dispute.withheld_minor,
        reason=dispute.reason[:80],
        answer_by=dispute.answer_by,
    )
    session.add(row)
    told = DisputeOpened(
        payment_id=payment.id,
        amount_minor=row.amount_minor,
        currency=payment.currency,
        reason=row.reason,
    )
    outbox.record(session, told)
    return row


def _end(
    session: Session, subject: Payable, payment: Payment, row: Dispute, status: DisputeStatus
) -> None:
    row.status, row.ended_at = status, clock.now()
    told = DisputeEnded(
        payment_id=payment.id,
        amount_minor=row.amount_minor,
        currency=payment.currency,
        is_won=status is DisputeStatus.WON,
    )
    outbox.record(session, told)


def follow(session: Session, payment: Payment) -> None:
    """Bring the payment to where its disputes want it; it is held by the caller."""
    rows = session.exec(select(Dispute).where(Dispute.payment_id == payment.id)).all()
    if not rows or payment.status not in HAS_MONEY:
        return
    if payment.refund_trouble == DISPUTED and DisputeStatus.OPEN not in {r.status for r in rows}:
        payment.refund_trouble = ""  # what was refused because of it is due again
    payment.disputed_minor = sum(
        row.withheld_minor for row in rows if row.status is not DisputeStatus.WON
    )
    wanted = _status(payment, {row.status for row in rows})
    if payment.status is wanted:
        return
    payment.move_to(wanted)
    if wanted is PaymentStatus.DISPUTED:
        payment.disputed_at = clock.now()
    elif wanted is PaymentStatus.CHARGED_BACK:
        payment.charged_back_at = clock.now()


def _status(payment: Payment, disputes: set[DisputeStatus]) -> PaymentStatus:
    if DisputeStatus.OPEN in disputes:
        return PaymentStatus.DISPUTED
    if DisputeStatus.LOST in disputes:
        return PaymentStatus.CHARGED_BACK
    if payment.refunded_minor == payment.captured_minor:
        return PaymentStatus.REFUNDED
    return PaymentStatus.PART_REFUNDED if payment.refunded_minor else PaymentStatus.CAPTURED


def look_up() -> None:
    """Ask every gateway for its disputes: for the webhook that was never sent. Opens its own
    transactions."""
    for name in registry.names():
        with db.transaction() as session:
            oldest = session.exec(
                select(func.min(Dispute.opened_at)).where(
                    Dispute.gateway == name, Dispute.status == DisputeStatus.OPEN
                )
            ).one()
        since = min(oldest or clock.now(), clock.now()) - LOOKS_BACK
        try:
            found = registry.gateway(name).disputes(since)
        except Unavailable:
            log.warning("disputes.gateway_unavailable", gateway=name)
            continue
        for dispute in found:
            with db.transaction() as session:
                _told(session, name, dispute)


def _told(session: Session, gateway: str, dispute: GatewayDispute) -> None:
    known = session.exec(
        select(Payment).where(
            Payment.gateway == gateway, col(Payment.intent_ref) == dispute.intent_ref
        )
    ).one_or_none()
    if known is None:
        return
    take_in(session, *hold(session, known.id), dispute)
