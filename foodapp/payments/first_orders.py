"""A promotion for a first order, and the card that pays it: only the gateway knows whether the
same card has had it under another name. Asked once the money is held.

An order that the kitchen has not answered ends, and nothing is charged. One that is being made
goes on; an admin hears of both.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM
from foodapp.gateways import registry
from foodapp.kit.outside_call import OutsideCall
from foodapp.orders import endings, locking
from foodapp.orders.events import FirstOrderAgain, FirstOrderPlaced
from foodapp.orders.models import Order, OrderStatus
from foodapp.orders.timeline import ids, record
from foodapp.payments.models import Payment
from foodapp.promotions import counting, marks
from foodapp.promotions.models import Promotion, PromotionUse


@dataclass(frozen=True)
class Asked:
    gateway: str
    intent_ref: str


def _prepare(session: Session, event: FirstOrderPlaced) -> Asked | None:
    payment = session.exec(select(Payment).where(Payment.order_id == event.order_id)).one_or_none()
    if payment is None or not payment.intent_ref or "card" not in marks.told_by():
        return None
    return Asked(payment.gateway, payment.intent_ref)


def _call(asked: Asked, _: str) -> str:
    return registry.gateway(asked.gateway).card_fingerprint(asked.intent_ref)


def _finish(session: Session, event: FirstOrderPlaced, fingerprint: str) -> None:
    key = marks.of_card(fingerprint)
    if not key:
        return
    order = locking.lock(session, PLATFORM, event.order_id)
    for use, name in _uses(session, order.id):
        if key in use.counted:
            continue
        try:
            counting.take(session, [counting.Wanted(use.promotion_id, name, [(key, 1)])])
        except counting.UsedUp:
            _again(session, order, name)
            return
        use.counted = [*use.counted, key]  # given back with the rest


def _uses(session: Session, order_id: UUID) -> list[tuple[PromotionUse, str]]:
    rows = session.exec(
        select(PromotionUse, Promotion.name)
        .join(Promotion, col(Promotion.id) == PromotionUse.promotion_id)
        .where(
            PromotionUse.order_id == order_id,
            col(PromotionUse.given_back_at).is_(None),
            col(Promotion.first_order),
        )
        .order_by(col(PromotionUse.promotion_id))
    )
    return list(rows.all())


def _again(session: Session, order: Order, name: str) -> None:
    is_open = order.status is OrderStatus.PLACED
    if is_open:
        endings.cancel_second_first(session, PLATFORM, order.id)
    event = FirstOrderAgain(**ids(order), offer=name, is_cancelled=is_open)
    record(session, PLATFORM, order, event)


KNOW_CARD = OutsideCall(_prepare, _call, _finish)
