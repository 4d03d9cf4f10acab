"""When a town is hungry: hours of the day, days of the week, and the weather."""

from datetime import date, timedelta
from functools import cache
from math import exp
from random import Random

from foodapp.demo.town.content import Rhythm

ORDERS_AN_HOUR = 0.64  # of an average restaurant, where the curve below says 1

# Appetite by local hour. A restaurant sells only while it is open.
_CURVES: dict[Rhythm, dict[int, float]] = {
    "morning": {6: 0.5, 7: 1.2, 8: 1.7, 9: 1.7, 10: 1.3, 11: 1.0, 12: 1.2, 13: 0.9, 14: 0.5,
                15: 0.5, 16: 0.3},
    "lunch": {10: 0.2, 11: 0.9, 12: 2.2, 13: 1.6, 14: 0.4, 15: 0.2, 16: 0.3, 17: 0.7, 18: 1.3,
              19: 1.2, 20: 0.7, 21: 0.3},
    "both": {11: 0.6, 12: 1.6, 13: 1.2, 14: 0.3, 15: 0.1, 16: 0.2, 17: 0.8, 18: 1.8, 19: 2.0,
             20: 1.2, 21: 0.5, 22: 0.2},
    "evening": {8: 0.05, 9: 0.08, 10: 0.1, 11: 0.4, 12: 1.0, 13: 0.8, 14: 0.25, 15: 0.15, 16: 0.3,
                17: 0.9, 18: 1.8, 19: 2.2, 20: 1.6, 21: 0.8, 22: 0.4, 23: 0.25, 0: 0.15, 1: 0.1,
                2: 0.06, 3: 0.03, 4: 0.02, 5: 0.02, 6: 0.03, 7: 0.04},
    "late": {10: 0.2, 11: 0.6, 12: 1.3, 13: 1.0, 14: 0.3, 15: 0.2, 16: 0.3, 17: 0.6, 18: 1.2,
             19: 1.4, 20: 1.1, 21: 0.8, 22: 0.8, 23: 0.7, 0: 0.6, 1: 0.4, 2: 0.3, 3: 0.2},
}  # fmt: skip
_WEEKDAYS = (0.78, 0.82, 0.9, 1.0, 1.35, 1.35, 1.1)  # Monday first


def orders_expected(
    rhythm: Rhythm, popularity: float, day: date, hour: int, hours: float, seed: int
) -> float:
    """How many orders a restaurant may expect in a stretch of the day (in hours, from hour on)."""
    wish = _CURVES[rhythm].get(hour, 0.0) * _WEEKDAYS[day.weekday()]
    if day.weekday() in (4, 5) and (hour >= 18 or hour < 4):
        wish *= 1.2  # the weekend's evenings
    if day.weekday() >= 5 and rhythm == "morning":
        wish *= 1.5  # breakfast in bed
    return ORDERS_AN_HOUR * popularity * wish * weather(day, seed) * hours


@cache
def weather(day: date, seed: int) -> float:
    """0.85 on a fine day to 1.3 in the rain, when nobody cooks: today's sky and the days before."""
    skies = [Random(f"{seed}:sky:{day - timedelta(days=back)}").random() for back in range(3)]
    grey = 0.5 * skies[0] + 0.3 * skies[1] + 0.2 * skies[2]
    return 0.85 + 0.45 * grey * grey


def poisson(dice: Random, expected: float) -> int:
    """A draw of Poisson's law (Knuth, The Art of Computer Programming 2, 3.4.1)."""
    limit, product, count = exp(-expected), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count
