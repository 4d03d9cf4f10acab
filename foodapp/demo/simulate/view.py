"""What the operator sees of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from foodapp.demo.simulate.scene import Scene
from foodapp.demo.simulate.stage import Tally

SHOWN = (
    "ordered", "paid", "card declined", "accepted", "rejected", "delayed", "ready", "collected",
    "delivered", "picked up", "cancelled", "in vain", "rated",
)  # fmt: skip

LINE_EVERY_S = 60.0


@contextmanager
def shown(speed: float) -> Iterator[Callable[[Tally, Scene], None]]:
    """A table that stays up to date on a terminal, a line a minute in a log."""
    console = Console(highlight=False)
    if console.is_terminal:
        with Live(console=console, auto_refresh=False) as live:
            yield lambda tally, scene: live.update(summary(tally, scene, speed), refresh=True)
        return
    last = time.monotonic() - LINE_EVERY_S

    def say(tally: Tally, scene: Scene) -> None:
        nonlocal last
        if time.monotonic() - last >= LINE_EVERY_S:
            last = time.monotonic()
            console.print(line(tally, scene), soft_wrap=True)

    yield say


def summary(tally: Tally, scene: Scene, speed: float) -> Group:
    """A table of what has happened, the latest of it in words, and what was refused."""
    table = Table(title=f"The town at {speed:g}x", box=None, title_justify="left")
    table.add_column("so far")
    table.add_column("", justify="right")
    for word in SHOWN:
        if tally.counts[word]:
            table.add_row(word, str(tally.counts[word]))
    now = Text(f"\n{len(scene.orders)} orders under way, {len(scene.online)} riders online\n")
    latest = [Text(f"{at:%H:%M:%S}  {sentence}", style="dim") for at, sentence in tally.latest]
    refused = [
        Text(f"{count} x {sentence}", "yellow") for sentence, count in tally.refusals.items()
    ]
    return Group(table, now, *latest, *refused)


def line(tally: Tally, scene: Scene) -> str:
    """The same in one line, for a log."""
    counted = [f"{tally.counts[word]} {word}" for word in SHOWN if tally.counts[word]]
    refused = [f"{count} x {sentence!r}" for sentence, count in tally.refusals.most_common(3)]
    now = f"{len(scene.orders)} under way, {len(scene.online)} riders online"
    return "; ".join([now, ", ".join(counted) or "quiet", *refused])
