"""Periods of whole days on a restaurant's clock, and the period before for comparison."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

LENGTHS = (7, 30, 90)  # days


@dataclass(frozen=True)
class Period:
    """`days` local days, today the last of them, and the same number of days before."""

    days: int
    zone: ZoneInfo
    today: date

    @property
    def first_day(self) -> date:
        return self.today - timedelta(days=self.days - 1)

    @property
    def starts(self) -> datetime:
        return self._midnight(self.first_day)

    @property
    def ends(self) -> datetime:
        return self._midnight(self.today + timedelta(days=1))

    @property
    def before_starts(self) -> datetime:
        return self._midnight(self.first_day - timedelta(days=self.days))

    def each_day(self) -> list[date]:
        return [self.first_day + timedelta(days=n) for n in range(self.days)]

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def last(days: int, time_zone: str, now: datetime) -> Period:
    if days not in LENGTHS:
        raise DomainError(t("Choose 7, 30 or 90 days."))
    zone = ZoneInfo(time_zone)
    return Period(days, zone, now.astimezone(zone).date())
