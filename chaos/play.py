"""One chaos from its first order to the last account."""

import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from chaos import clockwork, invariants, mails
from chaos.actions import OUT_OF_REACH
from chaos.cast import assemble
from chaos.crowd import Crowd
from chaos.evidence import Books
from chaos.invariants import Checked
from chaos.killer import Killer
from chaos.quiescing import SAY_EVERY_S, Say, come_to_rest
from chaos.serving_mail import Book
from foodapp.kit.db import transaction
from foodapp.launcher.record import Record

ALIVE_MOVES, LIFE_S = 8, 30.0  # so many steps of orders, or so long, before the first kill
HURRY_EVERY_S = 4.0


@dataclass(frozen=True)
class Post:
    book: Book
    queued: int  # so many mails besides those of the orders


class Stopwatch:
    """Where the time of a play goes."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self._since = time.monotonic()

    def lap(self, what: str) -> None:
        now = time.monotonic()
        self.took[what], self._since = now - self._since, now


@dataclass
class Outcome:
    seed: int
    orders: int  # acknowledged
    kills: int
    disturbances: Counter[tuple[str, str]]
    tally: Counter[str]
    took: dict[str, float]  # seconds, by what was going on
    checked: list[Checked] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        return not any(one.breaches for one in self.checked)


def play(data: Path, seed: int, minutes: float, post: Post, say: Say) -> Outcome:
    """The platform that runs from data is ours to break; its mail goes to post."""
    watch = Stopwatch()
    with transaction() as session:
        cast = assemble(session, Random(seed))
    crowd = Crowd(cast, seed)
    killer = Killer(data, seed, crowd.process)
    crowd.start()
    _await_life(crowd)
    watch.lap("first orders")
    killer.start()
    mails.queue(post.queued, seed)
    _watch(crowd, killer, minutes * 60, say)
    watch.lap("chaos")
    killer.stop()
    crowd.stop()
    watch.lap("last orders")
    gateway = Record(data / "platform.json").read()["urls"]["gateway"]
    come_to_rest(gateway, cast, Random(seed), post.queued, say)
    watch.lap("coming to rest")
    with transaction() as session:
        checked = invariants.check(session, cast, crowd.heard, _books(gateway))
        checked.append(mails.check(session, post.book))
    watch.lap("accounts")
    return Outcome(
        seed=seed,
        orders=len(crowd.heard.orders),
        kills=killer.kills(),
        disturbances=killer.done,
        tally=crowd.heard.tally,
        took=watch.took,
        checked=checked,
    )


def _await_life(crowd: Crowd) -> None:
    """Nothing is tried by killing what has not begun."""
    give_up = time.monotonic() + LIFE_S
    while len(crowd.heard.moves) < ALIVE_MOVES and time.monotonic() < give_up:
        time.sleep(0.1)


def _watch(crowd: Crowd, killer: Killer, seconds: float, say: Say) -> None:
    """What chaos delays is told anew within the play: most of it then happens twice."""
    began = time.monotonic()
    said = began
    while (left := began + seconds - time.monotonic()) > 0:
        time.sleep(min(HURRY_EVERY_S, left))
        with suppress(*OUT_OF_REACH):
            clockwork.hurry()
        if time.monotonic() > said + SAY_EVERY_S:
            said = time.monotonic()
            say(f"{len(crowd.heard.orders)} orders, {killer.kills()} kills")


def _books(gateway: str) -> Books:
    books: Books = httpx.get(f"{gateway}/_control/books", timeout=60).json()
    return books
