"""What each program holds. PSS shares out what processes have in common; USS is theirs alone."""

import os
from typing import Any

import psutil

from benchmarks.figures import Figure

MB = 1_000_000


def measure(record: dict[str, Any]) -> list[Figure]:
    own: dict[str, tuple[float, float]] = {}
    for name, identity in {**record["programs"], "supervisor": record["supervisor"]}.items():
        process = psutil.Process(int(identity["pid"]))
        family = [process] if name == "supervisor" else [process, *process.children(recursive=True)]
        own[name] = (sum(map(pss, family)), sum(one.memory_full_info().uss for one in family))
    whole = sum(shared for shared, _ in own.values())
    parts = ", ".join(
        f"{name} {shared / MB:.0f} ({alone / MB:.0f})"
        for name, (shared, alone) in sorted(own.items(), key=lambda one: -one[1][0])
    )
    return [Figure("memory of it all", f"{whole / MB:.0f} MB", f"PSS (USS), MB: {parts}")]


def pss(process: psutil.Process) -> float:
    """Linux alone shares memory out; elsewhere the unique part stands for it."""
    info = process.memory_full_info()
    return float(getattr(info, "pss", info.uss)) if os.name == "posix" else float(info.uss)
