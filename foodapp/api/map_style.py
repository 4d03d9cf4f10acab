"""Our own map style, in MapLibre's style language, over a base map in the OpenMapTiles schema.

Schema: https://openmaptiles.org/schema/ . The style names no glyph server: MapLibre draws the
letters with the page's own fonts, so labels need nothing from outside.
"""

from dataclasses import dataclass
from typing import Any

ATTRIBUTION = (
    '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
    "OpenStreetMap</a> contributors"
)
PUBLIC_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
FONT = ["Inter Variable", "Inter", "system-ui"]
NAME = ["coalesce", ["get", "name:latin"], ["get", "name"]]

Layer = dict[str, Any]


@dataclass(frozen=True)
class Palette:
    """Warm neutrals: the map is the ground, markers and the route are the news."""

    ground: str
    water: str
    green: str
    wood: str
    built: str
    building: str
    road: str
    casing: str
    main_road: str
    main_casing: str
    path: str
    rail: str
    border: str
    label: str
    faint_label: str
    water_label: str
    halo: str


LIGHT = Palette(
    ground="#f6f1e8",
    water="#bfd8e0",
    green="#e2e8cf",
    wood="#d5dfc1",
    built="#f1e9dc",
    building="#e6dccd",
    road="#ffffff",
    casing="#e0d5c3",
    main_road="#fbe3b8",
    main_casing="#e3c489",
    path="#d9cbb4",
    rail="#cfc4b3",
    border="#b5a58c",
    label="#4a4136",
    faint_label="#776b5b",
    water_label="#4d7482",
    halo="#fbf8f2",
)
DARK = Palette(
    ground="#1b1814",
    water="#1b2d35",
    green="#212619",
    wood="#1e2518",
    built="#211d18",
    building="#2d2821",
    road="#3b352c",
    casing="#15120e",
    main_road="#5a4a2c",
    main_casing="#241d10",
    path="#3a3328",
    rail="#3f392f",
    border="#6d604c",
    label="#e3d9c9",
    faint_label="#a99d8a",
    water_label="#7fa3b0",
    halo="#1b1814",
)

MAIN_ROADS = ["motorway", "trunk", "primary"]
MIDDLE_ROADS = ["secondary", "tertiary"]
SMALL_ROADS = ["minor", "service"]


def vector_style(source: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """A whole style over a vector source `{"type": "vector", "tiles": [...], ...}`."""
    layers = [
        background(palette),
        *_land(palette),
        *_roads(palette),
        *_labels(palette),
    ]
    return _style({"base": source}, layers)


def raster_style(palette: Palette, dark: bool) -> dict[str, Any]:
    """OpenStreetMap's public picture tiles, calmed down, and dimmed for the dark scheme."""
    source = {
        "type": "raster",
        "tiles": [PUBLIC_TILES],
        "tileSize": 256,
        "maxzoom": 19,
        "attribution": ATTRIBUTION,
    }
    paint = {"raster-saturation": -0.35, "raster-brightness-max": 0.55 if dark else 1}
    tiles = {"id": "tiles", "type": "raster", "source": "base", "paint": paint}
    return _style({"base": source}, [background(palette), tiles])


def _style(sources: dict[str, Any], layers: list[Layer]) -> dict[str, Any]:
    return {"version": 8, "name": "Saffron", "sources": sources, "layers": layers}


def background(palette: Palette) -> Layer:
    paint = {"background-color": palette.ground}
    return {"id": "ground", "type": "background", "paint": paint}


def _land(palette: Palette) -> list[Layer]:
    built = ["residential", "commercial", "industrial", "retail", "school", "hospital"]
    green = ["grass", "farmland", "wetland"]
    return [
        _fill("built", "landuse", palette.built, _classes(built)),
        _fill("green", "landcover", palette.green, _classes(green)),
        _fill("wood", "landcover", palette.wood, _classes(["wood"])),
        _fill("park", "park", palette.green),
        _fill("play", "landuse", palette.green, _classes(["pitch", "cemetery", "playground"])),
        _fill("water", "water", palette.water),
        _line("stream", "waterway", palette.water, _zoomed(8, 0.5, 16, 4)),
        _fill("building", "building", palette.building) | {"minzoom": 14},
        _line("border", "boundary", palette.border, 1, ["<=", ["get", "admin_level"], 4])
        | {"paint": {"line-color": palette.border, "line-dasharray": [3, 2], "line-width": 1}},
    ]


def _roads(palette: Palette) -> list[Layer]:
    """Casings of all roads first, so that crossings look joined; the largest road on top."""
    small, middle, main = _classes(SMALL_ROADS), _classes(MIDDLE_ROADS), _classes(MAIN_ROADS)
    roads = "transportation"
    path = _line("path", roads, palette.path, _zoomed(13, 0.5, 18, 3), _classes(["path", "track"]))
    path["paint"]["line-dasharray"] = [2, 1.5]
    rail = _line(
        "rail", roads, palette.rail, _zoomed(10, 0.6, 18, 3), _classes(["rail", "transit"])
    )
    return [
        path | {"minzoom": 13},
        rail,
        _line("small-casing", roads, palette.casing, _zoomed(13, 1.4, 18, 19), small)
        | {"minzoom": 13},
        _line("middle-casing", roads, palette.casing, _zoomed(9, 1, 18, 25), middle),
        _line("main-casing", roads, palette.main_casing, _zoomed(6, 1, 18, 31), main),
        _line("small", roads, palette.road, _zoomed(12, 0.6, 18, 16), small) | {"minzoom": 12},
        _line("middle", roads, palette.road, _zoomed(9, 0.6, 18, 22), middle),
        _line("main", roads, palette.main_road, _zoomed(6, 0.6, 18, 27), main),
    ]


def _labels(palette: Palette) -> list[Layer]:
    towns, villages = _classes(["city", "town"]), _classes(["village"])
    hamlets = _classes(["hamlet", "suburb", "neighbourhood", "quarter"])
    road = _label(
        "road-name", "transportation_name", palette.faint_label, _zoomed(13, 10, 18, 14), palette
    )
    road["layout"] |= {"symbol-placement": "line", "text-rotation-alignment": "map"}
    peak = _label("peak", "mountain_peak", palette.faint_label, 11, palette)
    return [
        _label(
            "house-number",
            "housenumber",
            palette.faint_label,
            10,
            palette,
            text=["get", "housenumber"],
        )
        | {"minzoom": 17},
        road | {"minzoom": 13},
        _label("water-name", "water_name", palette.water_label, 12, palette),
        peak | {"minzoom": 12},
        _label("hamlet", "place", palette.faint_label, 11, palette, hamlets) | {"minzoom": 12},
        _label("village", "place", palette.label, _zoomed(9, 11, 15, 16), palette, villages),
        _label("town", "place", palette.label, _zoomed(7, 12, 15, 20), palette, towns),
    ]


def _fill(name: str, layer: str, colour: str, only: list[Any] | None = None) -> Layer:
    shape: Layer = {"id": name, "type": "fill", "source": "base", "source-layer": layer}
    return shape | {"paint": {"fill-color": colour}} | ({"filter": only} if only else {})


def _line(name: str, layer: str, colour: str, width: Any, only: list[Any] | None = None) -> Layer:
    shape: Layer = {"id": name, "type": "line", "source": "base", "source-layer": layer}
    shape |= {"layout": {"line-cap": "round", "line-join": "round"}}
    paint = {"line-color": colour, "line-width": width}
    return shape | {"paint": paint} | ({"filter": only} if only else {})


def _label(
    name: str,
    layer: str,
    colour: str,
    size: Any,
    palette: Palette,
    only: list[Any] | None = None,
    text: Any = NAME,
) -> Layer:
    layout = {"text-field": text, "text-font": FONT, "text-size": size, "text-max-width": 8}
    paint = {"text-color": colour, "text-halo-color": palette.halo, "text-halo-width": 1.4}
    shape: Layer = {"id": name, "type": "symbol", "source": "base", "source-layer": layer}
    return shape | {"layout": layout, "paint": paint} | ({"filter": only} if only else {})


def _classes(names: list[str]) -> list[Any]:
    return ["match", ["get", "class"], names, True, False]


def _zoomed(low: int, at_low: float, high: int, at_high: float) -> list[Any]:
    """A width or size that grows with the zoom level."""
    return ["interpolate", ["exponential", 1.5], ["zoom"], low, at_low, high, at_high]
