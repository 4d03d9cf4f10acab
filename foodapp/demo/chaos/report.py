"""`foodapp chaos`: start, play, say how it went."""

import logging
import sys
import time
from typing import TYPE_CHECKING

from foodapp.demo.chaos import running

if TYPE_CHECKING:
    from foodapp.demo.chaos.play import Outcome


def run(seed: int, minutes: float) -> int:
    """The exit code: 0 when nothing was breached."""
    began = time.monotonic()
    with running.platform() as data:
        # Only now: the settings are read when these are imported.
        from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded
        from foodapp.demo.chaos.play import play

        logging.getLogger("stamina").setLevel(logging.ERROR)
        reactions.assemble()
        _say(f"seed {seed}: the platform is up after {time.monotonic() - began:.0f} s")
        outcome = play(data, seed, minutes, _say)
    _show(outcome)
    return 0 if outcome.is_well else 1


def _say(line: str) -> None:
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()


def _show(outcome: "Outcome") -> None:
    _say(f"{outcome.orders} orders acknowledged, at rest after {outcome.rest_s:.0f} s")
    _say(f"{outcome.kills} kills; all: {_listed(outcome.disturbances)}")
    _say(f"what people met: {_listed(outcome.tally)}")
    for name, breaches in outcome.breaches.items():
        _say(
            f"{'BREACH' if breaches else 'ok    '} {name}{': ' if breaches else ''}{breaches or ''}"
        )


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{what} {count}" for what, count in counts.items())
