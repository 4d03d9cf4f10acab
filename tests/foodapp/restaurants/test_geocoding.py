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
