"""Opening hours as text: which texts are accepted, and what they say in local wall-clock time.

The library is generous: an empty text, a bare `Mo`, a comment in quotes and `10:00-10:00` are all
"open", a four-digit number is a year, school holidays are never. What opens a shop must be certain,
so such texts are refused here.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.restaurants import holiday_dates

LocalSpan = tuple[datetime, datetime]  # naive local wall-clock time

LONGEST_TEXT = 255  # OpenStreetMap's own limit of a value
DAY = timedelta(days=1)
YEAR = date(2024, 1, 1), date(2025, 1, 1)  # a leap year: every day that a rule can name

TIME_SPAN = re.compile(r"\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d")
ALL_DAY = re.compile(r"24/7|\b0?0:00\s*-\s*24:00")
CLOSED = re.compile(r"\b(off|closed)\b", re.IGNORECASE)

# Valid OSM syntax that does not tell when a shop is open with certainty.
UNSURE = {
    re.compile(r"\|\|"): t("a fallback rule"),
    re.compile(r'"'): t("a remark"),
    re.compile(r"\bunknown\b", re.IGNORECASE): t("the word unknown"),
    re.compile(r"\d\+"): t("an open end"),
    re.compile(r"sunrise|sunset|dawn|dusk", re.IGNORECASE): t("the position of the sun"),
    re.compile(r"\bSH\b", re.IGNORECASE): t("school holidays"),
    re.compile(r"\bPH\s*[+-]\s*\d", re.IGNORECASE): t("the days around a public holiday"),
    re.compile(r"(?<!24)/|/(?!7)"): t("a repetition"),
}

LATE = timedelta(hours=14)
SPAN_PARTS = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_NAME = re.compile(r"\b(?:mo|tu|we|th|fr|sa|su|ph)(?=\b|\d)", re.IGNORECASE)
BETWEEN_DAYS = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\s*,\s+(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b)")
DAY_AND_TIME = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)(?=\d)")
HOLIDAY = re.compile(r"\bPH\b")


class NotHours(DomainError):
    """The text is not opening hours, or not certain. The message says why."""

    status = 422


@lru_cache(maxsize=4096)
def checked(text: str, calendar: str | None) -> str:
    """The text in canonical form, or NotHours. calendar: whose public holidays PH means."""
    written = tidy(text)
    if len(written) > LONGEST_TEXT:
        raise NotHours(t("Opening hours can have at most {most} characters.", most=LONGEST_TEXT))
    for pattern, what in UNSURE.items():
        if pattern.search(written):
            raise NotHours(
                t("Opening hours that depend on {what} cannot be used for orders.", what=what)
            )
    if not _says_when(written):
        raise NotHours(t("Opening hours need times, such as Mo-Fr 11:00-22:00."))
    if HOLIDAY.search(written) and not knows_holidays(calendar):
        raise NotHours(t("We do not know the public holidays of this country."))
    reading = _read(written)
    _must_be_certain(written, reading)
    canonical = str(reading)
    # The library writes a whole day, `Mo 00:00-24:00`, as a bare `Mo`, which we would then refuse.
    return canonical if all(map(_says_when, canonical.split(";"))) else written


def tidy(text: str) -> str:
    """As the syntax has it: `mo-su, ph 10:00-22:00` is `Mo-Su,PH 10:00-22:00`. With the space after
    the comma the days before it would be a rule of their own, open all day."""
    spaced = " ".join(text.replace("–", "-").replace("—", "-").split())
    named = DAY_NAME.sub(lambda day: _day_name(day.group()), spaced)
    return DAY_AND_TIME.sub(r"\1 ", BETWEEN_DAYS.sub(r"\1,", named))


def _day_name(letters: str) -> str:
    return "PH" if letters.upper() == "PH" else letters.capitalize()


def _says_when(text: str) -> bool:
    return bool(TIME_SPAN.search(text) or "24/7" in text or CLOSED.search(text))


def doubt(text: str) -> str | None:
    """Why a text that somebody else wrote may not mean what it says; None if it is clear.
    A night of more than 14 hours, as in `Su 9:00-1:00`, is likely to be one o'clock at noon: but
    not where the hours have two digits, nor where they end at midnight."""
    for match in SPAN_PARTS.finditer(text):
        from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
        opens = timedelta(hours=from_hour, minutes=from_minute)
        closes = timedelta(hours=to_hour, minutes=to_minute)
        overnight = timedelta() < closes <= opens or closes > DAY
        lasts = closes - opens + (DAY if closes <= opens else timedelta())
        is_loose = len(match[1 if closes > DAY else 3]) == 1  # 9:00, not 09:00
        if overnight and lasts > LATE and is_loose:
            return f"{match.group()} would stay open overnight for {lasts // timedelta(hours=1)} h"
    return None


def by_day(text: str, calendar: str | None, first: date, last: date) -> list[LocalSpan]:
    """The open stretches that begin on the local days first..last. A stretch belongs whole to the
    day on which it begins; one of a day or longer is cut at each midnight."""
    rules = text.split(";")
    if len(rules) == 1 or not _reaches_past_midnight(text):
        return _with_holidays(text, calendar, first, last)
    chosen: dict[date, list[LocalSpan]] = {}
    for rule in rules:
        opens = _with_holidays(rule, calendar, first, last)
        for day in {
            span[0].date() for span in _with_holidays(_all_day(rule), calendar, first, last)
        }:
            chosen[day] = [span for span in opens if span[0].date() == day]
    return sorted(span for spans in chosen.values() for span in spans)


def _reaches_past_midnight(text: str) -> bool:
    """The library cuts such a night off where a later rule speaks of the next day: Friday's
    18:00-02:00 at midnight, if `Sa 11:00-23:00` follows. Then each rule is read for itself, and the
    last one that speaks of a day decides it."""
    return any(
        (int(match[3]), match[4]) > (24, "00")
        or (0, "00") < (int(match[3]), match[4]) <= (int(match[1]), match[2])
        for match in SPAN_PARTS.finditer(text)
    )


def _all_day(rule: str) -> str:
    """The rule with nothing left but the days that it speaks of."""
    times = re.sub(rf"{TIME_SPAN.pattern}(\s*,\s*{TIME_SPAN.pattern})*", "00:00-24:00", rule)
    return CLOSED.sub("00:00-24:00", times)


def _with_holidays(text: str, calendar: str | None, first: date, last: date) -> list[LocalSpan]:
    if not HOLIDAY.search(text):
        return _spans(text, first, last)
    holidays = holiday_dates.within(calendar, first, last)
    usual = [span for span in _spans(text, first, last) if span[0].date() not in holidays]
    for day in holidays:
        usual += _spans(_on_holiday(text, day), day, day)
    return sorted(usual)


def _on_holiday(text: str, day: date) -> str:
    """The same hours on a day that is a holiday: what they say of PH they say of its weekday."""
    return HOLIDAY.sub(WEEK[day.weekday()], text)


def _spans(text: str, first: date, last: date) -> list[LocalSpan]:
    """The library is told no country, so that to it PH is never."""
    midnight = time()
    start, end = datetime.combine(first - DAY, midnight), datetime.combine(last + 2 * DAY, midnight)
    spans: list[LocalSpan] = []
    for opens, closes, state, _ in _read(text).intervals(start, end):
        if state is State.OPEN:
            spans += _cut(opens, closes) if closes - opens >= DAY else [(opens, closes)]
    return [span for span in spans if first <= span[0].date() <= last]


def _cut(opens: datetime, closes: datetime) -> list[LocalSpan]:
    pieces = []
    while opens < closes:
        midnight = datetime.combine(opens.date() + DAY, time())
        pieces.append((opens, min(midnight, closes)))
        opens = midnight
    return pieces


@lru_cache(maxsize=4096)
def _read(text: str) -> OpeningHours:
    try:
        return OpeningHours(text, auto_country=False, auto_timezone=False)
    except ParserError as error:
        raise NotHours(t("We cannot read these opening hours.")) from error


def _must_be_certain(text: str, reading: OpeningHours) -> None:
    start, end = (datetime.combine(day, time()) for day in YEAR)
    for opens, closes, state, _ in reading.intervals(start, end):
        if state is State.UNKNOWN:
            raise NotHours(t("Opening hours that may or may not apply cannot be used for orders."))
        if state is State.OPEN and closes - opens >= DAY and not ALL_DAY.search(text):
            raise NotHours(t("Opening hours around the clock are written 24/7 or 00:00-24:00."))


def knows_holidays(calendar: str | None) -> bool:
    """Whether PH in a text means anything there."""
    return holiday_dates.knows(calendar)
