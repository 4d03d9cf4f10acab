"""Times as a person in town reads them: 18:40, tomorrow 18:40, Sat 9 May 18:40."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from foodapp.kit import clock
from foodapp.kit.settings import settings

FIVE = 5 * 60  # seconds


@dataclass(frozen=True)
class Moment:
    """A time as a value of a message (kit.words): by the town's clock where no zone is given, and
    with its day where that is not the day of now."""

    at: datetime
    zone: ZoneInfo | None = None
    now: datetime | None = None

    def shown(self, locale: str = "en") -> str:
        return shown(self.at, self.zone or town(), self.now or clock.now(), locale)


@dataclass(frozen=True)
class Day:
    """A date as a value of a message: Mon 1 Dec, or by another pattern of CLDR's ("EEEE")."""

    day: date
    pattern: str = "EEE d MMM"

    def shown(self, locale: str = "en") -> str:
        return str(format_date(self.day, self.pattern, locale=locale))


def told(iso: object) -> Moment:
    """A time among an event's facts, where it stands in ISO 8601."""
    return Moment(datetime.fromisoformat(str(iso)))


def town() -> ZoneInfo:
    """The town's clock: of consoles, weeks, statements and letters. A restaurant has its own."""
    return ZoneInfo(settings().time_zone)


def in_town(at: datetime, locale: str = "en") -> str:
    """The time by the town's clock, with the day where it is not today."""
    return shown(at, town(), clock.now(), locale)


def shown(at: datetime, zone: ZoneInfo, now: datetime, locale: str = "en") -> str:
    """The time, with the day where it is not today (both by that zone's clock)."""
    day = day_shown(at, zone, now, locale)
    time = clock_shown(at, zone)
    return time if day == "today" else f"{day} {time}"


def clock_shown(at: datetime, zone: ZoneInfo) -> str:
    """18:40. In the night in which the clocks go back an hour comes twice: it is said which."""
    local = at.astimezone(zone)
    first, second = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    if first == second:
        return f"{local:%H:%M}"
    which = "after" if local.fold else "before"
    return f"{local:%H:%M} {which} the clocks go back"


def day_shown(at: datetime, zone: ZoneInfo, now: datetime, locale: str = "en") -> str:
    local, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if local == today:
        return "today"
    if local == today + timedelta(days=1):
        return "tomorrow"
    return str(format_date(local, "EEE d MMM", locale=locale))


def about(at: datetime) -> datetime:
    """To the next five minutes: what is only expected is not told to the minute."""
    return datetime.fromtimestamp(-(-at.timestamp() // FIVE) * FIVE, UTC)
