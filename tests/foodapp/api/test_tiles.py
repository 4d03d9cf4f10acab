"""The base map, out of a .pmtiles file made here and out of the real one where it is given."""

import gzip
import os
from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from starlette.applications import Starlette
from starlette.testclient import TestClient

from foodapp.api.tiles import ROUTES
from foodapp.kit.settings import settings

TILE = gzip.compress(b"a tile of Vaduz")
VADUZ_TILE = (14, 8625, 5753)
REAL = Path(os.environ.get("DATA", "../shared/data")) / "osm" / "liechtenstein.pmtiles"


@pytest.fixture
def base_map(monkeypatch):
    def set_to(value):
        monkeypatch.setenv("FOODAPP_BASEMAP", str(value))
        settings.cache_clear()
        return TestClient(Starlette(routes=ROUTES), follow_redirects=False)

    yield set_to
    settings.cache_clear()


@pytest.fixture
def map_file(tmp_path):
    path = tmp_path / "town.pmtiles"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.write_tile(zxy_to_tileid(*VADUZ_TILE), TILE)
        header = {
            "tile_type": TileType.MVT,
            "tile_compression": Compression.GZIP,
            "min_lon_e7": 94710780,
            "min_lat_e7": 470477400,
            "max_lon_e7": 96362170,
            "max_lat_e7": 472712800,
            "center_zoom": 10,
            "center_lon_e7": 95536480,
            "center_lat_e7": 471595100,
        }
        writer.finalize(header, {"vector_layers": []})
    return path


def address(z, x, y):
    return f"/api/map/tiles/{z}/{x}/{y}.mvt"


def test_a_tile_comes_as_the_file_holds_it(base_map, map_file):
    answer = base_map(map_file).get(address(*VADUZ_TILE))
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert answer.content == b"a tile of Vaduz"


def test_a_tile_is_unpacked_for_those_who_cannot(base_map, map_file):
    answer = base_map(map_file).get(address(*VADUZ_TILE), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == b"a tile of Vaduz"


def test_a_tile_that_is_known_is_not_sent_again(base_map, map_file):
    client = base_map(map_file)
    first = client.get(address(*VADUZ_TILE))
    again = client.get(address(*VADUZ_TILE), headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age" in first.headers["cache-control"]


def test_a_tile_without_content_is_said_so(base_map, map_file):
    assert base_map(map_file).get(address(14, 1, 1)).status_code == 204


@pytest.mark.parametrize("tile", [(3, 8, 0), (3, 0, 8), (25, 0, 0), (99, 10**30, 0), ("a", 1, 1)])
def test_a_tile_that_cannot_exist_is_not_found(base_map, map_file, tile):
    assert base_map(map_file).get(address(*tile)).status_code == 404


def test_the_style_has_a_light_and_a_dark_form_with_attribution(base_map, map_file):
    client = base_map(map_file)
    light = client.get("/api/map/style.json").json()
    dark = client.get("/api/map/style.json?scheme=dark").json()
    assert light["sources"] == dark["sources"]
    assert light["layers"][0]["paint"] != dark["layers"][0]["paint"]
    source = light["sources"]["base"]
    assert "OpenStreetMap" in source["attribution"]
    assert source["tiles"][0].startswith("/api/map/tiles/{z}/{x}/{y}.mvt")
    names = [layer["id"] for layer in light["layers"]]
    assert len(names) == len(set(names))


def test_without_a_base_map_the_public_tiles_are_used_with_attribution(base_map):
    source = base_map("").get("/api/map/style.json").json()["sources"]["base"]
    assert source["type"] == "raster"
    assert source["tiles"] == ["https://tile.openstreetmap.org/{z}/{x}/{y}.png"]
    assert "OpenStreetMap" in source["attribution"]


def test_a_style_address_is_passed_on(base_map):
    answer = base_map("https://maps.example/style.json").get("/api/map/style.json")
    assert answer.headers["location"] == "https://maps.example/style.json"


def test_a_missing_or_broken_map_file_is_told_in_a_sentence(base_map, tmp_path):
    broken = tmp_path / "broken.pmtiles"
    empty = tmp_path / "empty.pmtiles"
    broken.write_bytes(b"not a map" * 100)
    empty.touch()
    for path in (tmp_path / "none.pmtiles", broken, empty):
        client = base_map(path)
        for answer in (client.get("/api/map/style.json"), client.get(address(0, 0, 0))):
            assert answer.status_code == 409
            assert "FOODAPP_BASEMAP" in answer.json()["error"]


@pytest.mark.skipif(not REAL.exists(), reason="DATA does not hold liechtenstein.pmtiles")
def test_the_map_of_liechtenstein_has_a_tile_for_vaduz(base_map):
    answer = base_map(REAL.resolve()).get(address(14, 8625, 5753))
    assert answer.status_code == 200
    assert base_map(REAL.resolve()).get(address(0, 0, 0)).status_code == 200
