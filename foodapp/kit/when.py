"""Times as a person in town reads them: 18:40, tomorrow 18:40, Sat 9 May 18:40."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

FIVE = 5 * 60  # seconds


def shown(at: datetime, zone: ZoneInfo, now: datetime, locale: str = "en") -> str:
    """The time, with the day where it is not today (both by that zone's clock)."""
    local = at.astimezone(zone)
    day = day_shown(at, zone, now, locale)
    return f"{local:%H:%M}" if day == "today" else f"{day} {local:%H:%M}"


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
