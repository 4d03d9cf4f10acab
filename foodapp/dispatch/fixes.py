"""Which of the places that a phone names can be true: the rest are not positions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite

from foodapp.kit import clock
from foodapp.kit.geo import Position, distance_m

KEPT_FOR = timedelta(hours=1)
CLOCK_SKEW = timedelta(seconds=30)  # a phone's clock may run ahead by this much
MAX_LAT = 85.0  # where the geo set of Valkey ends; nobody rides there
WORST_ACCURACY_M = 5_000.0
NOWHERE_DEG = 0.02  # round 0,0, in the Gulf of Guinea: what phones without satellites say
FASTEST_M_S = 60.0  # 216 km/h; whoever is faster has not moved, their phone is wrong
LEAP_M = 500.0  # two fixes of one place may differ so much, at whatever speed
AGREE = 4  # so many leaps to the same place, over LONG_ENOUGH: the fix before was the wrong one
LONG_ENOUGH = timedelta(seconds=15)


@dataclass(frozen=True)
class Fix:
    """What the phone says."""

    position: Position
    at: datetime
    accuracy_m: float | None = None


@dataclass(frozen=True)
class Doubt:
    """Places too far from the last good one, which agree with each other so far."""

    latest: Fix
    since: datetime
    count: int = 1


@dataclass
class Sifted:
    good: list[Fix] = field(default_factory=list)  # oldest first
    doubt: Doubt | None = None


def plausible(fix: Fix) -> bool:
    """On earth, exact enough to be of use, neither from the future nor older than is kept."""
    lat, lng, accuracy = fix.position.lat, fix.position.lng, fix.accuracy_m
    if not (isfinite(lat) and isfinite(lng) and abs(lat) <= MAX_LAT and abs(lng) <= 180):
        return False
    if abs(lat) < NOWHERE_DEG and abs(lng) < NOWHERE_DEG:
        return False
    if accuracy is not None and not 0 <= accuracy <= WORST_ACCURACY_M:  # false for NaN, too
        return False
    return clock.now() - KEPT_FOR < fix.at <= clock.now() + CLOCK_SKEW


def sift(
    fixes: Iterable[Fix], last: Fix | None, doubt: Doubt | None, *, fastest_m_s: float = FASTEST_M_S
) -> Sifted:
    """The good ones of fixes. last: the good one before them; doubt: what spoke against it."""
    found = Sifted(doubt=doubt)
    for fix in sorted(filter(plausible, fixes), key=lambda one: one.at):
        if last is None or _can_follow(last, fix, fastest_m_s):
            found.doubt = None
        else:
            found.doubt = _doubted(found.doubt, fix, fastest_m_s)
            if not _is_certain(found.doubt):
                continue
            found.doubt = None
        last = fix
        found.good.append(fix)
    return found


def _can_follow(before: Fix, fix: Fix, fastest_m_s: float) -> bool:
    seconds = abs((fix.at - before.at).total_seconds())
    blur = (before.accuracy_m or 0.0) + (fix.accuracy_m or 0.0)
    return distance_m(before.position, fix.position) <= LEAP_M + blur + fastest_m_s * seconds


def _doubted(doubt: Doubt | None, fix: Fix, fastest_m_s: float) -> Doubt:
    if doubt is None or not _can_follow(doubt.latest, fix, fastest_m_s):
        return Doubt(fix, since=fix.at)
    return Doubt(fix, since=doubt.since, count=doubt.count + 1)


def _is_certain(doubt: Doubt) -> bool:
    return doubt.count >= AGREE and doubt.latest.at - doubt.since >= LONG_ENOUGH
