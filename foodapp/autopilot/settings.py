"""How long each step of an exception waits (see autopilot/plans.py)."""

from datetime import timedelta

from pydantic import Field

from foodapp.kit.settings import Settings, declared


class AutopilotSettings(Settings):
    call_restaurant_after_seconds: int = Field(180, gt=0)  # it was reminded and says nothing
    search_nearby_seconds: int = Field(240, gt=0)  # then riders further away are asked, too
    search_wider_seconds: int = Field(120, gt=0)  # then the ride pays more
    search_raised_seconds: int = Field(120, gt=0)  # ... and more again
    rider_answer_seconds: int = Field(120, gt=0)  # who stands still is asked, and answers
    substitute_answer_seconds: int = Field(600, gt=0)  # the customer says yes or no


def parts() -> tuple[type[Settings], ...]:
    return (AutopilotSettings,)


def settings() -> AutopilotSettings:
    return declared(AutopilotSettings)


def wait(name: str) -> timedelta:
    """How long a step waits. name: of the setting that says so, in seconds; also one of dispatch's,
    whose the clock at the door is."""
    return timedelta(seconds=getattr(settings(), name))
