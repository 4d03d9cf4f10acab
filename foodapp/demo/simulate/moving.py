"""Moving through a town without a map of its streets: along one, then round a corner."""

from dataclasses import dataclass, field
from random import Random

from foodapp.kit.geo import Position, distance_m


@dataclass
class Walk:
    """From where somebody is, over the corners ahead, to where they are going."""

    at: Position
    ahead: list[Position] = field(default_factory=list)

    @property
    def goal(self) -> Position:
        return self.ahead[-1] if self.ahead else self.at

    @property
    def is_there(self) -> bool:
        return not self.ahead

    def head_for(self, dice: Random, goal: Position) -> None:
        """Go there now, by a corner off the straight line; nothing changes when under way there."""
        if goal == self.goal:
            return
        turn = dice.uniform(0.2, 0.8)
        if dice.random() < 0.5:
            corner = Position(goal.lat, self.at.lng + (goal.lng - self.at.lng) * turn)
        else:
            corner = Position(self.at.lat + (goal.lat - self.at.lat) * turn, goal.lng)
        self.ahead = [corner, goal]

    def go(self, metres: float) -> None:
        while self.ahead and metres > 0:
            left = distance_m(self.at, self.ahead[0])
            if left <= metres:
                self.at, metres = self.ahead.pop(0), metres - left
            else:
                part = metres / left
                self.at = Position(
                    self.at.lat + (self.ahead[0].lat - self.at.lat) * part,
                    self.at.lng + (self.ahead[0].lng - self.at.lng) * part,
                )
                metres = 0.0
