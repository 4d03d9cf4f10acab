"""Whatever happens in whatever order: everything ends, and the money where it belongs, once.

120 runs, the same ones every time: a run takes nearly half a second of processor. SIMULATIONS=20000
plays so many others; FIRST=3 others again. Every night 5,000 are played
(.github/workflows/nightly.yml).
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.simulation import outside, truths
from tests.simulation.acting import ACTS, likely
from tests.simulation.openings import OPENINGS
from tests.simulation.resting import come_to_rest

RUNS = int(os.environ.get("SIMULATIONS", "0"))
USUAL, STEPS = 120, 14
WHICH = st.integers(0, 63)


def machine(place: Any) -> type[RuleBasedStateMachine]:
    class Play(RuleBasedStateMachine):
        @initialize(opening=st.sampled_from(sorted(OPENINGS)))
        def begins(self, opening: str) -> None:
            self.run = place.run(opening)
            self.stage = self.run.__enter__()

        @rule(way=WHICH, which=WHICH)
        def it_goes_on(self, way: int, which: int) -> None:
            name = likely(self.stage, way)
            note(f"  {name} ({which})")
            ACTS[name](self.stage, which)

        @rule(what=st.sampled_from(sorted(outside.ACTS)), which=WHICH)
        def something_happens(self, what: str, which: int) -> None:
            ACTS[what](self.stage, which)

        @rule(what=st.sampled_from(sorted(ACTS)), which=WHICH)
        def anything(self, what: str, which: int) -> None:
            ACTS[what](self.stage, which)

        def teardown(self) -> None:
            if not hasattr(self, "run"):
                return
            try:
                come_to_rest(self.stage)
                truths.hold(self.stage)
            finally:
                self.run.__exit__(None, None, None)

    return Play


@pytest.mark.timeout(0)
def test_whatever_happens_the_money_ends_where_it_belongs(place: Any) -> None:
    play = machine(place)
    run_state_machine_as_test(
        seed(int(os.environ.get("FIRST", "1")))(play) if RUNS else play,
        settings=settings(
            max_examples=RUNS or USUAL,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not RUNS,
            database=None,
            # A failing run is short enough to read; making it shorter takes a hundred runs more.
            phases=[Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
