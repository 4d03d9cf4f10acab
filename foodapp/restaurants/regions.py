"""What follows from a position on earth: time zone, country and currency. No outside call."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from babel.core import get_global
from babel.numbers import get_territory_currencies
from opening_hours import OpeningHours

from foodapp.kit.settings import settings


@dataclass(frozen=True)
class Region:
    time_zone: str  # IANA
    country: str  # ISO 3166-1 alpha-2
    currency: str  # ISO 4217


@lru_cache(maxsize=4096)
def region_at(lat: float, lng: float) -> Region:
    """By the time zone borders that opening-hours-py carries and Unicode's zone, territory and
    currency tables; the operator's own settings at sea."""
    at = datetime(2026, 1, 1), datetime(2026, 1, 2)  # noqa: DTZ001 - the library adds the zone
    start = next(iter(OpeningHours("24/7", coords=(lat, lng)).intervals(*at)))[0]
    zone = getattr(start.tzinfo, "key", "")
    country = get_global("zone_territories").get(zone, "")
    currencies = get_territory_currencies(country) if country else []
    if not country or not currencies:
        return Region(settings().time_zone, settings().country, settings().currency)
    return Region(zone, country, currencies[0])
