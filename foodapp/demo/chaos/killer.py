"""Kills, pauses and cuts, drawn from a seed."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import httpx
import psycopg
import redis

from foodapp.launcher.record import Record, is_alive

# The sweep that finds lost messages again is beat and worker: together they are the relay.
TARGETS = ("web", "worker", "beat", "valkey", "postgres", "gateway")
EVERY_S = (0.8, 2.6)
PAUSE_S = (0.3, 3.0)


class Killer:
    def __init__(self, data: Path, seed: int) -> None:
        self.record, self.dice = Record(data / "platform.json"), Random(f"{seed}:killer")
        self.done: Counter[str] = Counter()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._paused: list[int] = []

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(30)

    def kills(self) -> int:
        return sum(count for what, count in self.done.items() if what.startswith("kill"))

    def _run(self) -> None:
        while not self._over.wait(self.dice.uniform(*EVERY_S)):
            target = self.dice.choice(TARGETS)
            how = self.dice.choice((self._kill, self._kill, self._kill, self._pause, self._cut))
            if how(target):
                self.done[f"{how.__name__.strip('_')} {target}"] += 1

    def _pid(self, target: str) -> int | None:
        found = self.record.read().get("programs", {}).get(target)
        return int(found["pid"]) if found and is_alive(found) else None

    def _kill(self, target: str) -> bool:
        """kill -9, of the program itself as a power cut would."""
        return self._signal(target, signal.SIGKILL, os.kill)

    def _pause(self, target: str) -> bool:
        """The whole program stands still, and goes on as if nothing had been."""
        if not self._signal(target, signal.SIGSTOP, os.killpg):
            return False
        time.sleep(self.dice.uniform(*PAUSE_S))
        self._signal(target, signal.SIGCONT, os.killpg)
        return True

    def _signal(
        self, target: str, what: signal.Signals, send: Callable[[int, signal.Signals], None]
    ) -> bool:
        pid = self._pid(target)
        if pid is None:
            return False
        try:
            send(pid, what)
        except ProcessLookupError:
            return False
        return True

    def _cut(self, target: str) -> bool:
        """Connections are lost, the program lives."""
        urls = self.record.read().get("urls", {})
        try:
            return _cut(target, urls)
        except (psycopg.Error, redis.RedisError, httpx.HTTPError, KeyError):
            return False  # it was dead just then


def _cut(target: str, urls: dict[str, str]) -> bool:
    match target:
        case "postgres":
            url = urls["database"].replace("+psycopg", "")
            with psycopg.connect(url, connect_timeout=2) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )
        case "valkey":
            client = redis.Redis.from_url(urls["redis"], socket_timeout=2)
            client.client_kill_filter(_type="normal", skipme=True)
            client.close()
        case "gateway":
            for kind in ("drop_before_commit", "drop_after_commit", "500_after_commit"):
                fault = {"kind": kind, "calls": 3}
                httpx.post(f"{urls['gateway']}/_control/faults", json=fault, timeout=2)
        case _:
            return False  # nobody keeps a connection to it that the crowd would miss
    return True
