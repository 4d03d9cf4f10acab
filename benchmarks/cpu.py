"""What the machine and its programs have to give: seconds of CPU, and how fast one is just now."""

import statistics
import time
from pathlib import Path

import psutil

STEPS = 1_000_000
NS = 1_000_000_000


def used_s(pid: int) -> float:
    """Seconds of CPU that this program and its children have used so far."""
    family = [psutil.Process(pid)]
    family += family[0].children(recursive=True)
    return sum(_of_one(one) for one in family)


def _of_one(process: psutil.Process) -> float:
    """Linux tells it to the nanosecond; elsewhere in steps of 10 ms."""
    threads = list(Path(f"/proc/{process.pid}/task").glob("*/schedstat"))
    if threads:
        return sum(int(one.read_text().split()[0]) for one in threads) / NS
    times = process.cpu_times()
    return float(times.user + times.system)


def loop_ms() -> float:
    """A fixed loop of plain Python, the median of five: what to compare two days' figures by."""
    return statistics.median(_loop() for _ in range(5)) * 1000


def _loop() -> float:
    began = time.perf_counter()
    total = 0
    for n in range(STEPS):
        total += n * n % 7
    return time.perf_counter() - began
