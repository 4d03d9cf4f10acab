"""`foodapp chaos`: start, play, say how it went."""

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from chaos import running, serving_mail

if TYPE_CHECKING:
    from chaos.invariants import Checked
    from chaos.play import Outcome


def run(first: int, minutes: float, runs: int, queued: int, *, alone: bool = False) -> int:
    """So many seeds one after the other on one platform, each with people of its own and checked
    by itself. queued: mails a seed, besides those of its orders; alone: nobody orders. The exit
    code: 0 when nothing was breached."""
    began = time.monotonic()
    outcomes: list[Outcome] = []
    with serving_mail.taken() as book, running.platform() as data:
        # Only now: the settings are read when these are imported.
        from chaos.draining import drain
        from chaos.play import Post, play
        from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded
        from foodapp.kit import logs

        logs.configure()
        reactions.assemble()
        _say(f"the platform is up after {time.monotonic() - began:.0f} s")
        for seed in range(first, first + runs):
            _say(f"seed {seed}")
            post = Post(book, queued)
            outcomes.append(
                drain(data, seed, post, _say) if alone else play(data, seed, minutes, post, _say)
            )
            _show(outcomes[-1])
    if runs > 1:
        _sum_up(outcomes, time.monotonic() - began)
    return 0 if all(one.is_well for one in outcomes) else 1


def _say(line: str) -> None:
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()


def _show(outcome: "Outcome") -> None:
    _say(f"{outcome.orders} orders acknowledged in {_seconds(outcome.took)}")
    _say(f"{outcome.kills} kills")
    _show_disturbances(outcome.disturbances)
    _say(f"what people met: {_listed(outcome.tally)}")
    for one in outcome.checked:
        _show_check(one)


def _seconds(took: dict[str, float]) -> str:
    parts = ", ".join(f"{what} {seconds:.0f}" for what, seconds in took.items())
    return f"{sum(took.values()):.0f} s ({parts})"


def _show_disturbances(done: Counter[tuple[str, str]]) -> None:
    for what in sorted({what for what, _ in done}):
        of = {program: count for (kind, program), count in sorted(done.items()) if kind == what}
        _say(f"{what:<10} {sum(of.values()):>4}: {_listed(of)}")


def _show_check(one: "Checked") -> None:
    mark = "BREACH" if one.breaches else "ok    "
    _say(f"{mark} {one.looked_at:>6} {one.what}")
    for breach in one.breaches:
        _say(f"         {breach}")


def _sum_up(outcomes: "list[Outcome]", took_s: float) -> None:
    """Over all seeds, in the same form."""
    from chaos.invariants import Checked

    done: Counter[tuple[str, str]] = Counter()
    checked: dict[str, Checked] = {}
    for outcome in outcomes:
        done.update(outcome.disturbances)
        for one in outcome.checked:
            old = checked.get(one.what, Checked(one.what, 0, []))
            named = [f"seed {outcome.seed}: {breach}" for breach in one.breaches]
            checked[one.what] = Checked(
                one.what, old.looked_at + one.looked_at, old.breaches + named
            )
    breached = [one.seed for one in outcomes if not one.is_well]
    _say(
        f"{len(outcomes)} seeds in {took_s / 60:.0f} minutes, {sum(o.orders for o in outcomes)}"
        f" orders, {sum(o.kills for o in outcomes)} kills; breached: {breached or 'none'}"
    )
    _show_disturbances(done)
    for summed in checked.values():
        _show_check(summed)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
