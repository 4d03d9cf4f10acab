"""One chaos from its first order to the last account."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from foodapp.demo.chaos import invariants, office
from foodapp.demo.chaos.cast import Cast, assemble
from foodapp.demo.chaos.crowd import Crowd
from foodapp.demo.chaos.invariants import Books, Checked
from foodapp.demo.chaos.killer import Killer
from foodapp.demo.chaos.serving import rider_of
from foodapp.dispatch import carrying
from foodapp.dispatch.models import Delivery
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.kit.outbox import OutboxEntry
from foodapp.launcher.record import Record
from foodapp.orders import endings
from foodapp.orders.models import OPEN, Order, OrderStatus
from foodapp.payments import disputes
from foodapp.payments.gateways.protocol import DisputeStatus
from foodapp.payments.models import Dispute, Payment, PaymentStatus
from foodapp.payouts import sending
from foodapp.payouts.models import Payout, PayoutStatus

REST_S = 420.0  # the longest pause of a lease, and of a payment that is doubted
SAY_EVERY_S = 10.0
AT_ONCE = 200
ALIVE_MOVES, LIFE_S = 15, 30.0  # so many steps of orders, or so long, before the first kill
Say = Callable[[str], None]


@dataclass
class Outcome:
    seed: int
    orders: int  # acknowledged
    kills: int
    disturbances: Counter[tuple[str, str]]
    tally: Counter[str]
    rest_s: float
    checked: list[Checked] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not any(one.breaches for one in self.checked)


def play(data: Path, seed: int, minutes: float, say: Say) -> Outcome:
    """The platform that runs from data is ours to break."""
    with transaction() as session:
        cast = assemble(session, Random(seed))
    crowd = Crowd(cast, seed)
    killer = Killer(data, seed, crowd.process)
    crowd.start()
    _await_life(crowd)
    killer.start()
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        time.sleep(min(SAY_EVERY_S, max(0.1, until - time.monotonic())))
        say(f"{len(crowd.heard.orders)} orders, {killer.kills()} kills")
    killer.stop()
    crowd.stop()
    began = time.monotonic()
    gateway = Record(data / "platform.json").read()["urls"]["gateway"]
    _insist(lambda: httpx.delete(f"{gateway}/_control/faults", timeout=5).raise_for_status())
    _insist(lambda: _come_to_rest(cast, Random(seed), say))
    with transaction() as session:
        checked = invariants.check(session, cast, crowd.heard, _books(gateway))
    return Outcome(
        seed=seed,
        orders=len(crowd.heard.orders),
        kills=killer.kills(),
        disturbances=killer.done,
        tally=crowd.heard.tally,
        rest_s=time.monotonic() - began,
        checked=checked,
    )


def _await_life(crowd: Crowd) -> None:
    """Nothing is tried by killing what has not begun."""
    give_up = time.monotonic() + LIFE_S
    while len(crowd.heard.moves) < ALIVE_MOVES and time.monotonic() < give_up:
        time.sleep(0.1)


def _insist(act: Callable[[], Any]) -> None:
    """What was killed last may still be on its way up."""
    give_up = time.monotonic() + REST_S
    while True:
        try:
            act()
            return
        except (DBAPIError, httpx.HTTPError):
            if time.monotonic() > give_up:
                raise
            time.sleep(1)


def _come_to_rest(cast: Cast, dice: Random, say: Say) -> None:
    """Support ends what is still open, banks decide, the office sends what it has drafted;
    reactions, poller and sweep do the rest. Gives up after a while: then the invariants say what
    is left."""
    told = time.monotonic()
    give_up = told + REST_S
    while time.monotonic() < give_up:
        _end_orders(cast)
        _end_disputes(cast, dice)
        office.decide_troubles(cast)
        _send_payouts(cast)
        with transaction() as session:
            left = _left(session, cast) | {"messages": _messages_under_way()}
        if not any(left.values()):
            return
        if time.monotonic() > told + SAY_EVERY_S:
            told = time.monotonic()
            say(f"still {', '.join(f'{count} {what}' for what, count in left.items() if count)}")
        time.sleep(0.5)


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
        "unsettled payments": select(func.count())
        .select_from(Payment)
        .join(Order, col(Order.id) == col(Payment.order_id))
        .where(
            mine,
            (col(Payment.status).in_([PaymentStatus.AUTHORISED, PaymentStatus.DISPUTED]))
            | (
                (col(Payment.captured_minor) - col(Payment.refunded_minor) != Order.to_pay_minor)
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


def _books(gateway: str) -> Books:
    books: Books = httpx.get(f"{gateway}/_control/books", timeout=60).json()
    return books
