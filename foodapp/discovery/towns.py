"""The towns that a platform serves, for somebody who has not said yet where they live.

A town is where restaurants stand together: never the middle between two of them.
"""

import re
from dataclasses import dataclass, replace

from sqlalchemy import text
from sqlmodel import Session

from foodapp.accounts.actors import Visitor
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.geo import Position, distance_m
from foodapp.orders import basket
from foodapp.restaurants import slugs

APART_M = 15_000  # nearer than this it is one town and what lies round it
MAX = 40  # shown
NAMELESS = "around-here"
KEY = re.compile(r"(-?\d{1,2}\.\d{3}),(-?\d{1,3}\.\d{3})")

# Squares of a tenth of a degree, each with its commonest town and one restaurant near its middle.
SQUARES = text(
    """
    WITH active AS (
      SELECT lat, lng, city, round(lat::numeric, 1) AS row, round(lng::numeric, 1) AS col
      FROM restaurants WHERE status = 'active'
    ), squares AS (
      SELECT row, col, count(*) AS restaurants, avg(lat) AS lat, avg(lng) AS lng,
        coalesce(mode() WITHIN GROUP (ORDER BY city) FILTER (WHERE city <> ''), '') AS name
      FROM active GROUP BY row, col
    )
    SELECT squares.restaurants, squares.name, middle.lat, middle.lng
    FROM squares CROSS JOIN LATERAL (
      SELECT lat, lng FROM active WHERE active.row = squares.row AND active.col = squares.col
      ORDER BY geo_m(active.lat, active.lng, squares.lat, squares.lng), lat, lng LIMIT 1
    ) AS middle
    ORDER BY squares.restaurants DESC, middle.lat, middle.lng
    """
)


@dataclass(frozen=True)
class Town:
    key: str  # of its middle: "47.141,9.521"
    name: str  # empty where no restaurant says in which town it is
    count: int  # restaurants
    lat: float
    lng: float
    slug: str = ""  # of its page: "vaduz"

    @property
    def at(self) -> Position:
        return Position(self.lat, self.lng)


def choose(session: Session, visitor: Visitor, key: str) -> None:
    """Until there is an address, the restaurants of this town are shown."""
    basket.set_town(session, visitor, town=get(session, key).key)


def of(session: ReadSession) -> list[Town]:
    """The one with most restaurants first."""
    found: list[Town] = []
    for square in session.execute(SQUARES):
        at = Position(square.lat, square.lng)
        near = next((n for n, town in enumerate(found) if distance_m(town.at, at) < APART_M), None)
        if near is None:
            key = f"{square.lat:.3f},{square.lng:.3f}"
            found.append(Town(key, square.name, square.restaurants, square.lat, square.lng))
        else:
            town = found[near]
            name = town.name or square.name
            found[near] = Town(town.key, name, town.count + square.restaurants, town.lat, town.lng)
    return _with_slugs(sorted(found, key=lambda town: -town.count)[:MAX])


def _with_slugs(known: list[Town]) -> list[Town]:
    """Two towns of one name: the larger has it alone."""
    taken: set[str] = set()
    for nth, town in enumerate(known):
        slug = slugs.free(town.name or NAMELESS, "", "", taken)
        taken.add(slug)
        known[nth] = replace(town, slug=slug)
    return known


def get(session: ReadSession, key: str) -> Town:
    found = like(of(session), key)
    if found is None:
        raise NotFound("town")
    return found


def called(known: list[Town], slug: str) -> Town:
    """The town of that page."""
    found = next((town for town in known if town.slug == slug), None)
    if found is None:
        raise NotFound("town")
    return found


def like(known: list[Town], key: str) -> Town | None:
    """The town that lies where the key says, should its middle have moved a little."""
    match = KEY.fullmatch(key)
    if match is None:
        return None
    at = Position(float(match[1]), float(match[2]))
    return next((town for town in known if distance_m(town.at, at) < APART_M), None)
