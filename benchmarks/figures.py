"""What a benchmark hands over, and the table made of it."""

import json
import platform
import re
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import psutil

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


@dataclass(frozen=True)
class Figure:
    """One row. baseline: the same work by the bare part, measured in the same run."""

    what: str
    value: str  # with its unit, as shown
    note: str = ""
    baseline: str = ""


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered) - 1e-9) - 1)]


def spread_ms(seconds: Sequence[float]) -> str:
    """p50 and p99, in milliseconds."""
    middle, slow = statistics.median(seconds) * 1000, quantile(seconds, 0.99) * 1000
    return f"{_ms(middle)} / {_ms(slow)} ms"


def _ms(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def times(value: float, base: float) -> str:
    """How many times the baseline."""
    ratio = value / base
    return f"{ratio:.0f} x" if ratio >= 10 else f"{ratio:.1f} x"


def goal(reached: float, wanted: float, unit: str) -> str:
    """Which share of what we set ourselves: of a limit at most all, of a rate at least all."""
    return f"goal {wanted:,.0f} {unit} ({reached / wanted:.0%})"


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = psutil.getloadavg()[0]
    return (
        f"{psutil.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}; load {load:.1f} before the run"
    )


def table(figures: Sequence[Figure], where: str, when: datetime) -> str:
    rows = [f"| {one.what} | {one.value} | {one.baseline} | {one.note} |" for one in figures]
    head = ["| what | measured | bare parts, same run | how |", "|---|---|---|---|"]
    return "\n".join([f"{when:%Y-%m-%d}, {where}.", "", *head, *rows])


def write(readme: Path, results: Path, figures: Sequence[Figure], where: str) -> str:
    """Into README.md between its two marks, and as JSON. Returns the table."""
    return _write(readme, results, figures, where, datetime.now(UTC))


def add(readme: Path, results: Path, figures: Sequence[Figure], where: str) -> str:
    """These rows in place of those of the same name; the others stay as they were. Each says
    itself when and where it was measured."""
    kept = json.loads(results.read_text())
    said = f"{datetime.now(UTC):%Y-%m-%d}, {where}"
    new = {one.what: replace(one, note=f"{one.note} ({said})") for one in figures}
    old = [Figure(**row) for row in kept["figures"]]
    rows = [new.pop(one.what, one) for one in old]
    rows += new.values()
    return _write(readme, results, rows, kept["machine"], datetime.fromisoformat(kept["at"]))


def _write(
    readme: Path, results: Path, figures: Sequence[Figure], where: str, when: datetime
) -> str:
    text = table(figures, where, when)
    before = readme.read_text()
    if BEGIN not in before or END not in before:
        raise SystemExit(f"{readme} has lost its marks {BEGIN} and {END}.")
    inside = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.S)
    readme.write_text(inside.sub(lambda _: f"{BEGIN}\n{text}\n{END}", before))
    content = {"machine": where, "at": when.isoformat(timespec="seconds")}
    rows = {"figures": [asdict(one) for one in figures]}
    results.write_text(json.dumps(content | rows, indent=2, ensure_ascii=False) + "\n")
    return text
