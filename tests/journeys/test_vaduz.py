"""The same story in Vaduz, on an import of OpenStreetMap: the owner of a real eatery takes it over,
opens it, and delivers along the Städtle."""

import pytest

from tests.fixtures.basemap import DATA

EXTRACT = DATA / "osm" / "liechtenstein.osm.pbf"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not EXTRACT.exists(), reason=f"no extract: DATA={DATA} has none"),
]
