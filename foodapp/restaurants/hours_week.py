"""A usual week as an editor shows it, and the same as opening hours in OSM syntax."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.restaurants import hours_text

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
NAMES = (
    t("Monday"),
    t("Tuesday"),
    t("Wednesday"),
    t("Thursday"),
    t("Friday"),
    t("Saturday"),
    t("Sunday"),
)
CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
A_YEAR = date(2024, 1, 1), date(2024, 12, 31)  # a leap year: every day that a rule can name
A_WEEK = date(2024, 2, 5)  # Monday of a week without a holiday in most countries
MAX_STRETCHES = 4  # a day
DAY_MINUTES = 24 * 60

Stretch = tuple[str, str]  # "11:00", "14:30"; one that ends earlier than it begins ends tomorrow


@dataclass(frozen=True)
class Week:
    days: tuple[tuple[Stretch, ...], ...]  # Monday first; an empty day is closed
    closed_on_holidays: bool = False


def to_text(week: Week) -> str:
    """OSM syntax: `Mo-Fr 11:00-14:00,17:00-22:00; Sa 18:00-02:00; PH off`. A week without any
    opening is `off`."""
    spoken = [_day_text(day, n) for n, day in enumerate(week.days)]
    _must_not_collide(week)
    rules = []
    for text, days in groupby(range(7), key=lambda n: spoken[n]):
        if text:
            run = list(days)
            first, last = DAYS[run[0]], DAYS[run[-1]]
            rules.append(f"{first if first == last else f'{first}-{last}'} {text}")
    if not rules:
        return "off"
    return "; ".join(rules + (["PH off"] if week.closed_on_holidays else []))


def from_text(text: str, country: str | None) -> Week | None:
    """The week that says exactly the same as text on every day of a year; None where there is
    none (seasons, single dates, holidays with hours of their own)."""
    if not text.strip() or re.search(r"\d{4}|easter", text, re.IGNORECASE):
        return None
    for holidays_off in (False, True):
        if holidays_off != ("PH" in text):
            continue
        week = Week(_usual_days(text, country), holidays_off)
        try:
            again = hours_text.checked(to_text(week), country)
        except DomainError:
            return None
        same = hours_text.by_day(again, country, *A_YEAR)
        return week if same == hours_text.by_day(text, country, *A_YEAR) else None
    return None


def _usual_days(text: str, country: str | None) -> tuple[tuple[Stretch, ...], ...]:
    """Without the country nothing is a holiday, so the week is a usual one wherever it lies."""
    plain = "; ".join(rule for rule in text.split(";") if "PH" not in rule)
    if not plain.strip():
        return ((),) * 7
    days: list[list[Stretch]] = [[] for _ in DAYS]
    for opens, closes in hours_text.by_day(plain, country, A_WEEK, A_WEEK + timedelta(days=6)):
        days[opens.weekday()].append((_shown(opens), _end_shown(opens, closes)))
    return tuple(tuple(day) for day in days)


def _shown(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def _end_shown(opens: datetime, closes: datetime) -> str:
    ends_at_midnight = closes.time() == time() and closes.date() == opens.date() + timedelta(days=1)
    return "24:00" if ends_at_midnight else _shown(closes)


def _day_text(day: tuple[Stretch, ...], n: int) -> str:
    if len(day) > MAX_STRETCHES:
        raise DomainError(
            t("{day} can have at most {most} openings.", day=NAMES[n], most=MAX_STRETCHES)
        )
    parts = []
    for start, end in sorted(_minutes(stretch, n) for stretch in day):
        close = end if end <= DAY_MINUTES else end - DAY_MINUTES
        parts.append(f"{start // 60:02}:{start % 60:02}-{close // 60:02}:{close % 60:02}")
    return ",".join(parts)


def _minutes(stretch: Stretch, n: int) -> tuple[int, int]:
    """(start, end) in minutes from that day's midnight; an end past midnight is over 1440."""
    start, end = (_clock_minutes(text, n) for text in stretch)
    end = end or DAY_MINUTES  # 0:00 as an end is the midnight to come
    if start >= DAY_MINUTES or start == end:
        raise DomainError(t("{day} has an opening without a length.", day=NAMES[n]))
    return start, end if end > start else end + DAY_MINUTES


def _clock_minutes(text: str, n: int) -> int:
    match = CLOCK.fullmatch(text.strip())
    minutes = int(match[1]) * 60 + int(match[2]) if match else DAY_MINUTES + 1
    if minutes > DAY_MINUTES:
        raise DomainError(t("{day} needs times such as 11:00 and 22:30.", day=NAMES[n]))
    return minutes


def _must_not_collide(week: Week) -> None:
    """No two openings at once, those that reach into the next day included (Sunday's into
    Monday)."""
    stretches = sorted(
        (n * DAY_MINUTES + start, n * DAY_MINUTES + end, n)
        for n, day in enumerate(week.days)
        for start, end in (_minutes(stretch, n) for stretch in day)
    )
    if not stretches:
        return
    first, last_end = stretches[0], stretches[-1][1] - 7 * DAY_MINUTES
    if last_end > first[0]:
        raise _two_at_once(first[2])
    for (_, end, _), (start, _, n) in pairwise(stretches):
        if start < end:
            raise _two_at_once(n)


def _two_at_once(n: int) -> DomainError:
    return DomainError(t("{day} has two openings at the same time.", day=NAMES[n]))
