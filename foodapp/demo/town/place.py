"""Where the town lies: invented streets along a real valley floor (the Alpine Rhine at Vaduz), so
that any base map of the world, or of Liechtenstein alone, has something to show under it."""

from itertools import pairwise
from math import cos, radians
from random import Random

from foodapp.kit.geo import Position

TOWN = "Talbruck"
POSTCODE = "9480"
CENTRE = Position(47.1410, 9.5209)
METRES_A_DEGREE = 111_195.0

# The strip of houses between river and mountain: metres east and north of the centre.
_VALLEY = [(-520, 2100), (-300, 1200), (-120, 600), (0, 0), (60, -700), (220, -1500), (420, -2300)]
_STREETS = (
    "Mill Lane", "Lantern Row", "Orchard Street", "Station Road", "Garden Walk", "Willow Quay",
    "Foundry Street", "Cedar Close", "Castle Hill", "Market Square", "Rhine Path", "Weaver's Yard",
    "Bell Tower Street", "Upper Meadow", "Lower Meadow", "Vineyard Steps", "Swallow Street",
    "Old Ferry Road", "Chestnut Avenue", "Clockmaker's Alley", "North Gate", "Brook Street",
    "Linden Grove", "Schoolhouse Lane", "Saffron Passage", "Sunny Bank",
)  # fmt: skip


def at(east_m: float, north_m: float) -> Position:
    """The place so many metres from the centre."""
    lat = CENTRE.lat + north_m / METRES_A_DEGREE
    lng = CENTRE.lng + east_m / (METRES_A_DEGREE * cos(radians(CENTRE.lat)))
    return Position(round(lat, 6), round(lng, 6))


def somewhere(dice: Random) -> Position:
    """A house: more of them near the centre, all of them in the valley."""
    north = max(-2200.0, min(2000.0, dice.gauss(0, 900)))
    return at(_valley_east(north) + dice.gauss(0, 170), north)


def street(dice: Random) -> str:
    return f"{dice.choice(_STREETS)} {dice.randint(1, 64)}"


def _valley_east(north: float) -> float:
    for (east_a, north_a), (east_b, north_b) in pairwise(_VALLEY):
        if north_b <= north <= north_a:
            return east_a + (east_b - east_a) * (north_a - north) / (north_a - north_b)
    return 0.0
