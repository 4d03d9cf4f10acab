"""People who order, cook, ride and decide as fast as they can, and who press again when nothing
comes. They live in a process of their own, which is killed like the others: what it was told is
written down by the process that started it, which nothing kills."""

import multiprocessing
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from random import Random
from uuid import UUID

import psutil
from sqlalchemy.orm import configure_mappers

from chaos import eating, office, serving
from chaos.actions import OUT_OF_REACH, Actions
from chaos.cast import Cast
from foodapp import reactions, tables  # noqa: F401 - tables: relations need every model loaded
from foodapp.kit import logs
from foodapp.kit.errors import DomainError

PAUSE_S = 0.05
GONE_S = 0.2
STOP_S = 60
ROLES: tuple[tuple[Callable[[Actions], None], int], ...] = (
    (eating.order, 3),  # threads
    (serving.work, 3),
    (office.decide, 1),
)

# Once, in the process that all lives of the crowd are copies of: they begin at once.
configure_mappers()
WARM = ["chaos.crowd", "foodapp.gateways.stripe.gateway"]


@dataclass
class Acknowledged:
    """What people were told that it is done."""

    orders: dict[UUID, str] = field(default_factory=dict)  # order -> the key it was placed under
    moves: list[tuple[UUID, str]] = field(default_factory=list)  # order and its new status
    refunds: list[UUID] = field(default_factory=list)
    payouts: list[UUID] = field(default_factory=list)  # sent
    gifts: list[UUID] = field(default_factory=list)  # gift cards that were redeemed
    tally: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)  # neither done, refused nor out of reach


class Crowd:
    """From outside: starts the process again when it dies, and keeps what it was told."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed = cast, seed
        self.heard = Acknowledged()
        self.lives = 0
        self._over = threading.Event()
        self._line: Connection | None = None
        self._found: dict[str, float] | None = None
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._keeper.start()

    def process(self) -> dict[str, float] | None:
        return self._found

    def stop(self) -> None:
        """They finish what they have begun."""
        self._over.set()
        if self._line is not None:
            with suppress(OSError):  # killed just now: it has stopped
                self._line.send("stop")
        self._keeper.join(STOP_S)
        if self._keeper.is_alive():
            raise RuntimeError("the crowd hangs")

    def _keep(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(WARM)
        while not self._over.is_set():
            self.lives += 1
            here, there = context.Pipe()
            process = context.Process(
                target=live, args=(self.cast, f"{self.seed}:{self.lives}", there), daemon=True
            )
            process.start()
            there.close()
            self._line = here
            self._found = _identity(process.pid)
            self._listen(here)
            process.join()

    def _listen(self, line: Connection) -> None:
        while True:
            try:
                what, fact = line.recv()
            except (EOFError, OSError):
                return  # dead, or done
            match what:
                case "order":
                    self.heard.orders[fact[0]] = fact[1]
                case "move":
                    self.heard.moves.append(fact)
                case "refund":
                    self.heard.refunds.append(fact)
                case "payout":
                    self.heard.payouts.append(fact)
                case "gift":
                    self.heard.gifts.append(fact)
                case "fault":
                    self.heard.faults.append(fact)
                case _:
                    self.heard.tally[fact] += 1


def _identity(pid: int | None) -> dict[str, float] | None:
    try:
        return {"pid": pid, "created": psutil.Process(pid).create_time()} if pid else None
    except psutil.NoSuchProcess:
        return None


def live(cast: Cast, seed: str, line: Connection) -> None:
    """The process of the crowd, until it is told to stop or killed."""
    logs.configure()
    reactions.assemble()
    over, sending = threading.Event(), threading.Lock()

    def say(what: str, fact: object) -> None:
        with sending:
            line.send((what, fact))

    threads = []
    for role, count in ROLES:
        for number in range(count):
            actions = Actions(cast, Random(f"{seed}:{role.__name__}:{number}"), number, count, say)
            thread = threading.Thread(target=_act, args=(role, actions, over), daemon=True)
            thread.start()
            threads.append(thread)
    try:
        line.recv()
    except EOFError:
        return  # whom we told has gone
    over.set()
    for thread in threads:
        thread.join(STOP_S)


def _act(role: Callable[[Actions], None], actions: Actions, over: threading.Event) -> None:
    """What was refused or out of reach is shrugged at: later they try something else."""
    while not over.is_set():
        try:
            role(actions)
        except OUT_OF_REACH as gone:
            actions.count(f"gone: {type(gone).__name__}")
            over.wait(GONE_S)
        except DomainError as refusal:
            actions.count(f"refused: {type(refusal).__name__}")
        except Exception:  # noqa: BLE001 - whatever it is, it is a finding of this play
            actions.say("fault", traceback.format_exc()[-600:])
        over.wait(PAUSE_S)
