"""Looking at the gateway's books ourselves: for the webhook that was never sent."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.gateways.protocol import GatewayState
from foodapp.kit import clock, db, outbox
from foodapp.kit.outside_call import OutsideCall
from foodapp.orders.models import Order
from foodapp.payments import lost_charges, paid_orders, settled
from foodapp.payments.authorising import apply, settle_if_due
from foodapp.payments.events import PaymentDoubted
from foodapp.payments.locking import hold, lock_payable
from foodapp.payments.lost_charges import Lost
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.purchases import paid
from foodapp.payments.purchases.models import Purchase
from foodapp.payments.settled import Wish

log = structlog.get_logger(__name__)
NO_NEWS_FOR = timedelta(seconds=20)
UNSETTLED_FOR = timedelta(seconds=60)
LAPSING_FOR = timedelta(hours=1)  # a hold that only time releases is looked at this often


@dataclass(frozen=True)
class Refs:
    payment_id: UUID
    gateway: str
    page_ref: str
    intent_ref: str


def look_up_open(limit: int = 100) -> None:
    """Ask about payments without news for a while. Opens its own transactions."""
    with db.transaction() as session:
        waiting = _take_quiet(session, limit)
    for refs in waiting:
        try:
            _look_up(refs)
        except Unavailable:
            log.warning("payments.gateway_unavailable", waiting=len(waiting))
            return  # the next round tries again


def look_up_now(customer: Customer, subject_id: UUID) -> None:
    """The customer is back from the gateway's page before its webhook: ask once, without waiting
    for the next round. Opens its own transactions; an unreachable gateway changes nothing."""
    with db.transaction() as session:
        _, payment = lock_payable(session, subject_id, customer)
        if payment is None or payment.status is not PaymentStatus.OPEN:
            return
        refs = _refs(session, payment)
        if refs is None:
            return
        payment.looked_up_at = clock.now()
    try:
        _look_up(refs)
    except Unavailable:
        log.warning("payments.gateway_unavailable", waiting=1)


def _take_quiet(session: Session, limit: int) -> list[Refs | Lost]:
    payments = session.exec(
        select(Payment)
        .where(
            Payment.status == PaymentStatus.OPEN,
            or_(
                col(Payment.page_ref).is_not(None),
                col(Payment.intent_ref).is_not(None),
                col(Payment.card_key).is_not(None),
            ),
            col(Payment.looked_up_at) < clock.now() - NO_NEWS_FOR,
        )
        .order_by(col(Payment.looked_up_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for payment in payments:
        payment.looked_up_at = clock.now()
    found = [_refs(session, payment) for payment in payments]
    return [refs for refs in found if refs is not None]


def _refs(session: Session, payment: Payment) -> Refs | Lost | None:
    """None: the gateway has not been asked for anything yet that it could tell of."""
    if payment.page_ref or payment.intent_ref:
        page_ref, intent_ref = payment.page_ref or "", payment.intent_ref or ""
        return Refs(payment.id, payment.gateway, page_ref, intent_ref)
    if payment.card_key:  # only orders are paid so
        order = session.get_one(Order, payment.order_id)
        return lost_charges.of(session, order.customer_id, payment)
    return None


def _look_up(refs: Refs | Lost) -> None:
    state = _call(refs, "")
    with db.transaction() as session:
        _take_over(session, refs, state)


def _take_over(session: Session, refs: Refs | Lost, state: GatewayState | None) -> None:
    if isinstance(refs, Lost):
        lost_charges.take_over(session, refs, state)
        return
    subject, payment = hold(session, refs.payment_id)
    if state is not None:
        apply(session, subject, payment, state)
        settle_if_due(session, subject, payment)


def doubt_unsettled(session: Session, limit: int = 50) -> int:
    """Come back to payments that are not where their orders want them, although nothing is under
    way any more; returns how many."""
    payments = session.exec(
        select(Payment)
        .outerjoin(Order, col(Order.id) == col(Payment.order_id))
        .outerjoin(Purchase, col(Purchase.id) == col(Payment.purchase_id))
        .where(
            col(Payment.looked_up_at) < clock.now() - UNSETTLED_FOR,
            or_(_unsettled(paid_orders.wish()), _unsettled(paid.wish())),
        )
        .limit(limit)
        .with_for_update(of=Payment, skip_locked=True)
    ).all()
    for payment in payments:
        payment.looked_up_at = clock.now()
        outbox.record(session, PaymentDoubted(payment_id=payment.id))
    return len(payments)


def _unsettled(wish: Wish) -> ColumnElement[bool]:
    at = settled.columns()
    has_lapsed = col(Payment.looked_up_at) < clock.now() - LAPSING_FOR  # perhaps: time to see
    found: ColumnElement[bool] = (
        settled.has_step(at, wish)
        | settled.is_lost(at, wish)
        | settled.is_in_the_air(at, wish)
        | (settled.is_held(at, wish) & has_lapsed)
    )
    return found


def _prepare(session: Session, event: PaymentDoubted) -> Refs | Lost | None:
    _, payment = hold(session, event.payment_id)
    return _refs(session, payment)


def _call(refs: Refs | Lost, _: str) -> GatewayState | None:
    if isinstance(refs, Lost):
        return lost_charges.find(refs)
    return registry.gateway(refs.gateway).look_up(refs.page_ref, refs.intent_ref)


def _ask(refs: Refs | Lost, key: str) -> tuple[Refs | Lost, GatewayState | None]:
    return refs, _call(refs, key)


def _finish(
    session: Session, event: PaymentDoubted, found: tuple[Refs | Lost, GatewayState | None]
) -> None:
    _take_over(session, *found)


LOOK_UP = OutsideCall(_prepare, _ask, _finish)
