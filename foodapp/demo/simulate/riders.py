"""Riders: online, offered, on the way, at the door."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from foodapp.demo.simulate.moving import Walk
from foodapp.demo.simulate.players import RiderPlayer
from foodapp.demo.simulate.scene import Scene
from foodapp.demo.simulate.stage import Stage
from foodapp.demo.town import place
from foodapp.dispatch import carrying, offers, positions, shifts, waiting
from foodapp.dispatch.fixes import FASTEST_M_S, Fix
from foodapp.dispatch.models import Delivery, DeliveryStatus, Offer
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.geo import Position
from foodapp.orders.arrival import RIDE_M_PER_MINUTE
from foodapp.orders.models import Order, OrderStatus

POSTS_EVERY = timedelta(seconds=3)  # on a ride; a phone does the same
POSTS_IDLE = timedelta(seconds=20)
DECLINES, MISSES = 0.08, 0.02
IN_VAIN = 0.004
FORGETFUL = 0.03  # customers who first say a wrong PIN


class OnTheRoad:
    """One rider, as the simulation knows them."""

    def __init__(self, player: RiderPlayer, stage: Stage, shops: dict[UUID, Position]) -> None:
        self.player, self.stage, self.shops = player, stage, shops
        self.rider_id = player.actor.rider_id
        self.walk = Walk(place.at(stage.dice.gauss(0, 250), stage.dice.gauss(0, 500)))
        self.seen_at = self.posted_at = clock.now() - POSTS_IDLE
        self.answers: dict[UUID, datetime] = {}
        self.waits_until: tuple[UUID, DeliveryStatus, datetime] | None = None

    def play(self, scene: Scene) -> None:
        elapsed, self.seen_at = scene.now - self.seen_at, scene.now
        if self.rider_id not in scene.online:
            return
        ride = scene.rides.get(self.rider_id)
        order = scene.orders.get(ride.order_id) if ride else None
        if ride and order:
            self._ride(ride, order, scene.now)
        elif offer := scene.offers.get(self.rider_id):
            self._consider(offer, scene.now)
        minutes = elapsed / timedelta(minutes=1) * self.stage.pace.speed
        self.walk.go(minutes * RIDE_M_PER_MINUTE * self.player.rider.pace)
        if scene.now - self.posted_at >= (POSTS_EVERY if ride else POSTS_IDLE):
            self.posted_at = scene.now
            self.stage.do((self.rider_id, "position"), self._post)

    def go_online(self) -> None:
        with transaction() as session:
            shifts.go_online(session, self.player.actor)
        self._post()
        self.stage.tally.add("online")

    def go_offline(self) -> None:
        with transaction() as session:
            shifts.go_offline(session, self.player.actor)
        self.stage.tally.add("offline")

    def _consider(self, offer: Offer, now: datetime) -> None:
        """Read it, think, answer; a few offers are never seen."""
        dice = self.stage.dice
        if offer.id not in self.answers:
            missed = dice.random() < MISSES
            think = timedelta(minutes=10) if missed else self.stage.pace.about(dice, 0.3)
            self.answers = {offer.id: offer.offered_at + think}
        if now >= self.answers[offer.id]:
            self.stage.do(self.rider_id, partial(self._answer, offer))

    def _answer(self, offer: Offer) -> None:
        declines = self.stage.dice.random() < DECLINES
        with transaction() as session:
            if declines:
                offers.decline(session, self.player.actor, offer.id)
            else:
                offers.accept(session, self.player.actor, offer.id)
        self.stage.tally.add("offer declined" if declines else "offer accepted")

    def _ride(self, ride: Delivery, order: Order, now: datetime) -> None:
        """The next thing to do for this delivery, when one has got where it is done."""
        dice = self.stage.dice
        match ride.status:
            case DeliveryStatus.ASSIGNED:
                self.walk.head_for(dice, self.shops[ride.restaurant_id])
                if self.walk.is_there and self._has_waited(ride, now, minutes=0.2):
                    self.stage.do(self.rider_id, partial(self._arrive, ride, order))
            case DeliveryStatus.AT_RESTAURANT if order.status is OrderStatus.READY:
                if self._has_waited(ride, now, minutes=0.8):
                    self.stage.do(self.rider_id, partial(self._collect, ride, order))
            case DeliveryStatus.COLLECTED if order.lat is not None and order.lng is not None:
                self.walk.head_for(dice, Position(order.lat, order.lng))
                if self.walk.is_there and self._has_waited(ride, now, minutes=1.5):
                    self.stage.do(self.rider_id, partial(self._hand_over, ride, order))

    def _has_waited(self, ride: Delivery, now: datetime, *, minutes: float) -> bool:
        """So long at this step: the bag, the stairs."""
        if self.waits_until is None or self.waits_until[:2] != (ride.id, ride.status):
            until = now + self.stage.pace.about(self.stage.dice, minutes)
            self.waits_until = (ride.id, ride.status, until)
        return now >= self.waits_until[2]

    def _arrive(self, ride: Delivery, order: Order) -> None:
        self._post()
        with transaction() as session:
            carrying.arrive(session, self.player.actor, ride.id)
        self.stage.tally.add("at the counter", f"A rider waits for {order.number}")

    def _collect(self, ride: Delivery, order: Order) -> None:
        self._post()
        with transaction() as session:
            carrying.collect(session, self.player.actor, ride.id)
        self.stage.tally.add("collected", f"{order.number} is on the road")

    def _hand_over(self, ride: Delivery, order: Order) -> None:
        """The customer at the door says the PIN; some say an old one first."""
        rider, dice = self.player.actor, self.stage.dice
        if ride.wait_until is not None:
            return  # the clock is running; the autopilot ends it
        if dice.random() < IN_VAIN:
            self._post()
            with transaction() as session:
                waiting.nobody_there(session, rider, ride.id)
            self.stage.tally.add("in vain", f"Nobody opened for {order.number}")
            return
        wrong = f"{(int(order.pin) + 1) % 10_000:04}"
        said = wrong if dice.random() < FORGETFUL else order.pin
        with transaction() as session:
            answer = carrying.hand_over(session, rider, ride.id, pin=said)
        if answer.is_right:
            self.stage.tally.add("delivered", f"{order.customer_name} has {order.number}")

    def _post(self) -> None:
        fix = Fix(self.walk.at, clock.now(), accuracy_m=8.0)
        with transaction() as session:
            positions.record(
                session,
                self.player.actor,
                [fix],
                fastest_m_s=FASTEST_M_S * max(1.0, self.stage.pace.speed),
            )


class Crew:
    """All riders: as many online as there is to do, and one to spare."""

    LEAST = 4

    def __init__(self, riders: list[OnTheRoad], stage: Stage) -> None:
        self.riders, self.stage = riders, stage
        self.last_left = clock.now()

    def play(self, scene: Scene) -> None:
        wanted = max(self.LEAST, 1 + (len(scene.orders) * 2) // 3)
        online = [one for one in self.riders if one.rider_id in scene.online]
        offline = [one for one in self.riders if one.rider_id not in scene.online]
        for one in offline[: max(0, wanted - len(online))]:
            self.stage.do(one.rider_id, one.go_online)
        if len(online) > wanted + 1 and scene.now - self.last_left > self.stage.pace.wait(15):
            self._send_home(online, scene)
        for one in self.riders:
            one.play(scene)

    def finish(self, scene: Scene) -> None:
        """Everybody without food goes offline; whoever has some keeps it for the next start."""
        for one in self.riders:
            if one.rider_id in scene.online and one.rider_id not in scene.rides:
                self.stage.do((one.rider_id, "finish"), one.go_offline)

    def _send_home(self, online: list[OnTheRoad], scene: Scene) -> None:
        idle = [
            one
            for one in online
            if one.rider_id not in scene.rides and one.rider_id not in scene.offers
        ]
        if idle:
            self.last_left = scene.now
            self.stage.do(idle[0].rider_id, idle[0].go_offline)
