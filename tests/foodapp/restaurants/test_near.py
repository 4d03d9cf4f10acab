"""Truth is geopy's geodesic (Karney). See docs/decisions/0004-near-me.md."""

import math
import random
from uuid import UUID

import pytest
from geopy.distance import geodesic
from sqlalchemy import text

from foodapp.kit.geo import Position, distance_m
from foodapp.restaurants import near
from tests.fixtures.near import EDGES, fill, places


def test_python_and_sql_agree_to_a_tenth_of_a_millimetre(session):
    rng = random.Random(4)
    for _ in range(200):
        lat, lng = rng.uniform(-78, 78), rng.uniform(-180, 180)
        a, b = Position(lat, lng), Position(lat + rng.uniform(-0.2, 0.2), lng + rng.uniform(-1, 1))
        in_sql = session.scalar(
            text("SELECT geo_m(:a, :b, :c, :d)"),
            {"a": a.lat, "b": a.lng, "c": b.lat, "d": b.lng},
        )
        assert math.isclose(distance_m(a, b), in_sql, abs_tol=1e-4)


@pytest.mark.parametrize("km", [0.1, 1, 5, 25])
def test_distance_is_the_geodesic_within_a_third_of_a_metre(km):
    rng = random.Random(5)
    for _ in range(200):
        lat, lng = rng.uniform(-75, 75), rng.uniform(-180, 180)
        there = geodesic(kilometers=km).destination((lat, lng), rng.uniform(0, 360))
        found = distance_m(Position(lat, lng), Position(there.latitude, there.longitude))
        assert abs(found - km * 1000) < 0.3


def test_the_nearest_come_first_everywhere_on_earth(session):
    """Cities, the antimeridian, Svalbard, the equator: the exact order of the geodesic."""
    rows = places(6_000, seed=7)
    fill(session, rows)
    rng = random.Random(8)
    for lat, lng in [
        *EDGES,
        *[(rng.uniform(46.9, 47.3), rng.uniform(9.3, 9.7)) for _ in range(40)],
    ]:
        at = Position(lat, lng)
        found = [nearby.restaurant_id for nearby in near.near(session, at, radius_m=5000, limit=20)]
        assert found == _truth(rows, at, radius_m=5000)[:20]


def test_the_index_answers_for_any_number_of_restaurants(session):
    fill(session, places(6_000, seed=9))

    plan = "\n".join(
        session.scalars(
            text(f"EXPLAIN {near.SQL.text}"),
            {"lat": 47.1, "lng": 9.5, "radius_m": 5000, "limit": 20, "slack": near.SPHERE_SLACK},
        )
    )

    assert plan.count("ix_restaurants_earth") == 2
    assert "Seq Scan on restaurants" not in plan


def _truth(rows: list[tuple[UUID, float, float]], at: Position, radius_m: int) -> list[UUID]:
    # A degree of latitude is 110 km, or more; the geodesic itself is slow.
    high = radius_m / 110_000
    wide = high / math.cos(math.radians(abs(at.lat) + high))
    close = [
        (geodesic((at.lat, at.lng), (lat, lng)).m, row_id)
        for row_id, lat, lng in rows
        if abs(lat - at.lat) < high and min(abs(lng - at.lng), 360 - abs(lng - at.lng)) < wide
    ]
    return [row_id for metres, row_id in sorted(close) if metres <= radius_m]
