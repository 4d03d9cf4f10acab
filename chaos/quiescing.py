"""After the last kill: everything that was begun comes to its end."""

import time
from collections.abc import Callable
from random import Random

import httpx
import redis
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from chaos import clockwork, mails, office
from chaos.cast import Cast
from chaos.serving import decide, rider_of
from foodapp.dispatch import carrying, doubts
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.gateways.protocol import DisputeStatus
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.kit.outbox import OutboxEntry
from foodapp.orders import endings
from foodapp.orders.models import OPEN, Order, OrderStatus
from foodapp.payments import disputes
from foodapp.payments.models import Dispute, Payment, PaymentStatus
from foodapp.payouts import sending
from foodapp.payouts.models import Payout, PayoutStatus

REST_S = 420.0  # by then a platform that cannot come to rest has shown it
MAIL_S = 0.1  # and so much for each mail: sent one after another by a single notifier
SAY_EVERY_S = 10.0
LOOK_EVERY_S = 0.4
HURRY_EVERY_S = 2.0  # in between, what was told anew has a chance to be done
AT_ONCE = 200
NOT_UP = (DBAPIError, httpx.HTTPError, redis.RedisError)
Say = Callable[[str], None]


def come_to_rest(gateway: str, cast: Cast, dice: Random, mails_queued: int, say: Say) -> None:
    """Gives up after a while: then the invariants say what is left."""
    give_up = time.monotonic() + REST_S + mails_queued * MAIL_S
    _insist(lambda: _behave_again(gateway), give_up)
    _insist(lambda: _wind_down(cast, dice, say, give_up), give_up)


def _insist(act: Callable[[], None], give_up: float) -> None:
    """What was killed last may still be on its way up."""
    while True:
        try:
            act()
            return
        except NOT_UP:
            if time.monotonic() > give_up:
                raise
            time.sleep(LOOK_EVERY_S)


def _behave_again(gateway: str) -> None:
    httpx.delete(f"{gateway}/_control/faults", timeout=5).raise_for_status()


def _wind_down(cast: Cast, dice: Random, say: Say, give_up: float) -> None:
    """Support ends what is still open, banks decide, the office sends what it has drafted;
    reactions, poller and sweep do the rest, without the pauses they make in between."""
    told = hurried = time.monotonic()
    clockwork.hurry()
    while time.monotonic() < give_up:
        _end_orders(cast)
        _end_disputes(cast, dice)
        office.decide_troubles(cast)
        _send_payouts(cast)
        with transaction() as session:
            left = _left(session, cast) | {"messages": _messages_under_way()}
            left["mails"] = mails.left(session)
        if not any(left.values()):
            return
        if time.monotonic() > told + SAY_EVERY_S:
            told = time.monotonic()
            say(f"still {', '.join(f'{count} {what}' for what, count in left.items() if count)}")
        if time.monotonic() > hurried + HURRY_EVERY_S:
            clockwork.hurry()
            with transaction() as session:
                mails.hurry(session)
            hurried = time.monotonic()
        time.sleep(LOOK_EVERY_S)


def _end_orders(cast: Cast) -> None:
    with transaction() as session:
        orders = session.exec(
            select(Order)
            .where(Order.restaurant_id == cast.restaurant_id, col(Order.status).in_(OPEN))
            .limit(AT_ONCE)
        ).all()
    for order in orders:
        try:
            with transaction() as session:
                _end(session, cast, order)
        except DomainError:
            continue  # it has moved on meanwhile


def _end(session: Session, cast: Cast, order: Order) -> None:
    if order.status is OrderStatus.COLLECTED:
        ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one()
        if ride.status is DeliveryStatus.IN_DOUBT:
            decide(cast, order, doubts.NOBODY, session)
            return
        carrying.hand_over(session, rider_of(cast, ride), ride.id, pin=order.pin)
    else:
        endings.cancel_for_support(session, cast.admin, order.id, reason="Chaos is over.")


def _end_disputes(cast: Cast, dice: Random) -> None:
    """Asked for as the clock does every hour: their messages may never have come."""
    disputes.look_up()
    with transaction() as session:
        refs = session.exec(
            select(Dispute.ref)
            .join(Payment, col(Payment.id) == Dispute.payment_id)
            .join(Order, col(Order.id) == Payment.order_id)
            .where(Order.restaurant_id == cast.restaurant_id, Dispute.status == DisputeStatus.OPEN)
        ).all()
    for ref in refs:
        office.close_dispute(ref, won=dice.random() < 0.5)


def _send_payouts(cast: Cast) -> None:
    with transaction() as session:
        sending.send_all(session, cast.admin, office.waiting_payouts(session, cast))
        office.pay_by_bank(session, cast)


def _left(session: Session, cast: Cast) -> dict[str, int]:
    """What has yet to be done."""
    mine = Order.restaurant_id == cast.restaurant_id
    counted = {
        "open orders": select(func.count())
        .select_from(Order)
        .where(mine, col(Order.status).in_(OPEN)),
        "events": select(func.count())
        .select_from(OutboxEntry)
        .where(col(OutboxEntry.done_at).is_(None)),
        # In words of its own: chaos judges the rule that the platform settles by.
        "unsettled payments": select(func.count())
        .select_from(Payment)
        .join(Order, col(Order.id) == col(Payment.order_id))
        .where(
            mine,
            (col(Payment.status).in_([PaymentStatus.AUTHORISED, PaymentStatus.DISPUTED]))
            | (
                (
                    col(Payment.captured_minor) - col(Payment.refunded_minor)
                    != func.least(
                        Order.to_pay_minor,
                        col(Order.total_minor) - col(Order.credit_used_minor),
                    )
                )
                & (col(Payment.status) != PaymentStatus.CHARGED_BACK)
            ),
        ),
        "payouts": select(func.count())
        .select_from(Payout)
        .where(col(Payout.payee_id).in_(cast.payees), Payout.status != PayoutStatus.PAID),
    }
    return {what: session.exec(query).one() for what, query in counted.items()}


def _messages_under_way() -> int:
    """What the gateway has yet to tell us."""
    told = httpx.get(office.control("deliveries"), params={"waiting": 1}, timeout=30)
    return sum(one["done"] is None for one in told.raise_for_status().json()["deliveries"])
