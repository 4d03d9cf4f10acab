"""A play of one order and its payment: what the people and the gateway do is scripted, in which
order and how often the gateway's messages arrive is drawn.

Between two acts some of the messages that wait are delivered, shuffled, some of them twice; the
rest stays in the post. At the end all of it arrives, again shuffled and with repetitions, and the
poller comes by. So an act never waits for a message: what it needs and has not been told, the
platform has to find out by looking.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select, update

from foodapp.accounts.actors import PLATFORM
from foodapp.gateways import registry
from foodapp.gateways.errors import Forged, Unavailable
from foodapp.kit import clock, db, outbox
from foodapp.orders import basket, endings, kitchen, placing
from foodapp.orders.events import OrderPlaced
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import disputes, paying, polling, settling, tapping, webhooks
from foodapp.payments.events import PaymentUnsettled
from foodapp.payments.models import GatewayCall, Payment
from tests.fixtures import razorpay
from tests.fixtures.gateway import RunningGateway
from tests.fixtures.keeping import keep_card
from tests.fixtures.paying import submit_card
from tests.fixtures.world import World, fill_basket

TOTAL, FEE = 2050, 1750
DAY_S = 86_400


@dataclass(frozen=True)
class Outcome:
    """Where everything stands, by our books. Minor units."""

    order: str
    payment: str
    captured: int = 0
    refunded: int = 0
    came_back: int = 0
    withheld: int = 0


@dataclass
class Play:
    session: Session
    world: World
    gateway: RunningGateway
    name: str  # of the gateway that takes the money
    dice: random.Random
    drain: Callable[[], int]
    key: str
    post: list[dict[str, Any]] = field(default_factory=list)
    shifted_s: int = 0
    dispute_ref: str = ""
    order: Order = field(init=False)

    # What the people do

    def begin(self, *, opens_page: bool = True) -> None:
        """An order of 20.50, and the page to pay it."""
        with db.transaction() as session:
            fill_basket(session, self.world, self.world.customer)
            priced = basket.priced(session, self.world.customer)
            assert priced is not None
            self.order = placing.place(
                session,
                self.world.customer,
                idempotency_key=self.key,
                seen_total_minor=priced.total_minor,
            )
        if opens_page:
            self.open_page()

    def open_page(self) -> None:
        try:
            paying.open_page(self.world.customer, self.order.id)
        except Unavailable:
            paying.open_page(self.world.customer, self.order.id)

    def pay(self, way: str = "4242424242424242") -> None:
        page_ref = self.payment.page_ref or ""
        if self.name == "razorpay":
            razorpay.submit(self.gateway, page_ref, way)
            return
        submit_card(self.gateway.http, page_ref, way)

    def tap(self, ready_made: str = "pm_card_visa") -> None:
        """With a card that is kept; whatever comes of it, the customer sees one sentence."""
        card = keep_card(self.gateway, self.world.customer, ready_made)
        with suppress(tapping.CardSaidNo, Unavailable):
            tapping.pay(self.world.customer, self.order.id, card)

    def answer_the_bank(self, answer: str) -> None:
        """3-D Secure: "complete" or "fail"."""
        intent_ref = self.payment.intent_ref
        if self.payment.page_ref:
            [row] = self._books_of_page()
            intent_ref = row["payment_intent"]
        base = "/razorpay" if self.name == "razorpay" else ""
        self.gateway.http.post(f"{base}/authenticate/{intent_ref}", data={"answer": answer})

    def come_back(self) -> None:
        """From the bank's question, before any message."""
        polling.look_up_now(self.world.customer, self.order.id)

    def accept(self) -> None:
        self.see_to_it_that_it_is_placed()
        with db.transaction() as session:
            kitchen.accept(session, self.world.staff, self.order.id, prep_minutes=20)

    def reject(self) -> None:
        self.see_to_it_that_it_is_placed()
        reason = next(iter(kitchen.REJECT_REASONS))
        with db.transaction() as session:
            kitchen.reject(session, self.world.staff, self.order.id, reason=reason)

    def cancel_late(self) -> None:
        with db.transaction() as session:
            endings.cancel(session, self.world.customer, self.order.id, agreed_fee_minor=FEE)

    def support_cancels(self) -> None:
        with db.transaction() as session:
            endings.cancel_for_support(session, self.world.admin, self.order.id, reason="Fire")

    def give_up(self) -> None:
        """The platform waits no longer for the payment."""
        with db.transaction() as session:
            endings.payment_failed(session, PLATFORM, self.order.id, reason="abandoned")

    # What the gateway and the banks do

    def fault(self, kind: str, match: str, calls: int = 1) -> None:
        self.gateway.fault(kind, match=match, calls=calls, seconds=0.8)

    def twist(self, kind: str) -> None:
        """Of all messages from here on."""
        days = {"delay": 3 * DAY_S}.get(kind, 1)
        self.gateway.control("faults", target="webhook", kind=kind, calls=99, seconds=days)

    def pass_time(self, seconds: int) -> None:
        self.shifted_s += seconds
        self.gateway.control("clock", shift_s=seconds)

    def late(self) -> None:
        """The bank of the last try that failed has taken the money after all."""
        failed = [row for row in self._books_of_page() if row["status"] in ("failed", "created")]
        self.gateway.control("late", payment=failed[-1]["payment_intent"])

    def two_minutes_pass(self) -> None:
        """By our own clock: what has not arrived at the gateway never will."""
        with db.transaction() as session:
            session.execute(
                update(GatewayCall)
                .where(GatewayCall.payment_id == self.payment.id)
                .values(asked_at=clock.now() - timedelta(minutes=2))
            )
        self.poll()

    def refund_at_the_desk(self, amount_minor: int, key: str = "by hand at the desk") -> None:
        """Somebody refunds without the platform."""
        intent_ref = self.payment.intent_ref or ""
        registry.gateway(self.name).refund(
            intent_ref, amount_minor, self.order.currency, f"{key} {self.order.id}"
        )

    def dispute(self) -> None:
        told = self.gateway.control("disputes", payment=self.payment.intent_ref)
        self.dispute_ref = told["dispute"]

    def end_dispute(self, *, won: bool) -> None:
        self.gateway.control("disputes/close", dispute=self.dispute_ref, won=won)

    # What the platform does

    def settle(self) -> None:
        """The worker carries out what is recorded; a gateway that is away is asked again."""
        for _ in range(4):
            try:
                self.drain()
                return
            except Unavailable:
                continue
        raise AssertionError("the gateway stays away")

    def poll(self) -> None:
        """Time passes for the platform's own look-outs."""
        with db.transaction() as session:
            session.execute(
                update(Payment)
                .where(Payment.order_id == self.order.id)
                .values(looked_up_at=clock.now() - timedelta(days=1))
            )
        polling.look_up_open()
        with db.transaction() as session:
            polling.doubt_unsettled(session)
        self.settle()

    def see_to_it_that_it_is_placed(self) -> None:
        if self.status is not OrderStatus.PLACED:
            self.poll()

    def dies_after_asking(self) -> None:
        """A worker asks the gateway and dies before it could write down the answer."""
        with db.transaction() as session:
            ask = settling.prepare(session, PaymentUnsettled(payment_id=self.payment.id))
        assert ask is not None
        settling.call(ask, "")

    def asks_with_a_used_key(self) -> None:
        """Our next key was used with another amount before."""
        with db.transaction() as session:
            ask = settling.prepare(session, PaymentUnsettled(payment_id=self.payment.id))
        assert ask is not None
        registry.gateway(self.name).refund(ask.intent_ref, 100, ask.currency, ask.key)

    # The post

    def some_arrive(self) -> None:
        self._fetch()
        self.dice.shuffle(self.post)
        cut = self.dice.randint(0, len(self.post))
        arriving, self.post = self.post[:cut], self.post[cut:]
        self._deliver(arriving + self.dice.sample(arriving, len(arriving) // 2))

    def all_arrive(self) -> None:
        for _ in range(3):  # what is done about them makes new ones
            self._fetch()
            if not self.post:
                break
            arriving, self.post = self.post * 2, []
            self.dice.shuffle(arriving)
            self._deliver(arriving)
        self.poll()
        disputes.look_up()
        self.poll()
        self._fetch()
        self._deliver(self.post)

    def _fetch(self) -> None:
        self.post += self.gateway.control("deliveries/take", now=True)["letters"]

    def _deliver(self, letters: list[dict[str, Any]]) -> None:
        for letter in letters:
            gateway = registry.gateway(letter["gateway"])
            try:
                message = gateway.verify_webhook(letter["body"].encode(), letter["headers"])
            except Forged:
                continue  # refused at the door
            with db.transaction() as session:
                webhooks.receive(session, letter["gateway"], message)
            if self.dice.random() < 0.5:
                self.settle()
        self.settle()

    # What can be seen

    @property
    def payment(self) -> Payment:
        with db.transaction() as session:
            return session.exec(select(Payment).where(Payment.order_id == self.order.id)).one()

    @property
    def status(self) -> OrderStatus:
        with db.transaction() as session:
            return session.get_one(Order, self.order.id).status

    def outcome(self) -> Outcome:
        payment = self.payment
        return Outcome(
            self.status.value,
            payment.status.value,
            payment.captured_minor,
            payment.refunded_minor,
            payment.refund_failed_minor,
            payment.disputed_minor,
        )

    def books(self) -> dict[str, Any]:
        """Of the payment that counts; empty before there was one."""
        ref = self.payment.intent_ref
        return self.gateway.books_of(ref) if ref else {}

    def times_placed(self) -> int:
        with db.transaction() as session:
            told = outbox.recorded(session, OrderPlaced)
        return sum(event.order_id == self.order.id for event in told)  # type: ignore[attr-defined]

    def _books_of_page(self) -> list[dict[str, Any]]:
        page_ref = self.payment.page_ref
        rows = self.gateway.control(f"books?payment={page_ref}")["payments"]
        return [row for row in rows if row["session"] == page_ref]
