"""Whole towns as OpenStreetMap has them."""

import os
from pathlib import Path

import pytest
from sqlmodel import select

from foodapp.menu.importing import import_extract
from foodapp.menu.models import Item
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.osm.cleaning import clean
from foodapp.restaurants.osm.reader import read

DATA = Path(os.environ.get("DATA", "../shared/data")).resolve() / "osm"
LIECHTENSTEIN = DATA / "liechtenstein.osm.pbf"
ANDORRA = DATA / "andorra.osm.pbf"
needs_extracts = pytest.mark.skipif(
    not LIECHTENSTEIN.exists(), reason="DATA does not hold the extracts"
)


@needs_extracts
def test_liechtenstein_has_65_eateries_58_with_a_name():
    eateries, report = clean(read(LIECHTENSTEIN))
    assert (report.read, len(eateries)) == (65, 58)
    assert {row.reason for row in report.left_out} == {"it has no name"}
    hours = {row.value for row in report.dropped if row.field == "opening_hours"}
    assert hours == {
        "+423 232 48 18",
        "Mo-Fr 08:30-20:30; Sa 09:00-19:00; Su 9:00-1:00",
    }


@needs_extracts
def test_liechtenstein_and_andorra_are_imported_and_nothing_changes_the_second_time(session):
    assert len(import_extract(LIECHTENSTEIN).new) == 58
    assert len(import_extract(ANDORRA).new) == 37
    assert len(import_extract(LIECHTENSTEIN).unchanged) == 58
    rows = session.exec(select(Restaurant)).all()
    assert {(row.country, row.time_zone, row.currency) for row in rows} == {
        ("LI", "Europe/Vaduz", "CHF"),
        ("AD", "Europe/Andorra", "EUR"),
    }
    assert all(
        session.exec(select(Item.id).where(Item.restaurant_id == row.id)).all() for row in rows
    )
