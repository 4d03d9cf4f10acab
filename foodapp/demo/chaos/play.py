"""One chaos from its first order to the last account."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from foodapp.demo.chaos import invariants
from foodapp.demo.chaos.cast import Cast, assemble
from foodapp.demo.chaos.crowd import Crowd, under_way
from foodapp.demo.chaos.killer import Killer
from foodapp.dispatch import carrying
from foodapp.dispatch.models import Delivery
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.kit.outbox import OutboxEntry
from foodapp.launcher.record import Record
from foodapp.orders import endings
from foodapp.orders.models import OPEN, Order, OrderStatus
from foodapp.payments.models import Payment, PaymentStatus

REST_S = 420.0  # the longest pause of a lease, and of a payment that is doubted
Say = Callable[[str], None]


@dataclass
class Outcome:
    seed: int
    orders: int
    kills: int
    disturbances: dict[str, int]
    tally: dict[str, int]
    rest_s: float
    breaches: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        return not any(self.breaches.values())


def play(data: Path, seed: int, minutes: float, say: Say) -> Outcome:
    """The platform that runs from data is ours to break."""
    with transaction() as session:
        cast = assemble(session, Random(seed))
    crowd, killer = Crowd(cast, seed), Killer(data, seed)
    crowd.start()
    killer.start()
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        time.sleep(min(10.0, max(0.1, until - time.monotonic())))
        say(f"{len(crowd.acknowledged)} orders, {killer.kills()} kills")
    killer.stop()
    crowd.stop()
    say("Coming to rest")
    began = time.monotonic()
    gateway = Record(data / "platform.json").read()["urls"]["gateway"]
    _insist(lambda: httpx.delete(f"{gateway}/_control/faults", timeout=5).raise_for_status())
    _insist(lambda: _come_to_rest(cast, say))
    with transaction() as session:
        breaches = invariants.check(session, cast, crowd.acknowledged, _books(gateway))
    return Outcome(
        seed=seed,
        orders=len(crowd.acknowledged),
        kills=killer.kills(),
        disturbances=dict(sorted(killer.done.items())),
        tally=dict(sorted(crowd.tally.items())),
        rest_s=time.monotonic() - began,
        breaches=breaches,
    )


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


def _come_to_rest(cast: Cast, say: Say) -> None:
    """Support ends what is still open; reactions, poller and sweep do the rest. Gives up after a
    while: then the invariants say what is left."""
    told = time.monotonic()
    give_up = told + REST_S
    while time.monotonic() < give_up:
        for order in under_way(cast, limit=200):
            try:
                with transaction() as session:
                    _end(session, cast, order)
            except DomainError:
                continue  # it has moved on meanwhile
        with transaction() as session:
            left = _left(session)
        if not any(left.values()):
            return
        if time.monotonic() > told + 10:
            told = time.monotonic()
            say(f"still {left}")
        time.sleep(1)


def _end(session: Session, cast: Cast, order: Order) -> None:
    if order.status is OrderStatus.COLLECTED:
        _hand_over(session, cast, order)
    else:
        endings.cancel_for_support(session, cast.admin, order.id, reason="Chaos is over.")


def _hand_over(session: Session, cast: Cast, order: Order) -> None:
    ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one()
    rider = next(one for one in cast.riders if one.rider_id == ride.rider_id)
    carrying.hand_over(session, rider, ride.id, pin=order.pin)


def _left(session: Session) -> dict[str, int]:
    """What has yet to be done."""
    still_open = session.exec(
        select(func.count()).select_from(Order).where(col(Order.status).in_(OPEN))
    ).one()
    waiting = session.exec(
        select(func.count()).select_from(OutboxEntry).where(col(OutboxEntry.done_at).is_(None))
    ).one()
    held = session.exec(
        select(func.count())
        .select_from(Payment)
        .join(Order, col(Order.id) == col(Payment.order_id))
        .where(
            (col(Payment.status) == PaymentStatus.AUTHORISED)
            | (col(Payment.captured_minor) - col(Payment.refunded_minor) != Order.to_pay_minor)
        )
    ).one()
    return {"open orders": still_open, "reactions": waiting, "unsettled": held}


def _books(gateway: str) -> invariants.Books:
    rows: invariants.Books = httpx.get(f"{gateway}/_control/books", timeout=60).json()["payments"]
    return rows
