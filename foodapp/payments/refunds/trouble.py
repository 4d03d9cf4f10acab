"""A refund that the gateway refuses, or that the bank sent back: an admin decides what is done."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import recently_proven, require
from foodapp.kit import clock, outbox
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders.events import RefundCredited
from foodapp.orders.models import Order
from foodapp.orders.timeline import changed, ids, record
from foodapp.payments import books
from foodapp.payments.events import PaymentUnsettled
from foodapp.payments.locking import lock
from foodapp.payments.models import Payment
from foodapp.payments.refunds.models import (
    INSTEAD_OF_CARD,
    Adjustment,
    BackTo,
    Bearer,
    Decision,
)


class NoTrouble(DomainError):
    def __init__(self) -> None:
        super().__init__(t("No refund of this order waits for anybody."))


def owed_minor(order: Order, payment: Payment) -> int:
    """What should have gone back to the card and has not."""
    return max(0, payment.held_minor - order.to_pay_minor)


def retry(session: Session, admin: Admin, order_id: UUID) -> Order:
    """Ask the gateway once more, under a new key."""
    order, payment = _in_trouble(session, admin, order_id)
    payment.refund_trouble = ""
    outbox.record(session, PaymentUnsettled(payment_id=payment.id))
    audit.note(session, admin, "refund_retried", "order", order.id, order.number)
    changed(session, order)
    return order


def to_credit(session: Session, admin: Admin, order_id: UUID) -> Order:
    """Owe it to the customer as store credit, which they may spend at once."""
    order, payment = _in_trouble(session, admin, order_id)
    owed = owed_minor(order, payment)
    payment.refund_trouble = ""
    audit.note(session, admin, "refund_credited", "order", order.id, order.number)
    if not owed:
        changed(session, order)
        return order
    session.add(
        Adjustment(
            order_id=order.id,
            kind=INSTEAD_OF_CARD,
            amount_minor=owed,
            bearer=Bearer.PLATFORM,
            back_to=BackTo.CREDIT,
            reason="",  # its kind says it
            decision=Decision.APPROVED,
            is_within_limit=True,  # owed already: no second person has to agree
            asked_by=admin.user_id,
            decided_by=admin.user_id,
            decided_at=clock.now(),
        )
    )
    order.credit_instead(owed)
    books.post_order(session, order, payment, because=INSTEAD_OF_CARD)
    event = RefundCredited(**ids(order), amount_minor=owed, currency=order.currency)
    record(session, admin, order, event)
    return order


def _in_trouble(session: Session, admin: Admin, order_id: UUID) -> tuple[Order, Payment]:
    require(admin, Permission.REFUND)
    recently_proven(admin)
    order, payment = lock(session, order_id)
    if payment is None or not payment.refund_trouble:
        raise NoTrouble
    return order, payment
