"""Positions and distances on the ellipsoid, the same in Python and in SQL (function geo_m,
migration m0003).

geo_m is a local-ellipsoid distance (Bowring): 3 mm off the geodesic within 5 km, 0.23 m at 25 km.
"""

from dataclasses import dataclass
from math import cos, radians, sqrt

EQUATORIAL_RADIUS_M = 6378137.0  # WGS 84
E2_HALF = 0.00334718999507  # half the first eccentricity squared
ONE_MINUS_E2 = 0.99330562000986


@dataclass(frozen=True)
class Position:
    lat: float
    lng: float


def distance_m(a: Position, b: Position) -> float:
    """Metres between two places less than some 50 km apart; across the antimeridian too."""
    both = cos(radians(a.lat + b.lat))
    w = 1 - E2_HALF * (1 - both)
    north = radians(b.lat - a.lat) * ONE_MINUS_E2 / w
    turn = (b.lng - a.lng) / 360
    half = int(turn + 0.5) if turn >= 0 else -int(-turn + 0.5)  # as SQL's round: halves outward
    east = radians(b.lng - a.lng - 360 * half)
    return EQUATORIAL_RADIUS_M / sqrt(w) * sqrt(north**2 + east**2 * (1 + both) / 2)
