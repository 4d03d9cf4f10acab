"""Whatever happens in whatever order, the money ends where it belongs, once.

SIMULATIONS=500 runs so many. Not part of `make test` yet, because it finds a fault that is still
open: when a hold lapses (8 days) before the fee of a late cancellation is taken, the fee is owed
for ever, and nobody is told.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.simulation.stage import DECLINED, GOOD, JOBS, NO_FUNDS, Stage

RUNS = int(os.environ.get("SIMULATIONS", "0"))
WHICH = st.integers(0, 5)
FAULTS = st.sampled_from(
    ["drop_before_commit", "drop_after_commit", "409", "429", "500", "500_after_commit", "500_kept"]
)
CALLS = st.sampled_from(["*", "*capture", "*cancel", "*refunds", "*expire", "GET *"])
VERBS = (
    *("accept", "accept", "reject", "ready", "cancel", "cancel_for_support", "no_rider"),
    *("assign", "assign", "collect", "collect", "hand_over"),
)
SECONDS = st.sampled_from([1, 25, 70, 190, 660, 2200, 26 * 3600, 8 * 86400])


# The ordinary way, chapter by chapter.
STORY: tuple[Callable[[Stage], None], ...] = (
    lambda stage: stage.pay(GOOD),
    Stage.hear_everything,
    Stage.accept,
    lambda stage: stage.react(0, dies=False),
    lambda stage: stage.react(0, dies=False),
    lambda stage: stage.react(0, dies=False),
    Stage.hear_everything,
    Stage.assign,
    Stage.ready,
    Stage.collect,
)


def machine(place: SimpleNamespace) -> type[RuleBasedStateMachine]:
    class Money(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.traveller = time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC))
            self.stage = Stage(place.world, place.wire, self.traveller.start())

        @initialize(first=st.integers(0, len(STORY)))
        def the_story_so_far(self, first: int) -> None:
            """Most trouble begins somewhere on the ordinary way."""
            for chapter in STORY[:first]:
                chapter(self.stage)

        @rule(number=st.sampled_from([GOOD, GOOD, GOOD, DECLINED, NO_FUNDS]))
        def pay(self, number: str) -> None:
            self.stage.pay(number)

        @rule()
        def come_back(self) -> None:
            self.stage.come_back()

        @rule()
        def open_page(self) -> None:
            self.stage.open_page()

        @rule(which=WHICH, again=st.booleans())
        def webhook(self, which: int, again: bool) -> None:
            self.stage.deliver_webhook(which, again=again)

        @rule(which=WHICH)
        def lost_webhook(self, which: int) -> None:
            self.stage.lose_webhook(which)

        @rule(which=WHICH, dies=st.booleans())
        def react(self, which: int, dies: bool) -> None:
            self.stage.react(which, dies=dies)

        @rule(name=st.sampled_from(sorted(JOBS)))
        def job(self, name: str) -> None:
            self.stage.job(name)

        @rule(kind=FAULTS, match=CALLS)
        def fault(self, kind: str, match: str) -> None:
            self.stage.wire.fault(kind, match)

        @rule(seconds=SECONDS)
        def wait(self, seconds: int) -> None:
            self.stage.wait(seconds)

        @rule(verb=st.sampled_from(VERBS))
        def somebody_acts(self, verb: str) -> None:
            getattr(self.stage, verb)()

        @rule(reason=st.sampled_from(["nobody_there", "damaged"]))
        def could_not_deliver(self, reason: str) -> None:
            self.stage.could_not_deliver(reason)

        def teardown(self) -> None:
            try:
                self.stage.come_to_rest()
                self.stage.assert_all_is_well()
            finally:
                self.traveller.stop()

    return Money


@pytest.mark.skipif(
    not RUNS, reason="SIMULATIONS says how many; finds a fault still open, see above"
)
@pytest.mark.timeout(0)
def test_whatever_happens_the_money_ends_where_it_belongs(place: SimpleNamespace) -> None:
    run_state_machine_as_test(
        machine(place),
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=18,
            deadline=None,
            derandomize=RUNS == 500,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
