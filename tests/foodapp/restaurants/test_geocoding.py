"""An address as people type it is found without asking anybody outside."""

import os
from pathlib import Path

import pytest

from foodapp.kit.geo import Position, distance_m
from foodapp.restaurants.geocoding import around, geocode
from foodapp.restaurants.osm import Tagged
from foodapp.restaurants.osm.gazetteer import write_places
from foodapp.restaurants.osm.reader import Extract, read
from foodapp.restaurants.places import PlaceKind

REAL = Path(os.environ.get("DATA", "../shared/data")).resolve() / "osm" / "liechtenstein.osm.pbf"


def address(number, street, house, lat, lng, **tags):
    tags = {key.replace("__", ":"): value for key, value in tags.items()}
    return Tagged(
        f"node/{number}", lat, lng, {"addr:street": street, "addr:housenumber": house, **tags}
    )


@pytest.fixture
def town(session):
    extract = Extract(
        addresses=[
            address(1, "Städtle", "44", 47.1391, 9.5225, addr__postcode="9490"),
            address(2, "Städtle", "32", 47.1400, 9.5224),
            address(3, "Landstrasse", "12", 47.1650, 9.5100),
            address(4, "Landstrasse", "12", 47.1420, 9.5190),
            address(5, "Landstrasse", "12 b", 47.1422, 9.5190),
        ],
        streets=[
            Tagged("way/1", 47.1395, 9.5224, {"name": "Städtle", "highway": "pedestrian"}),
            Tagged("way/2", 47.1396, 9.5224, {"name": "Städtle", "highway": "pedestrian"}),
            Tagged("way/3", 47.1651, 9.5101, {"name": "Landstrasse", "highway": "primary"}),
        ],
        settlements=[
            Tagged("node/8", 47.1392, 9.5227, {"name": "Vaduz", "place": "village"}),
            Tagged("node/9", 47.1650, 9.5099, {"name": "Schaan", "place": "village"}),
        ],
    )
    assert write_places(session, extract) == 9
    assert write_places(session, extract) == 9, "a second time renews"
    return extract


@pytest.mark.parametrize(
    "typed",
    ["Städtle 44, Vaduz", "stadtle 44 vaduz", "STÄDTLE 44", "Stätle 44 Vaduz", "44 Städtle"],
)
def test_an_address_is_found_as_people_type_it(session, town, typed):
    best = geocode(session, typed)[0]
    assert (best.label, best.kind) == ("Städtle 44, 9490 Vaduz", PlaceKind.ADDRESS)
    assert best.is_exact
    assert (best.lat, best.lng) == (47.1391, 9.5225)


def test_the_town_tells_two_streets_of_one_name_apart(session, town):
    assert geocode(session, "Landstrasse 12, Schaan")[0].city == "Schaan"
    assert geocode(session, "Landstrasse 12, Vaduz")[0].city == "Vaduz"
    assert geocode(session, "Landstrasse 12b, Vaduz")[0].house_number == "12 b"


def test_a_number_that_nobody_mapped_stands_by_its_neighbour(session, town):
    best = geocode(session, "Städtle 49, Vaduz")[0]
    assert (best.street, best.house_number, best.city) == ("Städtle", "49", "Vaduz")
    assert (best.lat, best.lng) == (47.1391, 9.5225), "number 44 is the nearest"
    assert not best.is_exact


def test_a_street_and_a_town_are_found_alone(session, town):
    assert geocode(session, "Städtle Vaduz")[0].kind is PlaceKind.STREET
    assert geocode(session, "Schaan")[0].label == "Schaan"


@pytest.mark.parametrize(
    "typed", ["", " ", "x", "Champs-Élysées 3, Paris", "\x00\x00", "%_%", "'; --", "9" * 5000]
)
def test_what_is_unknown_finds_nothing(session, town, typed):
    assert geocode(session, typed) == []


def test_a_position_finds_its_nearest_address(session, town):
    near = around(session, Position(47.13905, 9.5225))
    assert near is not None
    assert near.label == "Städtle 44, 9490 Vaduz"
    assert around(session, Position(47.0, 9.6)) is None


@pytest.mark.skipif(not REAL.exists(), reason="DATA does not hold the extract")
def test_vaduz_is_found_in_the_real_extract(session):
    assert write_places(session, read(REAL)) > 1_500
    best = geocode(session, "Städtle 49, Vaduz")[0]
    assert (best.street, best.city) == ("Städtle", "Vaduz")
    assert distance_m(Position(best.lat, best.lng), Position(47.1390, 9.5225)) < 300
    assert geocode(session, "Landstrasse 117 Vaduz")[0].is_exact
