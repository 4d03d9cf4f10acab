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

from benchmarks.cpu import loop_ms

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


@dataclass(frozen=True)
class Files:
    """Where a run is written down."""

    readme: Path  # the table
    how: Path  # what each row of it is
    results: Path  # all of it, as JSON


@dataclass(frozen=True)
class Figure:
    """One row. baseline: the same work by the bare part, measured in the same run."""

    what: str
    value: str  # with its unit, as shown
    note: str = ""  # how it was measured
    baseline: str = ""
    cpu: str = ""  # of one operation


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


def cpu_ms(seconds: float, operations: int) -> str:
    """What one of them cost."""
    each = seconds * 1000 / operations
    return f"{_ms(each) if each >= 1 else f'{each:.2f}'} ms"


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
        f"{platform.system()}, Python {platform.python_version()}; before the run: "
        f"load {load:.1f}, a loop of plain Python in {loop_ms():.0f} ms"
    )


def table(figures: Sequence[Figure], where: str, when: datetime) -> str:
    """One line a row; how it was measured is told elsewhere."""
    rows = [f"| {one.what} | {one.value} | {one.cpu} | {one.baseline} |" for one in figures]
    head = ["| what | measured | CPU of one | beside it |", "|---|---|---|---|"]
    return "\n".join([f"{when:%Y-%m-%d}, {where}.", "", *head, *rows])


def explained(figures: Sequence[Figure]) -> str:
    return "\n".join(f"- **{one.what}**: {one.note or 'as it says'}." for one in figures)


def write(files: Files, figures: Sequence[Figure], where: str) -> str:
    """Between the two marks of README.md and of what explains it, and as JSON. Returns the
    table."""
    return _write(files, figures, where, datetime.now(UTC))


def add(files: Files, figures: Sequence[Figure], where: str) -> str:
    """These rows in place of those of the same name; the others stay as they were. Each says
    itself when and where it was measured."""
    kept = json.loads(files.results.read_text())
    said = f"{datetime.now(UTC):%Y-%m-%d}, {where}"
    new = {one.what: replace(one, note=f"{one.note} ({said})") for one in figures}
    old = [Figure(**row) for row in kept["figures"]]
    rows = [new.pop(one.what, one) for one in old]
    rows += new.values()
    return _write(files, rows, kept["machine"], datetime.fromisoformat(kept["at"]))


def _write(files: Files, figures: Sequence[Figure], where: str, when: datetime) -> str:
    text = table(figures, where, when)
    insides = {files.readme: text, files.how: explained(figures)}
    for path in insides:
        if BEGIN not in (before := path.read_text()) or END not in before:
            raise SystemExit(f"{path} has lost its marks {BEGIN} and {END}.")
    for path, inside in insides.items():
        path.write_text(_between(path.read_text(), inside))
    content = {"machine": where, "at": when.isoformat(timespec="seconds")}
    rows = {"figures": [asdict(one) for one in figures]}
    files.results.write_text(json.dumps(content | rows, indent=2, ensure_ascii=False) + "\n")
    return text


def _between(before: str, inside: str) -> str:
    marked = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.S)
    return marked.sub(lambda _: f"{BEGIN}\n{inside}\n{END}", before)
