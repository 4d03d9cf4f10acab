"""From an address as people type it to positions, without an outside call.

Words are compared by trigrams (pg_trgm), so that a slip of the finger still finds the street. A
house number that nobody has mapped yet is placed by its nearest known neighbour and marked as not
exact; so is one that can be read in two ways. Whatever is not exact is confirmed on the map. Only
when FOODAPP_GEOCODER_URL names a Nominatim server is what is unknown asked there.
"""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from math import cos, radians
from urllib.parse import urlsplit

from geopy.exc import GeopyError  # type: ignore[import-untyped]
from geopy.geocoders import Nominatim  # type: ignore[import-untyped]
from sqlalchemy import func, literal
from sqlmodel import col, select

from foodapp.kit import db
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.text import address_line
from foodapp.restaurants.cuisines import plain
from foodapp.restaurants.places import KnownPlace, PlaceKind
from foodapp.restaurants.regions import country_at
from foodapp.restaurants.settings import settings
from foodapp.restaurants.typed import Typed, read

LIKE_ENOUGH = 0.35  # trigram similarity: two or three slips in a street and its town
LONGEST_QUERY = 200
NEARBY_M = 250.0
NUMBER_FIRST = frozenset(
    [
        "AE",
        "AU",
        "BB",
        "BM",
        "BS",
        "CA",
        "DZ",
        "FR",
        "GB",
        "GG",
        "GH",
        "GI",
        "HK",
        "IE",
        "IL",
        "IM",
        "IN",
        "JE",
        "JM",
        "KE",
        "LK",
        "LU",
        "MC",
        "MT",
        "MY",
        "NG",
        "NZ",
        "PF",
        "PH",
        "PK",
        "PR",
        "RE",
        "SG",
        "TH",
        "TN",
        "TT",
        "UG",
        "US",
        "VN",
        "ZA",
        "ZW",
    ]
)
DEGREE_M = 111_000.0  # metres of latitude; of longitude at the equator
OUTSIDE_S = 4  # patience with a Nominatim server


@dataclass(frozen=True)
class Place:
    """An answer to show and to deliver to."""

    label: str  # "Städtle 49, 9490 Vaduz"
    kind: PlaceKind
    lat: float
    lng: float
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    is_exact: bool = True  # False: the position is a neighbour's or the street's: to be confirmed
    unit: str = ""  # what was typed of flat and floor: "Top 5"
    line: str = ""  # street and number in the order in which they were typed


def find(text: str, limit: int = 5) -> list[Place]:
    """The places a text may mean, best first. Opens its own transaction: never call it in one."""
    with db.transaction() as session:
        known = geocode(session, text, limit=limit)
    if known or not settings().geocoder_url:
        return known
    return _asked_outside(text, limit)


def geocode(session: ReadSession, text: str, *, limit: int = 5) -> list[Place]:
    """As find, from what the extract held."""
    typed = _read(session, text)
    words = plain(typed.words.replace(",", " "))[:LONGEST_QUERY]
    if len(words) < 2:
        return []
    found = [_place(row, typed) for row in _addresses(session, typed, words, limit)]
    for row in _streets_and_towns(session, words, limit):
        if typed.house_number and row.kind is PlaceKind.STREET:
            found.append(_in_street(session, row, typed))
        elif not typed.house_number:
            found.append(_place(row, typed))
    names = f"{typed.street} {typed.city}".replace(",", " ")
    return _best_first(found, plain(names))[:limit]


def _read(session: ReadSession, text: str) -> Typed:
    """As the country means it in which the likeliest street lies. Streets with numbers in their
    names are looked up first: theirs is not the house's."""
    if not any(sign.isdigit() for sign in text):
        return read(text)
    rows = _streets_and_towns(session, plain(text.replace(",", " "))[:LONGEST_QUERY], 5)
    numbered = tuple(row.street for row in rows if any(sign.isdigit() for sign in row.street))
    country = country_at(rows[0].lat, rows[0].lng) if rows and "/" in text else ""
    typed = read(text, country, numbered)
    if typed.street or typed.city or typed.postcode:
        return typed
    return Typed(street=text.strip())  # a number alone: a post code, perhaps


def _best_first(found: list[Place], words: str) -> list[Place]:
    """By how well street and town fit the words; a place known twice (with and without its post
    code) once, with it."""

    def unlikeness(place: Place) -> tuple[float, bool, bool]:
        names = (place.street, f"{place.street} {place.city}".strip())
        ratios = [SequenceMatcher(None, words, plain(name)).ratio() for name in names]
        return (-round(max(ratios), 2), not place.is_exact, not place.postcode)

    once: dict[tuple[str, str, str], Place] = {}
    for place in sorted(found, key=unlikeness):
        once.setdefault((plain(place.street), plain(place.house_number), plain(place.city)), place)
    return list(once.values())


def around(session: ReadSession, at: Position) -> Place | None:
    """The known address or street nearest to a position ("use my location"), within 250 m."""
    reach = NEARBY_M / DEGREE_M
    wide = reach / max(0.01, cos(radians(at.lat)))
    rows = session.exec(
        select(KnownPlace)
        .where(
            col(KnownPlace.lat).between(at.lat - reach, at.lat + reach),
            col(KnownPlace.lng).between(at.lng - wide, at.lng + wide),
            col(KnownPlace.kind) != PlaceKind.SETTLEMENT,
        )
        .limit(2_000)
    ).all()
    away = [(distance_m(at, Position(row.lat, row.lng)), row) for row in rows]
    near = [(metres, row) for metres, row in away if metres <= NEARBY_M]
    return _place(min(near, key=lambda pair: (pair[0], pair[1].id))[1]) if near else None


def _addresses(session: ReadSession, typed: Typed, words: str, limit: int) -> list[KnownPlace]:
    """With the number as it was typed, or one of those that may be meant."""
    numbers = [_plainly(number) for number in (typed.house_number, *typed.others) if number]
    if not numbers:
        return []
    same_number = func.lower(func.replace(KnownPlace.house_number, " ", "")).in_(numbers)
    is_address = col(KnownPlace.kind) == PlaceKind.ADDRESS
    return _likeliest(session, f"{words} {numbers[0]}", limit, is_address, same_number)


def _plainly(number: str) -> str:
    return plain(number).replace(" ", "")


def _streets_and_towns(session: ReadSession, words: str, limit: int) -> list[KnownPlace]:
    return _likeliest(session, words, limit, col(KnownPlace.kind) != PlaceKind.ADDRESS)


def _likeliest(
    session: ReadSession, words: str, limit: int, *conditions: object
) -> list[KnownPlace]:
    """`<%` uses the index: the typed words must lie, nearly, within the row's."""
    likeness = func.similarity(KnownPlace.search, literal(words))
    within = func.word_similarity(literal(words), KnownPlace.search)
    rows = session.exec(
        select(KnownPlace)
        .where(literal(words).op("<%")(KnownPlace.search), *conditions)  # type: ignore[arg-type]
        .where(likeness + within > 2 * LIKE_ENOUGH)
        .order_by((likeness + within).desc(), col(KnownPlace.id))
        .limit(limit)
    )
    return list(rows)


def _in_street(session: ReadSession, street: KnownPlace, typed: Typed) -> Place:
    """The number in this street; where it is not mapped, at the position of the nearest that is."""
    neighbours = session.exec(
        select(KnownPlace)
        .where(KnownPlace.kind == PlaceKind.ADDRESS)
        .where(KnownPlace.street == street.street, KnownPlace.city == street.city)
        .limit(500)
    ).all()
    for row in neighbours:
        if _plainly(row.house_number) == _plainly(typed.house_number):
            return _place(row, typed)
    wanted = int(re.findall(r"\d+", typed.house_number)[0])
    numbered = [
        (abs(int(match.group()) - wanted), row)
        for row in neighbours
        if (match := re.match(r"\d{1,6}", row.house_number))
    ]
    best = min(numbered, key=lambda pair: (pair[0], pair[1].id))[1] if numbered else street
    guess = _as_there(typed, street, typed.house_number)
    return Place(
        label=address_line(guess.line, best.postcode, street.city),
        kind=PlaceKind.ADDRESS,
        lat=best.lat,
        lng=best.lng,
        street=street.street,
        house_number=typed.house_number,
        postcode=best.postcode,
        city=street.city,
        is_exact=False,
        unit=typed.unit,
        line=guess.line,
    )


def _place(row: KnownPlace, typed: Typed | None = None) -> Place:
    """A known place is exact if it is the very number that was typed, and could not be another."""
    said = _as_there(typed or Typed(), row, row.house_number)
    is_same = typed is None or _is_certain(typed, row.house_number)
    return Place(
        label=address_line(said.line, row.postcode, row.city),
        kind=row.kind,
        lat=row.lat,
        lng=row.lng,
        street=row.street,
        house_number=row.house_number,
        postcode=row.postcode,
        city=row.city,
        is_exact=row.kind is PlaceKind.ADDRESS and is_same,
        unit=said.unit,
        line=said.line,
    )


def _is_certain(typed: Typed, number: str) -> bool:
    """A number with a slash that is known as a whole was meant as a whole."""
    return _plainly(typed.house_number) == _plainly(number) and (typed.is_sure or "/" in number)


def _as_there(typed: Typed, row: KnownPlace, number: str) -> Typed:
    """With the known name, and the number before it only where people write it so."""
    first = typed.is_number_first and country_at(row.lat, row.lng) in NUMBER_FIRST
    return replace(typed, street=row.street, house_number=number, is_number_first=first)


def _asked_outside(text: str, limit: int) -> list[Place]:
    """Nominatim by geopy. A server that does not answer means nothing was found, not a failure:
    the customer can still set the pin by hand."""
    server = urlsplit(settings().geocoder_url)
    asked = Nominatim(
        domain=server.netloc + server.path.rstrip("/"),
        scheme=server.scheme,
        user_agent=settings().brand_name,
        timeout=OUTSIDE_S,
    )
    try:
        answers = asked.geocode(
            _without_unit(text), exactly_one=False, limit=limit, addressdetails=True
        )
    except GeopyError:
        return []
    return [_from_outside(answer.raw, read(text)) for answer in answers or []]


def _without_unit(text: str) -> str:
    """Flats and floors only confuse it."""
    typed = read(text)
    return address_line(typed.line, typed.postcode, typed.city)[:LONGEST_QUERY]


def _from_outside(raw: dict[str, object], typed: Typed) -> Place:
    address = raw.get("address")
    parts = address if isinstance(address, dict) else {}
    street, number = str(parts.get("road", "")), str(parts.get("house_number", ""))
    city = next((str(parts[key]) for key in ("city", "town", "village") if key in parts), "")
    kinds = {True: PlaceKind.ADDRESS, False: PlaceKind.STREET if street else PlaceKind.SETTLEMENT}
    line = replace(typed, street=street, house_number=number).line
    return Place(
        label=address_line(line, str(parts.get("postcode", "")), city)
        or str(raw.get("display_name", "")),
        kind=kinds[bool(number)],
        lat=float(str(raw["lat"])),
        lng=float(str(raw["lon"])),
        street=street,
        house_number=number,
        postcode=str(parts.get("postcode", "")),
        city=city,
        is_exact=bool(number) and _is_certain(typed, number),
        unit=typed.unit,
        line=line,
    )
