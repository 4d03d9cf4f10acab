"""When a restaurant is open: OpenStreetMap's opening_hours syntax, evaluated in its own time zone.

Syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. The library reads it in
local wall-clock time; time zones, daylight saving and special days are settled here, so that what
comes in and goes out is aware UTC. Hours that are missing or not understood are never open.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.restaurants import hours_text
from foodapp.restaurants.hours_text import LocalSpan

DAY = timedelta(days=1)
WEEK_AHEAD = 8  # days: nearly every answer lies within
YEAR_AHEAD = 400  # days: what is further away counts as never


@dataclass(frozen=True)
class Span:
    """One stretch of being open, in aware UTC: open at `opens_at`, no longer at `closes_at`."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Hours:
    """Regular hours and the days that differ. Make one with `Hours.parse`."""

    text: str  # canonical OSM syntax; empty: hours unknown, so never open
    zone: ZoneInfo
    country: str | None = None  # ISO 3166-1 alpha-2: whose public holidays PH means
    special_days: tuple[tuple[date, str], ...] = ()  # that day's hours, or "off"

    @classmethod
    def parse(
        cls,
        text: str,
        time_zone: str,
        special_days: Mapping[date, str] | Iterable[tuple[date, str]] = (),
        country: str | None = None,
    ) -> "Hours":
        """Refuses with a DomainError what is not opening hours, or what could be read two ways.
        An empty text is allowed and means never open."""
        pairs = special_days.items() if isinstance(special_days, Mapping) else special_days
        return cls(
            hours_text.checked(text, country) if text.strip() else "",
            _zone(time_zone),
            country,
            tuple(
                sorted(
                    (day, hours_text.checked(that, country)) for day, that in dict(pairs).items()
                )
            ),
        )

    def is_open(self, at: datetime) -> bool:
        return self._span_at(at) is not None

    def closes_at(self, at: datetime) -> datetime | None:
        """When the present opening ends; None if closed, or open without end."""
        span = self._span_at(at)
        return span.closes_at if span and span.closes_at - at < timedelta(days=YEAR_AHEAD) else None

    def opens_next(self, at: datetime) -> datetime | None:
        """The next opening after `at`; None if there is none within a year."""
        for ahead in (WEEK_AHEAD, YEAR_AHEAD):
            later = (span.opens_at for span in self._spans_from(at, ahead) if span.opens_at > at)
            if found := next(later, None):
                return found
        return None

    def next_change(self, at: datetime) -> datetime | None:
        return self.closes_at(at) if self.is_open(at) else self.opens_next(at)

    def intervals(self, day: date) -> list[Span]:
        """The stretches that begin on this local day; one after midnight belongs to the evening
        before."""
        return self._utc(self._between(day, day))

    def slots(
        self,
        now: datetime,
        day: date,
        step: timedelta = timedelta(minutes=15),
        lead_minutes: int = 0,
    ) -> list[datetime]:
        """Times of that local day which a customer can order for: on the step of the clock, within
        the hours, at least `lead_minutes` after now and after opening."""
        lead = timedelta(minutes=lead_minutes)
        return [
            slot
            for span in self.intervals(day)
            for slot in self._steps(max(span.opens_at, now) + lead, span.closes_at, step)
        ]

    def words(self, at: datetime, locale: str = "en") -> str:
        """For a person: `Open until 22:00`, `Opens Tue 11:00`, `Closed`."""
        from foodapp.restaurants.hours_words import words

        return words(self, at, locale)

    def _span_at(self, at: datetime) -> Span | None:
        """The stretch that `at` lies in. One that reaches the end of what was looked at is looked
        up again, further ahead."""
        span = None
        for ahead in (WEEK_AHEAD, YEAR_AHEAD):
            span = next((s for s in self._spans_from(at, ahead) if s.opens_at <= at), None)
            if span is None or span.closes_at - at < timedelta(days=ahead):
                return span
        return span

    def _spans_from(self, at: datetime, days_ahead: int) -> Iterator[Span]:
        today = at.astimezone(self.zone).date()
        return (span for span in _spans(self, today, days_ahead) if span.closes_at > at)

    def _between(self, first: date, last: date) -> list[LocalSpan]:
        """Local stretches owned by the days first..last, special days in place of regular ones."""
        special = dict(self.special_days)
        regular = hours_text.by_day(self.text, self.country, first, last) if self.text else []
        kept = [span for span in regular if span[0].date() not in special]
        for day, text in self.special_days:
            if first <= day <= last:
                kept += hours_text.by_day(text, self.country, day, day)
        return sorted(kept)

    def _utc(self, local: list[LocalSpan]) -> list[Span]:
        """Without those that a clock change swallowed."""
        spans = [
            Span(_instant(opens, self.zone), _instant(closes, self.zone))
            for opens, closes in _joined(local)
        ]
        return [span for span in spans if span.opens_at < span.closes_at]

    def _steps(self, start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
        local = start.astimezone(self.zone)
        midnight = datetime.combine(local.date(), time(), self.zone).astimezone(UTC)
        slot = midnight + -((midnight - start) // step) * step
        while slot < end:
            yield slot
            slot += step


@lru_cache(maxsize=1024)
def _spans(hours: Hours, today: date, days_ahead: int) -> tuple[Span, ...]:
    """Read once a day: the library takes a millisecond, and every order asks."""
    return tuple(hours._utc(hours._between(today - 2 * DAY, today + days_ahead * DAY)))


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # unknown, a directory, a path or NUL
        raise DomainError(t("We do not know that time zone.")) from error


def _joined(spans: list[LocalSpan]) -> list[LocalSpan]:
    """Sorted stretches with those that touch or overlap made one."""
    joined: list[LocalSpan] = []
    for span in spans:
        if joined and span[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span[1]))
        else:
            joined.append(span)
    return joined


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Local wall-clock time as UTC. A time that comes twice (autumn) is its first coming; one that
    is skipped (spring) is the moment of the jump."""
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local:
        return first
    before_jump = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    minutes = range(int((first - before_jump).total_seconds()) // 60 + 1)
    times = [before_jump + timedelta(minutes=n) for n in minutes]
    offsets = [moment.astimezone(zone).utcoffset() for moment in times]
    jump = next(i for i, (a, b) in enumerate(pairwise(offsets), start=1) if a != b)
    return times[jump]
