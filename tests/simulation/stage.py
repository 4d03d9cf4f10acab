"""One order in a world that goes wrong: everything that can happen to it, and what must be true
when all has come to rest. Real PostgreSQL, the real client, the test gateway, our own clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col, func, select, text
from starlette.applications import Starlette

from foodapp import reactions, worker
from foodapp.accounts.actors import PLATFORM, Customer, Rider
from foodapp.accounts.models import RiderProfile, User
from foodapp.api.webhooks import ROUTES
from foodapp.demo.gateway import totals
from foodapp.dispatch import assigning, carrying
from foodapp.dispatch.models import COMES_FROM as DELIVERY_MOVES
from foodapp.dispatch.models import Delivery, Shift
from foodapp.kit import clock, db, moves, outbox
from foodapp.kit.errand import Errand
from foodapp.kit.errors import DomainError
from foodapp.kit.outbox import OutboxEntry
from foodapp.kit.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.ledger.models import AccountKind
from foodapp.menu.models import Item
from foodapp.orders import basket, endings, kitchen, placing
from foodapp.orders.ends import EFFECTS
from foodapp.orders.models import COMES_FROM as ORDER_MOVES
from foodapp.orders.models import ENDED, Order, OrderLine, OrderStatus
from foodapp.payments import books, gateways, paying, polling
from foodapp.payments.gateways.errors import Refused, Unavailable
from foodapp.payments.gateways.stripe_gateway import StripeGateway
from foodapp.payments.models import COMES_FROM as PAYMENT_MOVES
from foodapp.payments.models import Payment
from tests.fixtures.world import HOME, World
from tests.simulation.wire import BASE, Wire

STOCK = 3
GOOD, DECLINED, NO_FUNDS = "4242424242424242", "4000000000000002", "4000000000009995"
WEBHOOKS = Starlette(routes=ROUTES)
# Everything the clock starts that may touch this order's money.
JOBS: dict[str, Callable[[], None]] = {
    name: worker.EVERY[name].run
    for name in (
        "orders.expire_unanswered",
        "orders.prompt_silent",
        "orders.abandon_unpaid",
        "payments.look_up_open",
        "payments.doubt_unsettled",
    )
}


class Stage:
    def __init__(self, world: World, wire: Wire, travel: Any) -> None:
        self.world, self.wire, self.travel = world, wire, travel
        self.renew_gateway()
        wire.forget_all()
        with db.transaction() as session:
            # The history of other runs is none of this one's business.
            session.execute(text("UPDATE outbox SET done_at = now() WHERE done_at IS NULL"))
            session.execute(
                text(
                    "UPDATE payments SET looked_up_at = 'infinity' WHERE looked_up_at < 'infinity'"
                )
            )
            session.get_one(Item, world.tiramisu).stock = STOCK
            self.customer = Customer(_person(session).id)
            profile = RiderProfile(user_id=_person(session).id, approved_at=clock.now())
            session.add(profile)
            session.flush()
            session.add(Shift(rider_id=profile.id))
            self.rider = Rider(profile.user_id, profile.id)
            self.order_id = self._place(session)
        self._may_fail(lambda: paying.open_page(self.customer, self.order_id))

    def _place(self, session: Any) -> UUID:
        basket.set_address(session, self.customer, HOME)
        for item, extra in ((self.world.margherita, True), (self.world.tiramisu, False)):
            basket.add(
                session,
                self.customer,
                restaurant_id=self.world.nonna,
                item_id=item,
                variation_id=self.world.large if extra else None,
                modifier_ids=[self.world.salami] if extra else [],
            )
        basket.set_tip(session, self.customer, tip_minor=200)
        priced = basket.priced(session, self.customer)
        assert priced is not None
        return placing.place(
            session,
            self.customer,
            idempotency_key=str(uuid4()),
            seen_total_minor=priced.total_minor,
        ).id

    def renew_gateway(self) -> None:
        """As after a restart: the breaker has forgotten."""
        ours = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET, api_base=BASE)
        gateways.gateway = lambda *_: ours

    # What people do. A refusal is an answer; anything else is a bug and rises.

    def _may_fail(self, act: Callable[[], Any]) -> None:
        try:
            act()
        except (DomainError, Unavailable, Refused):
            return

    def _command(self, verb: Callable[..., Any], *args: Any, **details: Any) -> None:
        def run() -> None:
            with db.transaction() as session:
                verb(session, *args, **details)

        self._may_fail(run)

    def open_page(self) -> None:
        self._may_fail(lambda: paying.open_page(self.customer, self.order_id))

    def pay(self, number: str) -> None:
        if (payment := self.payment()) and payment.page_ref:
            self.wire.pay(payment.page_ref, number)

    def come_back(self) -> None:
        self._may_fail(lambda: polling.look_up_now(self.customer, self.order_id))

    def accept(self) -> None:
        self._command(kitchen.accept, self.world.staff, self.order_id, prep_minutes=20)

    def reject(self) -> None:
        self._command(kitchen.reject, self.world.staff, self.order_id, reason="too_busy")

    def ready(self) -> None:
        self._command(kitchen.ready, self.world.staff, self.order_id)

    def cancel(self) -> None:
        self._command(endings.cancel, self.customer, self.order_id, agreed_fee_minor=10**6)

    def cancel_for_support(self) -> None:
        self._command(
            endings.cancel_for_support, self.world.admin, self.order_id, reason="A long story."
        )

    def no_rider(self) -> None:
        self._command(endings.cancel_without_rider, PLATFORM, self.order_id)

    def assign(self) -> None:
        self._command(
            assigning.assign, self.world.admin, self.order_id, rider_id=self.rider.rider_id
        )

    def collect(self) -> None:
        if ride := self.delivery():
            self._command(carrying.collect, self.rider, ride.id)

    def hand_over(self) -> None:
        if ride := self.delivery():
            self._command(carrying.hand_over, self.rider, ride.id, pin=self.order().pin)

    def could_not_deliver(self, reason: str) -> None:
        if ride := self.delivery():
            self._command(carrying.could_not_deliver, self.rider, ride.id, reason=reason)

    # What machines do, and time.

    def deliver_webhook(self, which: int, *, again: bool) -> None:
        """Any of those that wait, in any order; again: it stays queued, as after a lost answer."""
        waiting = self.wire.waiting()
        if not waiting:
            return
        seq = waiting[which % len(waiting)]
        one = self.wire.webhook(seq)
        path, body = f"/api/webhooks/{one.gateway}", one.body.encode()
        status, _, _ = self.wire.call(WEBHOOKS, "POST", path, body, one.headers)
        assert status == 200
        if not again:
            self.wire.forget(seq)

    def hear_everything(self) -> None:
        while self.wire.waiting():
            self.deliver_webhook(0, again=False)

    def lose_webhook(self, which: int) -> None:
        if waiting := self.wire.waiting():
            self.wire.forget(waiting[which % len(waiting)])

    def react(self, which: int, *, dies: bool) -> None:
        """One reaction that waits, in any order; dies: the worker is killed after its call."""
        waiting = self.reactions()
        if not waiting:
            return
        entry_id, name = waiting[which % len(waiting)]
        self._may_fail(lambda: _half(entry_id, name) if dies else worker.carry_out(entry_id, name))

    def job(self, name: str) -> None:
        JOBS[name]()

    def wait(self, seconds: float) -> None:
        self.travel.shift(timedelta(seconds=seconds))

    # How things stand.

    def order(self) -> Order:
        with db.transaction() as session:
            return session.get_one(Order, self.order_id)

    def payment(self) -> Payment | None:
        with db.transaction() as session:
            return session.exec(
                select(Payment).where(Payment.order_id == self.order_id)
            ).one_or_none()

    def delivery(self) -> Delivery | None:
        with db.transaction() as session:
            return session.exec(
                select(Delivery).where(Delivery.order_id == self.order_id)
            ).one_or_none()

    def reactions(self) -> list[tuple[int, str]]:
        with db.transaction() as session:
            entries = session.exec(
                select(OutboxEntry)
                .where(col(OutboxEntry.done_at).is_(None))
                .order_by(col(OutboxEntry.id))
            ).all()
            return [
                (entry.id or 0, name)
                for entry in entries
                for name in entry.reactions
                if not outbox.is_done(session, entry.id or 0, name)
            ]

    # The end.

    def come_to_rest(self) -> None:
        """The gateway behaves again, everybody does their work, time goes on."""
        self.wire.behave()
        self.renew_gateway()
        # Long enough for every clock of the platform: look-ups, answers, pages, holds.
        for seconds in (61, 61, 61, 700, 61, 2200, *[61] * 6, 8 * 86400, *[61] * 6):
            self.hear_everything()
            for entry_id, name in self.reactions():
                worker.carry_out(entry_id, name)
            for name in JOBS:
                self.job(name)
            self._steer()
            if self._is_at_rest():
                return
            self.wait(seconds)
        raise AssertionError(f"never at rest: {self.order().status}, {self.payment()}")

    def _steer(self) -> None:
        match self.order().status:
            case OrderStatus.ACCEPTED | OrderStatus.READY:
                self.cancel_for_support()
            case OrderStatus.COLLECTED:
                self.hand_over()

    def _is_at_rest(self) -> bool:
        payment, order = self.payment(), self.order()
        settled = payment is None or payment.captured_minor - payment.refunded_minor == (
            order.to_pay_minor
        )
        held = payment is not None and payment.status == "authorised"
        still = not self.reactions() and not self.wire.waiting()
        return order.status in ENDED and settled and not held and still

    def assert_all_is_well(self) -> None:
        order, payment = self.order(), self.payment()
        assert order.end is not None
        effect = EFFECTS[order.end]
        with db.transaction() as session:
            assert (
                moves.replayed(session, order.id, "awaiting_payment", ORDER_MOVES) == order.status
            )
            moved = books.explained(session, order.id)
            assert sum(moved.values()) == 0
            owed = [m for a, m in moved.items() if a.kind is AccountKind.CUSTOMER]
            assert sum(owed) == 0, "the customer's account is settled"
            gateway = sum(m for a, m in moved.items() if a.kind is AccountKind.GATEWAY)
            taken = session.exec(
                select(func.count())
                .select_from(OrderLine)
                .where(OrderLine.order_id == order.id, col(OrderLine.stock_taken).is_(True))
            ).one()
            assert session.get_one(Item, self.world.tiramisu).stock == STOCK - taken
            assert bool(taken) is not effect.stock_back
            if payment:
                assert moves.replayed(session, payment.id, "open", PAYMENT_MOVES) == payment.status
            ride = self.delivery()
            if ride:
                assert moves.replayed(session, ride.id, "searching", DELIVERY_MOVES) == ride.status
        if payment is None:
            assert (gateway, order.to_pay_minor) == (0, 0)
            return
        theirs = self._gateways_books(payment)
        assert theirs["held"] == 0
        assert theirs["captured"] - theirs["refunded"] == order.to_pay_minor == gateway
        assert (theirs["captured"], theirs["refunded"]) == (
            payment.captured_minor,
            payment.refunded_minor,
        )
        assert theirs["captures"] <= 1

    def _gateways_books(self, payment: Payment) -> dict[str, int]:
        """All that the gateway has ever done under this payment's name."""
        rows = totals.by_payment(self.wire.books)
        names = ("held", "captured", "refunded", "captures")
        return {name: sum(row[name] for row in rows) for name in names}


def _person(session: Any) -> User:
    user = User(email=f"{uuid4()}@example.org", name="Sim", password_hash="!")
    session.add(user)
    session.flush()
    return user


def _half(entry_id: int, name: str) -> None:
    """What a worker that is killed between its call and its end has done."""
    with db.transaction() as session:
        entry = session.get(OutboxEntry, entry_id)
        if entry is None or entry.done_at is not None:
            return
        found = reactions.named(entry.event)
        assert found is not None
        event, reaction = found[0].model_validate(entry.payload), found[1][name]
        if not isinstance(reaction, Errand):
            return
        request = reaction.prepare(session, event)
    if request is not None:
        reaction.call(request, f"{entry_id}:{name}")
