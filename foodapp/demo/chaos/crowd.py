"""People who order, cook and ride as fast as they can, and who press again when nothing comes."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from uuid import UUID, uuid4

import httpx
import redis
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, func, select

from foodapp.demo.chaos.cast import HOME, Cast
from foodapp.demo.simulate import card_page
from foodapp.dispatch import assigning, carrying
from foodapp.dispatch.models import ACTIVE, Delivery
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.orders import basket, endings, kitchen, placing
from foodapp.orders.models import OPEN, Fulfilment, Order, OrderStatus
from foodapp.payments import paying

ORDERING, WORKING = 3, 3  # threads
MOST_OPEN = 150  # orders under way: the rest of the world has two processors as well
PAUSE_S = 0.05
S = OrderStatus


class Crowd:
    """acknowledged: the orders that customers were told of, in this process's memory, which
    nothing here kills."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed = cast, seed
        self.acknowledged: list[UUID] = []
        self.tally: Counter[str] = Counter()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._live, args=(role, n), daemon=True)
            for role, count in ((self._order, ORDERING), (self._work, WORKING))
            for n in range(count)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(60)
            if thread.is_alive():
                raise RuntimeError("one of the crowd hangs")

    def _live(self, role: Callable[[Random], None], number: int) -> None:
        dice = Random(f"{self.seed}:{role.__name__}:{number}")
        while not self._over.is_set():
            with self._as_people_do():
                role(dice)
            self._over.wait(PAUSE_S)

    @contextmanager
    def _as_people_do(self) -> Iterator[None]:
        """What went wrong is shrugged at: later they try something again."""
        try:
            yield
        except DomainError as refusal:
            self._count(f"refused: {type(refusal).__name__}")
        except (DBAPIError, redis.RedisError, httpx.HTTPError) as gone:
            self._count(f"gone: {type(gone).__name__}")

    def _count(self, what: str) -> None:
        with self._lock:
            self.tally[what] += 1

    def _order(self, dice: Random) -> None:
        if self._is_full():
            return
        eater, key = dice.choice(self.cast.eaters), uuid4().hex
        with transaction() as session:
            basket.clear(session, eater)
            basket.set_address(session, eater, HOME)
            pickup = dice.random() < 0.4
            wanted = Fulfilment.PICKUP if pickup else Fulfilment.DELIVERY
            basket.set_fulfilment(session, eater, fulfilment=wanted)
            basket.add(
                session,
                eater,
                restaurant_id=self.cast.restaurant_id,
                item_id=self.cast.dish_id,
                quantity=dice.randint(1, 4),
                start_afresh=True,
            )
            basket.set_tip(session, eater, tip_minor=dice.choice((0, 150)))
        with transaction() as session:
            priced = basket.priced(session, eater)
            total = priced.total_minor if priced else 0
            order = placing.place(session, eater, idempotency_key=key, seen_total_minor=total)
        self.acknowledged.append(order.id)
        self._count("ordered")
        if dice.random() < 0.96:
            self._pay(dice, order.id, eater)

    def _pay(self, dice: Random, order_id: UUID, eater: object) -> None:
        url = paying.open_page(eater, order_id)  # type: ignore[arg-type]
        if dice.random() < 0.05:
            card_page.pay(url, card_page.DECLINED, "Chaos")
        elif card_page.pay(url, card_page.GOOD, "Chaos"):
            self._count("paid")

    def _is_full(self) -> bool:
        with transaction() as session:
            under_way = session.exec(
                select(func.count())
                .select_from(Order)
                .where(Order.restaurant_id == self.cast.restaurant_id, col(Order.status).in_(OPEN))
            ).one()
        return under_way >= MOST_OPEN

    def _work(self, dice: Random) -> None:
        for order in under_way(self.cast, limit=20, dice=dice):
            with self._as_people_do():
                self._attend(dice, order)

    def _attend(self, dice: Random, order: Order) -> None:
        cast, chance = self.cast, dice.random()
        match order.status:
            case S.PLACED if chance < 0.75:
                with transaction() as session:
                    kitchen.accept(session, cast.staff, order.id, prep_minutes=10)
            case S.PLACED if chance < 0.80:
                with transaction() as session:
                    kitchen.reject(session, cast.staff, order.id, reason="too_busy")
            case S.PLACED | S.ACCEPTED if chance > 0.97:
                with transaction() as session:
                    eater = next(e for e in cast.eaters if e.user_id == order.customer_id)
                    endings.cancel(session, eater, order.id, agreed_fee_minor=10**6)
            case S.ACCEPTED if chance < 0.8:
                with transaction() as session:
                    kitchen.ready(session, cast.staff, order.id)
            case S.ACCEPTED | S.READY if chance > 0.94:
                with transaction() as session:
                    endings.cancel_for_support(
                        session, cast.admin, order.id, reason="Chaos wants it."
                    )
            case S.READY if order.fulfilment is Fulfilment.PICKUP:
                with transaction() as session:
                    kitchen.hand_over(session, cast.staff, order.id, pin=order.pin)
            case S.READY | S.COLLECTED:
                self._ride(dice, order)

    def _ride(self, dice: Random, order: Order) -> None:
        with transaction() as session:
            ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).first()
            if ride is None:
                return
            if ride.status not in ACTIVE:
                rider = dice.choice(self.cast.riders)
                assigning.assign(session, self.cast.admin, order.id, rider_id=rider.rider_id)
                return
        rider = next(one for one in self.cast.riders if one.rider_id == ride.rider_id)
        with transaction() as session:
            if order.status is S.READY:
                carrying.collect(session, rider, ride.id)
            elif dice.random() < 0.05:
                carrying.could_not_deliver(session, rider, ride.id, reason="nobody_there")
            else:
                carrying.hand_over(session, rider, ride.id, pin=order.pin)


def under_way(cast: Cast, *, limit: int, dice: Random | None = None) -> list[Order]:
    """Orders of this kitchen that have not ended; with dice only those that somebody has to do
    something about, any of them first."""
    wanted = OPEN - {S.AWAITING_PAYMENT} if dice else OPEN
    with transaction() as session:
        return list(
            session.exec(
                select(Order)
                .where(Order.restaurant_id == cast.restaurant_id, col(Order.status).in_(wanted))
                .order_by(func.random() if dice else col(Order.created_at))
                .limit(limit)
            )
        )
