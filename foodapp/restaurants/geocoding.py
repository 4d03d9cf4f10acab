"""From an address as people type it to positions, without an outside call.

Words are compared by trigrams (pg_trgm), so that a slip of the finger still finds the street. A
house number that nobody has mapped yet is placed by its nearest known neighbour and marked as not
exact. Only when FOODAPP_GEOCODER_URL names a Nominatim server is what is unknown asked there.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from geopy.exc import GeopyError  # type: ignore[import-untyped]
from geopy.geocoders import Nominatim  # type: ignore[import-untyped]
from sqlalchemy import func, literal
from sqlmodel import Session, col, select

from foodapp.kit import db
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.settings import settings
from foodapp.restaurants.cuisines import plain
from foodapp.restaurants.places import KnownPlace, PlaceKind

LIKE_ENOUGH = 0.35  # trigram similarity: two or three slips in a street and its town
LONGEST_QUERY = 200
NEARBY_M = 250.0
DEGREE_M = 111_000.0  # metres of latitude; of longitude at the equator
OUTSIDE_S = 4  # patience with a Nominatim server
NUMBER = re.compile(r"\b(\d{1,4})\s?([a-z]?)\b")


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
    is_exact: bool = True  # False: the position is a neighbour's or the street's


def find(text: str, limit: int = 5) -> list[Place]:
    """The places a text may mean, best first. Opens its own transaction: never call it in one."""
    with db.transaction() as session:
        known = geocode(session, text, limit=limit)
    if known or not settings().geocoder_url:
        return known
    return _asked_outside(text, limit)


def geocode(session: Session, text: str, *, limit: int = 5) -> list[Place]:
    """As find, from what the extract held."""
    wanted = plain(text.replace("\x00", " ").replace(",", " "))[:LONGEST_QUERY]
    if len(wanted) < 2:
        return []
    number = _house_number(wanted)
    words = " ".join(wanted.replace(number, "", 1).split())
    found = [_place(row) for row in _addresses(session, wanted, number, limit)]
    for row in _streets_and_towns(session, words, limit):
        if number and row.kind is PlaceKind.STREET:
            found.append(_in_street(session, row, number))
        elif not number:
            found.append(_place(row))
    return _best_first(found, words)[:limit]


def _best_first(found: list[Place], words: str) -> list[Place]:
    """By how well street and town fit the words; a place known twice (with and without its post
    code) once, with it."""
    typed = re.sub(r"\b\d{4,5}\b", "", words).strip()

    def unlikeness(place: Place) -> tuple[float, bool, bool, str]:
        names = (place.street, f"{place.street} {place.city}".strip())
        ratios = [SequenceMatcher(None, typed, plain(name)).ratio() for name in names]
        return (-round(max(ratios), 2), not place.is_exact, not place.postcode, place.label)

    once: dict[tuple[str, str, str], Place] = {}
    for place in sorted(found, key=unlikeness):
        once.setdefault((plain(place.street), plain(place.house_number), plain(place.city)), place)
    return list(once.values())


def around(session: Session, at: Position) -> Place | None:
    """The known address or street nearest to a position ("use my location"), within 250 m."""
    reach = NEARBY_M / DEGREE_M
    rows = session.exec(
        select(KnownPlace)
        .where(
            col(KnownPlace.lat).between(at.lat - reach, at.lat + reach),
            col(KnownPlace.lng).between(at.lng - 3 * reach, at.lng + 3 * reach),
            col(KnownPlace.kind) != PlaceKind.SETTLEMENT,
        )
        .limit(2_000)
    ).all()
    away = [(distance_m(at, Position(row.lat, row.lng)), row) for row in rows]
    near = [(metres, row) for metres, row in away if metres <= NEARBY_M]
    return _place(min(near, key=lambda pair: (pair[0], pair[1].id))[1]) if near else None


def _house_number(words: str) -> str:
    """The first number that is not a post code: `49`, `12 b`; empty if there is none."""
    found = next((match for match in NUMBER.finditer(words) if len(match[1]) < 4), None)
    return found.group().strip() if found else ""


def _addresses(session: Session, wanted: str, number: str, limit: int) -> list[KnownPlace]:
    if not number:
        return []
    same_number = func.lower(func.replace(KnownPlace.house_number, " ", "")) == number.replace(
        " ", ""
    )
    return _likeliest(
        session, wanted, limit, col(KnownPlace.kind) == PlaceKind.ADDRESS, same_number
    )


def _streets_and_towns(session: Session, words: str, limit: int) -> list[KnownPlace]:
    return _likeliest(session, words, limit, col(KnownPlace.kind) != PlaceKind.ADDRESS)


def _likeliest(session: Session, words: str, limit: int, *conditions: object) -> list[KnownPlace]:
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


def _in_street(session: Session, street: KnownPlace, number: str) -> Place:
    """The number in this street; where it is not mapped, at the position of the nearest that is."""
    neighbours = session.exec(
        select(KnownPlace)
        .where(KnownPlace.kind == PlaceKind.ADDRESS)
        .where(KnownPlace.street == street.street, KnownPlace.city == street.city)
        .limit(500)
    ).all()
    plainly = number.replace(" ", "")
    for row in neighbours:
        if plain(row.house_number).replace(" ", "") == plainly:
            return _place(row)
    wanted = int(re.sub(r"\D", "", number))
    numbered = [
        (abs(int(match.group()) - wanted), row)
        for row in neighbours
        if (match := re.match(r"\d{1,6}", row.house_number))
    ]
    best = min(numbered, key=lambda pair: (pair[0], pair[1].id))[1] if numbered else street
    return Place(
        label=_label(street.street, number, best.postcode, street.city),
        kind=PlaceKind.ADDRESS,
        lat=best.lat,
        lng=best.lng,
        street=street.street,
        house_number=number,
        postcode=best.postcode,
        city=street.city,
        is_exact=False,
    )


def _place(row: KnownPlace) -> Place:
    return Place(
        label=_label(row.street, row.house_number, row.postcode, row.city),
        kind=row.kind,
        lat=row.lat,
        lng=row.lng,
        street=row.street,
        house_number=row.house_number,
        postcode=row.postcode,
        city=row.city,
        is_exact=row.kind is PlaceKind.ADDRESS,
    )


def _label(street: str, number: str, postcode: str, city: str) -> str:
    parts = (f"{street} {number}".strip(), f"{postcode} {city}".strip())
    return ", ".join(part for part in parts if part)


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
            text[:LONGEST_QUERY], exactly_one=False, limit=limit, addressdetails=True
        )
    except GeopyError:
        return []
    return [_from_outside(answer.raw) for answer in answers or []]


def _from_outside(raw: dict[str, object]) -> Place:
    address = raw.get("address")
    parts = address if isinstance(address, dict) else {}
    street, number = str(parts.get("road", "")), str(parts.get("house_number", ""))
    city = next((str(parts[key]) for key in ("city", "town", "village") if key in parts), "")
    kinds = {True: PlaceKind.ADDRESS, False: PlaceKind.STREET if street else PlaceKind.SETTLEMENT}
    return Place(
        label=_label(street, number, str(parts.get("postcode", "")), city)
        or str(raw.get("display_name", "")),
        kind=kinds[bool(number)],
        lat=float(str(raw["lat"])),
        lng=float(str(raw["lon"])),
        street=street,
        house_number=number,
        postcode=str(parts.get("postcode", "")),
        city=city,
        is_exact=bool(number),
    )
