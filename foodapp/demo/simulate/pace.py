"""How fast the town lives."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random


@dataclass(frozen=True)
class Pace:
    speed: float  # so many minutes of the town in one of ours

    def wait(self, minutes: float) -> timedelta:
        """What a wait of so many minutes in the town is for us."""
        return timedelta(minutes=minutes / self.speed)

    def about(self, dice: Random, minutes: float) -> timedelta:
        """The same, now shorter, now longer."""
        return self.wait(minutes * dice.lognormvariate(0, 0.35))
