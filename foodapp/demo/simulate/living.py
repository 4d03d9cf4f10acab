"""The life of the town, tick by tick, until its time is over or somebody stops it."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import Event, current_thread, main_thread

from foodapp.demo.simulate import players as casting
from foodapp.demo.simulate.guests import Crowd
from foodapp.demo.simulate.kitchens import Kitchen
from foodapp.demo.simulate.pace import Pace
from foodapp.demo.simulate.players import Players
from foodapp.demo.simulate.riders import Crew, OnTheRoad
from foodapp.demo.simulate.scene import Scene, look
from foodapp.demo.simulate.stage import Stage, Tally
from foodapp.demo.town.seeding import SEED, NotADemo
from foodapp.kit.db import transaction
from foodapp.kit.settings import settings
from foodapp.restaurants import attending

TICK_S = 0.5
LAST_GUESTS_S = 300.0  # so long for what is under way once no more orders are taken

Show = Callable[[Tally, Scene], None]


@dataclass(frozen=True)
class Wanted:
    speed: float = 10.0
    minutes: float | None = None  # of ours, until no more orders are taken; None: for ever
    seed: int | None = None
    everybody: bool = False  # also those of the sign-in list


def live(wanted: Wanted, show: Show, stop: Event | None = None) -> Tally:
    """Returns when the time is over and everything under way has ended, or when stopped."""
    if not settings().is_demo:
        raise NotADemo
    stop = stop or Event()
    with transaction() as session:
        players = casting.sign_in(session, SEED, everybody=wanted.everybody)
    stage = Stage(Pace(wanted.speed), Random(wanted.seed))
    try:
        with _stopped_by_signals(stop):
            _play(wanted, players, stage, show, stop)
    finally:
        stage.close()
        with transaction() as session:
            casting.sign_out(session, players)
    return stage.tally


def _play(wanted: Wanted, players: Players, stage: Stage, show: Show, stop: Event) -> None:
    kitchens = [Kitchen(player, stage) for player in players.kitchens]
    crowd, crew = Crowd(players, stage), _crew(players, stage)
    ends_at = None if wanted.minutes is None else time.monotonic() + wanted.minutes * 60
    while not stop.is_set():
        scene = _look(players)
        is_over = ends_at is not None and time.monotonic() >= ends_at
        crowd.play(scene, taking_orders=not is_over)
        for kitchen in kitchens:
            kitchen.play(scene)
        crew.play(scene)
        stage.settle()
        show(stage.tally, scene)
        if ends_at is not None and is_over:
            nothing_left = not scene.orders and not crowd.wishes
            if nothing_left or time.monotonic() > ends_at + LAST_GUESTS_S:
                break
        stop.wait(TICK_S)
    crew.finish(_look(players))


def _look(players: Players) -> Scene:
    attended = attending.attended(shop.row.id for shop in players.shops)
    with transaction() as session:
        return look(session, attended)


def _crew(players: Players, stage: Stage) -> Crew:
    shops = {shop.row.id: shop.at for shop in players.shops}
    return Crew([OnTheRoad(player, stage, shops) for player in players.riders], stage)


@contextmanager
def _stopped_by_signals(stop: Event) -> Iterator[None]:
    """Ctrl-C and a supervisor's SIGTERM end the life of the town, not a deed half done."""
    if current_thread() is not main_thread():
        yield
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in signals}
    for number in signals:
        signal.signal(number, lambda *_: stop.set())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
