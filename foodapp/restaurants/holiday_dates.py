"""Public holidays of a country or of a part of it, from the package holidays: offline.

A calendar is named by ISO 3166: `LI`, or `DE-BY` where holidays differ by region.
"""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=512)
def knows(calendar: str | None) -> bool:
    """Whether we know when public holidays are there."""
    country, _, part = (calendar or "").upper().partition("-")
    parts = holidays.list_supported_countries().get(country)
    return parts is not None and (not part or part in parts)


@lru_cache(maxsize=4096)
def within(calendar: str | None, first: date, last: date) -> tuple[date, ...]:
    """The holidays from first to last; none where they are not known."""
    if not knows(calendar):
        return ()
    country, _, part = (calendar or "").upper().partition("-")
    years = range(first.year, last.year + 1)
    days = holidays.country_holidays(country, subdiv=part or None, years=years)
    return tuple(sorted(day for day in days if first <= day <= last))
