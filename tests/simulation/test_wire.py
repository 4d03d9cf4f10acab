"""The stage can play the ordinary play: else the simulation would prove nothing."""

from typing import Any

import pytest

from tests.simulation import kitchens, truths
from tests.simulation.openings import OPENINGS
from tests.simulation.resting import come_to_rest, settle_down

STANDS = {
    "to be paid": ("awaiting_payment", "open", None),
    "held": ("placed", "authorised", None),
    "accepted": ("accepted", "authorised", None),
    "cooking": ("accepted", "captured", "searching"),
    "refunds fail": ("accepted", "captured", "searching"),
    "on its way": ("collected", "captured", "collected"),
    "delivered": ("delivered", "captured", "delivered"),
    "disputed": ("delivered", "disputed", "delivered"),
    "in cash": ("accepted", None, "searching"),
    "cash at the door": ("collected", None, "collected"),
    "at the counter": ("accepted", "captured", None),
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_the_play_comes_to_its_opening_and_to_its_end(place: Any, opening: str) -> None:
    with place.run(opening) as stage:
        now = stage.now
        assert (now.status, now.payment, now.delivery) == STANDS[opening]
        come_to_rest(stage)
        truths.hold(stage)


def test_a_run_forgets_what_it_did(place: Any) -> None:
    for _ in range(2):
        with place.run("held") as stage:
            assert stage.now.status == "placed"
            kitchens.accept(stage)
            settle_down(stage)
            assert stage.now.payment == "captured"
