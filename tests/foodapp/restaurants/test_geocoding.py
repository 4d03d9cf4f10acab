"""An address as people type it is found without asking anybody outside."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from foodapp.kit.geo import Position, distance_m
from foodapp.kit.settings import settings
from foodapp.restaurants.geocoding import around, find, geocode
from foodapp.restaurants.osm import Tagged
from foodapp.restaurants.osm.gazetteer import write_places
from foodapp.restaurants.osm.reader import Extract, read
from foodapp.restaurants.places import KnownPlace, PlaceKind

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


HOUSES = {
    "High Street": ["3", "12", "120", "220", "1204"],
    "Straße des 17. Juni": ["9", "17", "135"],
    "Avenida 9 de Julio": ["9", "999"],
    "rue de la République": ["12"],
    "Via Roma": ["12", "12/A"],
    "Main Street": ["12", "345"],
    "35th Ave": ["34-12", "35"],
    "Hlavná": ["123/45", "123"],
    "Mariahilfer Straße": ["3", "12"],
}


@pytest.fixture
def streets(session):
    known = [
        address(n * 100 + m, street, house, 48.2 + n / 100, 16.3 + m / 10_000)
        for n, (street, houses) in enumerate(HOUSES.items())
        for m, house in enumerate(houses)
    ]
    ways = [
        Tagged(f"way/{n}", 48.2 + n / 100, 16.3, {"name": street, "highway": "residential"})
        for n, street in enumerate(HOUSES)
    ]
    write_places(session, Extract(addresses=known, streets=ways))


@pytest.mark.parametrize(
    ("typed", "street", "number", "unit", "is_exact"),
    [
        ("Flat 3, 220 High Street", "High Street", "220", "Flat 3", True),
        ("Flat 12, 3 High Street", "High Street", "3", "Flat 12", True),
        ("1204 High Street", "High Street", "1204", "", True),
        ("1210 High Street", "High Street", "1210", "", False),
        ("Straße des 17. Juni 135", "Straße des 17. Juni", "135", "", True),
        ("Avenida 9 de Julio 999", "Avenida 9 de Julio", "999", "", True),
        ("12 bis rue de la République", "rue de la République", "12 bis", "", False),
        ("Via Roma 12/A", "Via Roma", "12/A", "", True),
        ("Via Roma 12/B", "Via Roma", "12/B", "", False),
        ("Unit 12/345 Main Street", "Main Street", "345", "Unit 12", True),
        ("12/345 Main Street", "Main Street", "345", "", False),
        ("34-12 35th Ave", "35th Ave", "34-12", "", True),
        ("Hlavná 123/45", "Hlavná", "123/45", "", True),
        ("Mariahilfer Straße 12/3/4", "Mariahilfer Straße", "12", "/3/4", True),
    ],
)
def test_a_house_is_not_taken_for_a_flat_nor_a_day_for_a_house(
    session, streets, typed, street, number, unit, is_exact
):
    best = geocode(session, typed)[0]
    assert (best.street, best.house_number, best.unit, best.is_exact) == (
        street,
        number,
        unit,
        is_exact,
    )


def test_where_there_are_no_streets_the_place_and_number_are_enough(session):
    def numbered(number, **tags):
        tags = {f"addr:{key}": value for key, value in tags.items()}
        return Tagged(f"node/{number}", 47.2, 9.5 + number / 1_000, tags)

    write_places(
        session,
        Extract(
            addresses=[
                numbered(1, housenumber="12", city="Planken"),
                numbered(2, housenumber="7", hamlet="Oberplanken", city="Planken"),
                numbered(
                    3, housenumber="1", block_number="9", quarter="丸の内", neighbourhood="1丁目"
                ),
                numbered(4, housenumber="5"),
            ],
            settlements=[Tagged("node/9", 47.2, 9.5, {"name": "Planken", "place": "village"})],
        ),
    )
    assert [geocode(session, text)[0].is_exact for text in ("Planken 12", "Oberplanken 7")] == [
        True,
        True,
    ]
    assert geocode(session, "Planken 5")[0].is_exact, "counted in the village it lies in"
    found = session.get_one(KnownPlace, "node/3")
    assert (found.street, found.house_number) == ("丸の内", "1-9-1")


def test_the_town_of_an_address_is_the_nearest_in_metres(session):
    """At 60 degrees north a degree to the east is half of one to the north."""
    places = [
        Tagged("node/1", 60.0, 10.050, {"name": "East", "place": "town"}),
        Tagged("node/2", 60.030, 10.0, {"name": "North", "place": "town"}),
    ]
    door = address(3, "Gata", "1", 60.0, 10.0)
    write_places(session, Extract(addresses=[door], settlements=places))
    assert session.get_one(KnownPlace, "node/3").city == "East"


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


class Nominatim(BaseHTTPRequestHandler):
    """Speaks as much of Nominatim's search API as is asked of it, on this machine."""

    asked: ClassVar[list[str]] = []
    status = 200

    def do_GET(self):
        self.asked.append(self.path)
        answer = {
            "lat": "48.8698",
            "lon": "2.3078",
            "display_name": "3, Avenue des Champs-Élysées, Paris",
            "address": {
                "road": "Avenue des Champs-Élysées",
                "house_number": "3",
                "postcode": "75008",
                "city": "Paris",
            },
        }
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps([answer]).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def outside(monkeypatch):
    Nominatim.asked, Nominatim.status = [], 200
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nominatim)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("FOODAPP_GEOCODER_URL", f"http://127.0.0.1:{server.server_port}")
    settings.cache_clear()
    yield Nominatim
    server.shutdown()
    server.server_close()
    monkeypatch.delenv("FOODAPP_GEOCODER_URL")
    settings.cache_clear()


def test_only_what_is_unknown_is_asked_outside(session, town, outside):
    assert find("Städtle 44, Vaduz")[0].city == "Vaduz"
    assert outside.asked == []
    best = find("Champs-Élysées 3, Paris")[0]
    assert (best.label, best.is_exact) == ("Avenue des Champs-Élysées 3, 75008 Paris", True)
    assert (best.lat, best.lng) == (48.8698, 2.3078)
    assert len(outside.asked) == 1


def test_a_geocoder_that_fails_finds_nothing(session, town, outside):
    outside.status = 503
    assert find("Champs-Élysées 3, Paris") == []


def test_nobody_is_asked_when_no_geocoder_is_set(session, town):
    assert find("Champs-Élysées 3, Paris") == []
