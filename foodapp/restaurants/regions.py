"""What follows from a position on earth: time zone, country and currency. No outside call."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from babel.core import get_global
from babel.numbers import get_territory_currencies
from opening_hours import OpeningHours

from foodapp.kit.settings import settings
from foodapp.restaurants.subdivisions import subdivision_at


@dataclass(frozen=True)
class Region:
    time_zone: str  # IANA
    country: str  # ISO 3166-1 alpha-2
    currency: str  # ISO 4217
    subdivision: str = ""  # of a holiday calendar: BY of DE-BY


@lru_cache(maxsize=4096)
def region_at(lat: float, lng: float) -> Region:
    """By the time zone borders that opening-hours-py carries and Unicode's zone, territory and
    currency tables; the operator's own settings at sea."""
    zone, country = _zone_at(lat, lng)
    currencies = get_territory_currencies(country) if country else []
    if not country or not currencies:
        return Region(settings().time_zone, settings().country, settings().currency)
    return Region(zone, country, currencies[0], subdivision_at(country, lat, lng))


def country_at(lat: float, lng: float) -> str:
    """ISO 3166-1; much quicker than all of a region."""
    return _zone_at(lat, lng)[1] or settings().country


@lru_cache(maxsize=4096)
def _zone_at(lat: float, lng: float) -> tuple[str, str]:
    at = datetime(2026, 1, 1), datetime(2026, 1, 2)  # noqa: DTZ001 - the library adds the zone
    start = next(iter(OpeningHours("24/7", coords=(lat, lng)).intervals(*at)))[0]
    zone = getattr(start.tzinfo, "key", "")
    return zone, get_global("zone_territories").get(zone, "")


class Regional(Protocol):
    """What has a country and, where it is known, a part of it: a region, a restaurant."""

    @property
    def country(self) -> str: ...
    @property
    def subdivision(self) -> str: ...


def calendar(place: Regional) -> str | None:
    """Whose public holidays apply there: `DE-BY`, or `LI` where all of a country has the same."""
    return "-".join(filter(None, (place.country, place.subdivision))) or None
