"""The map's Python side: what a page gives it reaches the browser's part."""

from pathlib import Path

import foodapp.ui.map
from foodapp.ui.map import LiveMap, live_map

FOLDER = Path(foodapp.ui.map.__file__).parent


def test_the_map_is_loaded_only_in_the_browser_and_brings_maplibre():
    place = live_map(height="clamp(18rem, 46vh, 30rem)", center=[9.52, 47.14])
    assert "min-h-[clamp(18rem,46vh,30rem)]" in str(place)  # kept while the map is on its way
    [the_map] = place.render()["children"]
    assert "LiveMap" in the_map["name"]
    assert LiveMap.lib_dependencies == ["maplibre-gl@6.17.0"]


def test_every_prop_of_the_map_is_one_the_browser_side_knows():
    script = (FOLDER / "live_map.jsx").read_text()
    camel = {
        "".join(part.title() if n else part for n, part in enumerate(name.split("_")))
        for name in LiveMap.__annotations__
        if name not in ("library", "tag", "lib_dependencies")
    }
    assert {"positions", "onMapClick", "onMarkerClick", "cooperative"} <= camel
    assert all(name in script for name in camel)


def test_the_map_names_no_outside_address():
    for path in FOLDER.glob("*.js*"):
        assert "http" not in path.read_text().replace("http://www.w3.org", "")
