"""The table is the whole of it: every setting exists, every word can be said."""

import pytest

from foodapp.autopilot.models import Kind
from foodapp.autopilot.plans import PLANS, after
from foodapp.dispatch.settings import DispatchSettings
from foodapp.kit.settings import whole


@pytest.mark.parametrize("kind", Kind)
def test_every_plan_ends_and_waits_by_settings_that_exist(kind):
    plan = PLANS[kind]

    assert [bool(step.seconds) for step in plan.steps] == [True] * (len(plan.steps) - 1) + [False]
    for step in plan.steps:
        assert not step.seconds or step.seconds in whole().model_fields
    assert after(kind, plan.steps[-1].name) is None


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_wait_of_nothing_is_refused(seconds):
    with pytest.raises(ValueError, match="door_wait_seconds"):
        DispatchSettings(door_wait_seconds=seconds)
