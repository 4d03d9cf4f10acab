"""Opening hours as text: which texts are accepted, and what they say in local wall-clock time.

The library is generous: an empty text, a bare `Mo`, a comment in quotes and `10:00-10:00` are all
"open", a four-digit number is a year, school holidays are never. What opens a shop must be certain,
so such texts are refused here.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import (  # type: ignore[attr-defined]
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

from foodapp.kit.errors import DomainError

LocalSpan = tuple[datetime, datetime]  # naive local wall-clock time

LONGEST_TEXT = 255  # OpenStreetMap's own limit of a value
DAY = timedelta(days=1)
YEAR = date(2024, 1, 1), date(2025, 1, 1)  # a leap year: every day that a rule can name

TIME_SPAN = re.compile(r"\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d")
ALL_DAY = re.compile(r"24/7|\b0?0:00\s*-\s*24:00")
CLOSED = re.compile(r"\b(off|closed)\b", re.IGNORECASE)

# Valid OSM syntax that does not tell when a shop is open with certainty.
UNSURE = {
    re.compile(r"\|\|"): "a fallback rule",
    re.compile(r'"'): "a remark",
    re.compile(r"\bunknown\b", re.IGNORECASE): "the word unknown",
    re.compile(r"\d\+"): "an open end",
    re.compile(r"sunrise|sunset|dawn|dusk", re.IGNORECASE): "the position of the sun",
    re.compile(r"\bSH\b", re.IGNORECASE): "school holidays",
    re.compile(r"(?<!24)/|/(?!7)"): "a repetition",
}

LATE = timedelta(hours=14)
SPAN_PARTS = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")


class NotHours(DomainError):
    """The text is not opening hours, or not certain. The message says why."""

    status = 422


@lru_cache(maxsize=4096)
def checked(text: str, country: str | None) -> str:
    """The text in canonical form, or NotHours."""
    tidy = " ".join(text.replace("–", "-").replace("—", "-").split())
    if len(tidy) > LONGEST_TEXT:
        raise NotHours(f"Opening hours can have at most {LONGEST_TEXT} characters.")
    for pattern, what in UNSURE.items():
        if pattern.search(tidy):
            raise NotHours(f"Opening hours that depend on {what} cannot be used for orders.")
    if not _says_when(tidy):
        raise NotHours("Opening hours need times, such as Mo-Fr 11:00-22:00.")
    if "PH" in tidy.upper() and not knows_holidays(country):
        raise NotHours("We do not know the public holidays of this country.")
    reading = _read(tidy, country)
    _must_be_certain(tidy, reading)
    canonical = str(reading)
    # The library writes a whole day, `Mo 00:00-24:00`, as a bare `Mo`, which we would then refuse.
    return canonical if all(map(_says_when, canonical.split(";"))) else tidy


def _says_when(text: str) -> bool:
    return bool(TIME_SPAN.search(text) or "24/7" in text or CLOSED.search(text))


def doubt(text: str) -> str | None:
    """Why a text that somebody else wrote may not mean what it says; None if it is clear.
    A night of more than 14 hours, as in `Su 9:00-1:00`, is likely to be one o'clock at noon."""
    for match in SPAN_PARTS.finditer(text):
        from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
        opens = timedelta(hours=from_hour, minutes=from_minute)
        closes = timedelta(hours=to_hour, minutes=to_minute)
        overnight = closes <= opens or closes > DAY
        lasts = closes - opens + (DAY if closes <= opens else timedelta())
        if overnight and lasts > LATE:
            return f"{match.group()} would stay open overnight for {lasts // timedelta(hours=1)} h"
    return None


def by_day(text: str, country: str | None, first: date, last: date) -> list[LocalSpan]:
    """The open stretches that begin on the local days first..last. A stretch belongs whole to the
    day on which it begins; one of a day or longer is cut at each midnight."""
    midnight = time()
    start, end = datetime.combine(first - DAY, midnight), datetime.combine(last + 2 * DAY, midnight)
    spans: list[LocalSpan] = []
    for opens, closes, state, _ in _read(text, country).intervals(start, end):
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
def _read(text: str, country: str | None) -> OpeningHours:
    try:
        return OpeningHours(text, country=_known(country), auto_country=False, auto_timezone=False)
    except ParserError as error:
        raise NotHours("We cannot read these opening hours.") from error


def _must_be_certain(text: str, reading: OpeningHours) -> None:
    start, end = (datetime.combine(day, time()) for day in YEAR)
    for opens, closes, state, _ in reading.intervals(start, end):
        if state is State.UNKNOWN:
            raise NotHours("Opening hours that may or may not apply cannot be used for orders.")
        if state is State.OPEN and closes - opens >= DAY and not ALL_DAY.search(text):
            raise NotHours("Opening hours around the clock are written 24/7 or 00:00-24:00.")


@lru_cache(maxsize=256)
def knows_holidays(country: str | None) -> bool:
    """Whether PH in a text means anything: the country's public holidays are in the library."""
    return _known(country) is not None


@lru_cache(maxsize=256)
def _known(country: str | None) -> str | None:
    """The country, if the library has its public holidays."""
    if not country:
        return None
    try:
        OpeningHours("24/7", country=country.upper())
    except UnknownCountryError:
        return None
    return country.upper()
