"""Kills, pauses and cuts, drawn from a seed."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import httpx
import psutil

from chaos import proxied
from foodapp.launcher.record import Record, is_alive

PROGRAMS = ("web", "worker", "notifier", "beat", "valkey", "postgres", "gateway")
# What is done to whom, and how often. The sweep that finds lost messages again is beat and worker:
# together they are the relay. The crowd's process does for people what the web does for its tabs.
# What starts slowly is chosen less: killing it while it starts tries nothing.
ACTS: dict[tuple[str, str], int] = {
    **{("kill", "web"): 1, ("kill", "worker"): 2, ("kill", "beat"): 1, ("kill", "valkey"): 4},
    ("kill", "notifier"): 2,
    **{("kill", "postgres"): 4, ("kill", "gateway"): 4, ("kill", "crowd"): 6},
    **{("kill child", "worker"): 6, ("kill child", "postgres"): 3, ("kill child", "web"): 1},
    **{("pause", name): 1 for name in (*PROGRAMS, "crowd")},
    **{("cut", name): 1 for name in (*PROGRAMS, "crowd")},
    **{("hold", name): 1 for name in (*PROGRAMS, "crowd")},
    ("muddle", "gateway"): 2,
}
# What stands between a mail that waits and its server: as the town's own trouble is, one at a time.
ROUND_MAIL: dict[tuple[str, str], int] = {
    **{("kill", "notifier"): 3, ("kill", "worker"): 2, ("kill", "valkey"): 2},
    ("kill child", "worker"): 1,
}
EVERY_S = (0.25, 1.0)
BOTH = 0.3  # so often two things happen at once
TRIES = 6  # draws until something can be done: what starts just now is left alone
# Messages that may be lost for good: we ask about what they tell within the play. That a refund has
# failed is asked for at night (reconciliation), a refund that failed unheard would stay until then.
LOST = ("checkout.session.*", "payment_intent.*", "charge.dispute.*")
PAUSE_S = (0.3, 2.5)
CUT_S = (0.1, 2.0)
UP_FOR_S = {"web": 8, "worker": 6, "notifier": 6, "beat": 4, "gateway": 2} | dict.fromkeys(
    ("valkey", "postgres", "crowd"), 1
)
Found = Mapping[str, float]  # pid and moment of birth


class Killer:
    """crowd: finds the process in which people order; it belongs to nobody's supervisor. A program
    is left alone until it has been up for a moment."""

    def __init__(
        self,
        data: Path,
        seed: int,
        crowd: Callable[[], Found | None],
        *,
        acts: Mapping[tuple[str, str], int] = ACTS,
        every_s: tuple[float, float] = EVERY_S,
        may: Callable[[], bool] = lambda: True,
    ) -> None:
        self.data, self.dice, self.crowd = data, Random(f"{seed}:killer"), crowd
        self.acts, self.every_s, self.may = acts, every_s, may
        self.record = Record(data / "platform.json")
        self.done: Counter[tuple[str, str]] = Counter()  # (what, program)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._asleep: list[tuple[float, str, Found]] = []  # until, program, process
        self._ways: dict[str, Callable[[str], bool]] = {
            "kill": self._kill,
            "kill child": self._kill_child,
            "pause": self._pause,
            "cut": self._cut,
            "hold": self._hold,
            "muddle": self._muddle,
        }

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Nothing stays paused or cut."""
        self._over.set()
        self._thread.join(30)
        if self._thread.is_alive():
            raise RuntimeError("the killer hangs")
        self._wake(time.monotonic() + max(PAUSE_S))
        proxied.tell(self.data, "mend")

    def kills(self) -> int:
        return sum(count for (what, _), count in self.done.items() if what.startswith("kill"))

    def _run(self) -> None:
        while not self._over.wait(self.dice.uniform(*self.every_s)):
            self._wake(time.monotonic())
            if not self.may():
                continue
            self._strike()
            if self.dice.random() < BOTH:
                self._strike()

    def _strike(self) -> None:
        for what, program in self.dice.choices(list(self.acts), list(self.acts.values()), k=TRIES):
            if self._ways[what](program):
                self.done[what, program] += 1
                return

    def _find(self, program: str) -> Found | None:
        """None while it is dead or starts."""
        if program == "crowd":
            found = self.crowd()
        else:
            found = self.record.read().get("programs", {}).get(program)
        if not found or time.time() - found["created"] < UP_FOR_S[program]:
            return None
        return found if is_alive(found) else None

    def _kill(self, program: str) -> bool:
        """kill -9, of the program itself as a power cut would."""
        found = self._find(program)
        return found is not None and _signal(os.kill, found, signal.SIGKILL)

    def _kill_child(self, program: str) -> bool:
        """kill -9 of one of the processes it works with: a job's, a connection's, a page's."""
        found = self._find(program)
        if found is None:
            return False
        try:
            children = psutil.Process(int(found["pid"])).children(recursive=True)
            if not children:
                return False
            self.dice.choice(children).kill()
        except psutil.NoSuchProcess:
            return False
        return True

    def _pause(self, program: str) -> bool:
        """The whole program stands still, and goes on as if nothing had been."""
        found = self._find(program)
        if found is None or not _signal(_send_for(program), found, signal.SIGSTOP):
            return False
        self._asleep.append((time.monotonic() + self.dice.uniform(*PAUSE_S), program, found))
        return True

    def _wake(self, now: float) -> None:
        for one in [one for one in self._asleep if one[0] <= now]:
            self._asleep.remove(one)
            _, program, found = one
            if is_alive(found):
                _signal(_send_for(program), found, signal.SIGCONT)

    def _cut(self, program: str) -> bool:
        """Its connections break, and new ones fail for a while; the program lives."""
        return proxied.tell(self.data, f"cut {program} {self.dice.uniform(*CUT_S):.2f}") > 0

    def _hold(self, program: str) -> bool:
        """Nothing gets to it or from it for a while; then all of it does, late."""
        return proxied.tell(self.data, f"hold {program} {self.dice.uniform(*PAUSE_S):.2f}") > 0

    def _muddle(self, _: str) -> bool:
        """The gateway does what it is asked and answers an error; its messages get lost, or come
        twice and in any order."""
        base = self.record.read().get("urls", {}).get("gateway")
        faults = (
            {"kind": "500_after_commit", "calls": 3},
            *({"target": "webhook", "kind": "never", "calls": 3, "match": one} for one in LOST),
            {"target": "webhook", "kind": "duplicate", "calls": 5, "seconds": 2},
            {"target": "webhook", "kind": "shuffle", "calls": 5, "seconds": 4},
        )
        try:
            fault = self.dice.choice(faults)
            httpx.post(f"{base}/_control/faults", json=fault, timeout=2).raise_for_status()
        except httpx.HTTPError:
            return False  # it was dead just then
        return True


def _send_for(program: str) -> Callable[[int, int], None]:
    """To the whole group of what the supervisor has started; the crowd is one process of ours."""
    return os.kill if program == "crowd" else os.killpg


def _signal(send: Callable[[int, int], None], found: Found, what: signal.Signals) -> bool:
    try:
        send(int(found["pid"]), what)
    except ProcessLookupError:
        return False
    return True
