"""Positions and distances on the ellipsoid, the same in Python and in SQL (function geo_m,
migration m0003).

geo_m is a local-ellipsoid distance (Bowring): 3 mm off the geodesic within 5 km, 0.23 m at 25 km.
"""

from dataclasses import dataclass
from math import cos, radians, sqrt

from foodapp.kit.money import rounded

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


TO_M = 50


def shown_distance(metres: float) -> str:
    """Of somebody who moves: 50 m, 850 m, 1.2 km. As exact as anybody needs, and never nothing."""
    return _shown(max(metres, TO_M), TO_M)


def shown_way(metres: float) -> str:
    """Of a way that stays as it is: 0 m, 340 m, 1.2 km."""
    return _shown(metres, 10)


def _shown(metres: float, to_m: int) -> str:
    if metres < 1000 - to_m / 2:
        return f"{to_m * round(metres / to_m)} m"
    tenths = rounded(round(metres), 100)
    return f"{tenths // 10}.{tenths % 10} km"


@dataclass(frozen=True)
class Distance:
    """As a value of a message (kit.words)."""

    metres: float

    def shown(self, locale: str = "en") -> str:
        return shown_distance(self.metres)
