"""The nearest of many places, in metres: degrees are of unequal length, and at 60 degrees north one
to the east is half of one to the north."""

from collections.abc import Sequence
from math import cos, radians, sin
from typing import Any

from foodapp.kit.geo import Position, distance_m

LOOKED_AT = 4  # straight lines through a ball order as metres do, but for a fraction


class Nearest:
    def __init__(self, places: Sequence[Position]) -> None:
        from scipy.spatial import cKDTree  # type: ignore[import-untyped]  # slow to load

        self.places = places
        self.tree: Any = cKDTree([_on_a_ball(place) for place in places]) if places else None

    def to(self, here: Position) -> int | None:
        """Which of the places; None where there are none."""
        if self.tree is None:
            return None
        _, found = self.tree.query(_on_a_ball(here), k=min(LOOKED_AT, len(self.places)))
        few = [int(n) for n in ([found] if len(self.places) == 1 else found)]
        return min(few, key=lambda n: (distance_m(here, self.places[n]), n))


def _on_a_ball(place: Position) -> tuple[float, float, float]:
    north, east = radians(place.lat), radians(place.lng)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
