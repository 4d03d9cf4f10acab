"""Rows of the table places out of an extract, and writing them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from foodapp.kit.geo import Position, distance_m
from foodapp.restaurants.cuisines import plain
from foodapp.restaurants.nearest import Nearest
from foodapp.restaurants.osm import Tagged
from foodapp.restaurants.osm.cleaning import tidy
from foodapp.restaurants.osm.doors import door
from foodapp.restaurants.osm.reader import Extract
from foodapp.restaurants.places import KnownPlace, PlaceKind

TOWNS = ("city", "town", "village")
FARTHEST_TOWN_M = 6_000  # an address further out than this has no town of its own
BATCH = 1_000


@dataclass
class _Towns:
    """Which town a position belongs to: the nearest one, in metres."""

    names: list[str]
    places: list[Position]

    def __post_init__(self) -> None:
        self.nearest = Nearest(self.places)

    def at(self, lat: float, lng: float) -> str:
        here = Position(lat, lng)
        found = self.nearest.to(here)
        if found is None or distance_m(here, self.places[found]) >= FARTHEST_TOWN_M:
            return ""
        return self.names[found]


def write_places(session: Session, extract: Extract) -> int:
    """Add or renew every place of the extract; returns how many there are."""
    rows = {row["id"]: row for row in _rows(extract)}
    waiting = iter(rows.values())
    while batch := list(islice(waiting, BATCH)):
        new = insert(KnownPlace).values(batch)
        renewed = {name: new.excluded[name] for name in batch[0] if name != "id"}
        session.execute(new.on_conflict_do_update(index_elements=["id"], set_=renewed))
    return len(rows)


def _rows(extract: Extract) -> Iterator[dict[str, Any]]:
    towns = [place for place in extract.settlements if place.tags["place"] in TOWNS]
    known = _Towns(
        [tidy(town.tags["name"]) for town in towns],
        [Position(town.lat, town.lng) for town in towns],
    )
    for place in extract.settlements:
        yield _row(place.osm_id, PlaceKind.SETTLEMENT, place, city=tidy(place.tags["name"]))
    yield from _streets(extract.streets, known)
    for thing in extract.addresses:
        tags = {key: tidy(value) for key, value in thing.tags.items()}
        city = tags.get("addr:city") or known.at(thing.lat, thing.lng)
        street, number = door(tags, city)
        if not street:
            continue  # a number, and nothing to say of where
        yield _row(
            thing.osm_id,
            PlaceKind.ADDRESS,
            thing,
            street=street,
            house_number=number,
            postcode=tags.get("addr:postcode", ""),
            city=city,
        )


def _streets(ways: list[Tagged], towns: _Towns) -> Iterator[dict[str, Any]]:
    """A street is many ways: one row a name and town, at the middle one."""
    together: dict[tuple[str, str], list[Tagged]] = {}
    for way in ways:
        name = tidy(way.tags["name"])
        if name:
            together.setdefault((name, towns.at(way.lat, way.lng)), []).append(way)
    for (name, town), parts in together.items():
        middle = sorted(parts, key=lambda way: (way.lat, way.lng))[len(parts) // 2]
        key = f"street/{plain(name)[:120]}/{plain(town)[:80]}"
        yield _row(key, PlaceKind.STREET, middle, street=name, city=town)


def _row(
    key: str,
    kind: PlaceKind,
    thing: Tagged,
    *,
    street: str = "",
    house_number: str = "",
    postcode: str = "",
    city: str = "",
) -> dict[str, Any]:
    words = " ".join(filter(None, (street, house_number, postcode, city)))
    return {
        "id": key,
        "kind": kind,
        "street": street[:120],
        "house_number": house_number[:16],
        "postcode": postcode[:16],
        "city": city[:80],
        "lat": thing.lat,
        "lng": thing.lng,
        "search": plain(words)[:260],
    }
