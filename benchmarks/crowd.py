"""Several processes at once, as web workers are: they start together and are timed together."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

PROCESSES = 2 * (os.cpu_count() or 1)
SECONDS = 8.0
WARM_UP = 20  # steps of each process before the clock starts: statements prepared, caches filled
PATIENCE_S = 120

Told = tuple[float, float, list[float]]  # wall and CPU seconds, and each step's
# Of one process's share. Each step is one thing done, and tells the seconds that it took if it
# overlapped with others; else the clock tells.
Work = Callable[[Any], Iterator[float | None]]


@dataclass(frozen=True)
class Load:
    a_second: float  # of all processes
    waits: list[float]  # seconds each step took
    cpu_ms: float  # of these processes, for one step


def together(work: Work, shares: Sequence[Any]) -> Load:
    """Each process works on its share for SECONDS, or until there is nothing left of it."""
    fresh = multiprocessing.get_context("spawn")  # a fork would share our connections
    answers = fresh.Queue()
    start = fresh.Barrier(len(shares))
    processes = [fresh.Process(target=_one, args=(work, one, start, answers)) for one in shares]
    for process in processes:
        process.start()
    told: list[tuple[float, float, list[float]]] = [
        answers.get(timeout=PATIENCE_S) for _ in processes
    ]
    for process in processes:
        process.join(PATIENCE_S)
    return Load(
        a_second=sum(len(waits) / took for took, _, waits in told),
        waits=[one for *_, waits in told for one in waits],
        cpu_ms=1000 * sum(cpu for _, cpu, _ in told) / sum(len(waits) for *_, waits in told),
    )


def _one(work: Work, share: Any, start: Any, answers: Any) -> None:
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

    reactions.assemble()
    steps = work(share)
    for _ in range(WARM_UP):
        next(steps)
    start.wait(PATIENCE_S)
    began, used = time.perf_counter(), time.process_time()
    waits = []
    last = began
    for took in steps:
        now = time.perf_counter()
        waits.append(now - last if took is None else took)
        last = now
        if now - began > SECONDS:
            break
    answers.put((last - began, time.process_time() - used, waits))
