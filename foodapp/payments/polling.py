"""Looking at the gateway's books ourselves: for the webhook that was never sent."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, case, or_
from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer
from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.gateways.known import KNOWN
from foodapp.gateways.protocol import GatewayState
from foodapp.kit import clock, db, outbox
from foodapp.kit.outside_call import OutsideCall
from foodapp.orders.endings import UNDECIDED
from foodapp.orders.models import Order
from foodapp.payments import lost_charges
from foodapp.payments.authorising import apply, settle_if_due
from foodapp.payments.events import PaymentDoubted
from foodapp.payments.locking import lock_payable
from foodapp.payments.lost_charges import Lost
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.payable import WITHOUT_FOOD
from foodapp.payments.purchases.models import WITHOUT_MONEY, Purchase, PurchaseStatus

log = structlog.get_logger(__name__)
NO_NEWS_FOR = timedelta(seconds=20)
UNSETTLED_FOR = timedelta(seconds=60)
LAPSING_FOR = timedelta(hours=1)  # a hold that only time releases is looked at this often


@dataclass(frozen=True)
class Refs:
    subject_id: UUID
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
        return Refs(payment.subject_id, payment.gateway, page_ref, intent_ref)
    if payment.card_key:  # only orders are paid so
        return lost_charges.of(session, session.get_one(Order, payment.order_id), payment)
    return None


def _look_up(refs: Refs | Lost) -> None:
    state = _call(refs, "")
    with db.transaction() as session:
        _take_over(session, refs, state)


def _take_over(session: Session, refs: Refs | Lost, state: GatewayState | None) -> None:
    if isinstance(refs, Lost):
        lost_charges.take_over(session, refs, state)
        return
    subject, payment = lock_payable(session, refs.subject_id)
    if payment is not None and state is not None:
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
            or_(_unsettled(), _unsettled_purchase()),
        )
        .limit(limit)
        .with_for_update(of=Payment, skip_locked=True)
    ).all()
    for payment in payments:
        payment.looked_up_at = clock.now()
        outbox.record(session, PaymentDoubted(order_id=payment.subject_id))
    return len(payments)


def _unsettled() -> ColumnElement[bool]:
    """machine.due and machine.is_lost as SQL."""
    back = col(Payment.captured_minor) - col(Payment.refunded_minor)
    without_food = col(Order.status).in_(WITHOUT_FOOD)
    return or_(
        and_(
            col(Payment.status) == PaymentStatus.AUTHORISED,
            col(Order.status).not_in(UNDECIDED),
            or_(
                col(Order.to_pay_minor) > 0,
                _can_be_released(),
            ),
        ),
        and_(
            col(Payment.status).in_([PaymentStatus.OPEN, PaymentStatus.FAILED]),
            or_(col(Payment.page_url).is_not(None), col(Payment.card_key).is_not(None)),
            without_food,
        ),
        and_(
            col(Payment.status).in_([PaymentStatus.CAPTURED, PaymentStatus.PART_REFUNDED]),
            col(Order.status).not_in(UNDECIDED),
            back > col(Order.to_pay_minor) + _rounded_by(),
            col(Payment.refund_trouble) == "",
        ),
        and_(
            col(Payment.status) == PaymentStatus.FAILED,
            col(Order.status).not_in(UNDECIDED),
            col(Order.to_pay_minor) > 0,
        ),
    )


def _rounded_by() -> ColumnElement[int]:
    """As much more may be kept than is to pay, where a gateway cannot write every amount."""
    half = {
        currency: takes.step_minor // 2
        for one in KNOWN.values()
        for currency, takes in one.traits.amounts.items()
        if takes.step_minor > 1
    }
    return case(half, value=col(Payment.currency), else_=0)


def _can_be_released() -> ColumnElement[bool]:
    """A hold that nobody wants: by us, or it is time to see whether it has lapsed."""
    return or_(
        col(Payment.gateway).in_([name for name, one in KNOWN.items() if one.traits.voids]),
        col(Payment.looked_up_at) < clock.now() - LAPSING_FOR,
    )


def _unsettled_purchase() -> ColumnElement[bool]:
    """The same of a purchase: its money is taken at once, or goes back."""
    unpaid = col(Purchase.status).in_(WITHOUT_MONEY)
    is_taken = col(Payment.status).in_([PaymentStatus.CAPTURED, PaymentStatus.PART_REFUNDED])
    return or_(
        and_(
            col(Payment.status) == PaymentStatus.AUTHORISED,
            or_(
                col(Purchase.status) == PurchaseStatus.HELD,
                and_(unpaid, _can_be_released()),
            ),
        ),
        and_(
            col(Payment.status).in_([PaymentStatus.OPEN, PaymentStatus.FAILED]),
            col(Payment.page_url).is_not(None),
            unpaid,
        ),
        and_(is_taken, unpaid, col(Payment.refund_trouble) == ""),
        and_(
            col(Payment.status) == PaymentStatus.FAILED,
            col(Purchase.status) == PurchaseStatus.HELD,
        ),
    )


def _prepare(session: Session, event: PaymentDoubted) -> Refs | Lost | None:
    _, payment = lock_payable(session, event.order_id)
    return _refs(session, payment) if payment else None


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
