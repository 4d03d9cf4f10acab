"""Kitchens answer and cook, each by its character, while no human does."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from foodapp.demo.simulate.players import KitchenPlayer
from foodapp.demo.simulate.scene import Scene
from foodapp.demo.simulate.stage import Stage
from foodapp.kit.db import transaction
from foodapp.orders import kitchen
from foodapp.orders.models import Fulfilment, Order, OrderStatus

REASONS = ("too_busy", "too_busy", "sold_out", "closing")
LATE_MINUTES = 6  # a kitchen that falls behind by so much says so
LONGEST_SILENCE = timedelta(minutes=8)  # whatever the speed: before the order expires


@dataclass
class Plan:
    """What this kitchen will do with an order, decided when it comes in."""

    answer_at: datetime
    rejects: bool
    prep_minutes: int
    late_minutes: float
    has_said_so: bool = False
    ready_at: datetime | None = None
    guest_comes_at: datetime | None = None


class Kitchen:
    def __init__(self, player: KitchenPlayer, stage: Stage) -> None:
        self.player, self.stage = player, stage
        self.name = player.shop.row.name
        self.plans: dict[UUID, Plan] = {}

    def play(self, scene: Scene) -> None:
        if self.player.actor.restaurant_id in scene.attended:
            return
        mine = {
            order.id: order
            for order in scene.orders.values()
            if order.restaurant_id == self.player.actor.restaurant_id
        }
        self.plans = {order_id: plan for order_id, plan in self.plans.items() if order_id in mine}
        for order in mine.values():
            self._attend(order, scene.now)

    def _attend(self, order: Order, now: datetime) -> None:
        plan = self.plans.setdefault(order.id, self._plan(order, now))
        match order.status:
            case OrderStatus.PLACED if now >= plan.answer_at:
                self.stage.do(order.id, partial(self._answer, order, plan))
            case OrderStatus.ACCEPTED:
                self._cook(order, plan, now)
            case OrderStatus.READY if order.fulfilment is Fulfilment.PICKUP:
                plan.guest_comes_at = plan.guest_comes_at or (
                    now + self.stage.pace.about(self.stage.dice, 4)
                )
                if now >= plan.guest_comes_at:
                    self.stage.do(order.id, partial(self._hand_over, order))

    def _plan(self, order: Order, now: datetime) -> Plan:
        dice, character = self.stage.dice, self.player.shop.character
        silence = self.stage.pace.about(dice, character.answer_s / 60)
        prep = self.player.shop.row.prep_minutes + dice.choice((-5, 0, 0, 5))
        return Plan(
            answer_at=(order.placed_at or now) + min(silence, LONGEST_SILENCE),
            rejects=dice.random() < character.reject,
            prep_minutes=max(kitchen.PREP_MINUTES[0], prep),
            late_minutes=dice.gauss(character.prep_bias_minutes, character.prep_spread_minutes),
        )

    def _cook(self, order: Order, plan: Plan, now: datetime) -> None:
        if plan.ready_at is None:
            minutes = max(3.0, plan.prep_minutes + plan.late_minutes)
            started_at = order.accepted_at or now
            plan.ready_at = started_at + self.stage.pace.wait(minutes)
            if order.requested_for and order.ready_by:  # for later: cooked for later
                plan.ready_at = max(plan.ready_at, order.ready_by)
        if now >= plan.ready_at:
            self.stage.do(order.id, partial(self._ready, order))
        elif (
            plan.late_minutes > LATE_MINUTES
            and not plan.has_said_so
            and now >= plan.ready_at - self.stage.pace.wait(plan.late_minutes)
        ):
            plan.has_said_so = True
            self.stage.do(order.id, partial(self._delay, order))

    def _answer(self, order: Order, plan: Plan) -> None:
        staff = self.player.actor
        with transaction() as session:
            if plan.rejects:
                reason = self.stage.dice.choice(REASONS)
                kitchen.reject(session, staff, order.id, reason=reason)
            else:
                kitchen.accept(session, staff, order.id, prep_minutes=plan.prep_minutes)
        word = "rejected" if plan.rejects else "accepted"
        self.stage.tally.add(word, f"{self.name} {word} {order.number}")

    def _delay(self, order: Order) -> None:
        with transaction() as session:
            kitchen.delay(session, self.player.actor, order.id, minutes=5)
        self.stage.tally.add("delayed", f"{self.name} needs longer for {order.number}")

    def _ready(self, order: Order) -> None:
        with transaction() as session:
            kitchen.ready(session, self.player.actor, order.id)
        self.stage.tally.add("ready", f"{self.name} has packed {order.number}")

    def _hand_over(self, order: Order) -> None:
        with transaction() as session:
            kitchen.hand_over(session, self.player.actor, order.id, pin=order.pin)
        self.stage.tally.add("picked up", f"{order.customer_name} picked up {order.number}")
