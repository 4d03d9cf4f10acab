"""A map with markers that glide, over MapLibre. Loaded in the browser only when a page shows it."""

from typing import Annotated, Any

import reflex as rx
from reflex_base.components.component import NoSSRComponent

from foodapp.ui import scripts

SCRIPT = scripts.script("live_map.jsx")
# The parts that the script imports from its own folder.
PARTS = [scripts.script(name) for name in ("area.js", "clusters.js", "markers.js", "map_look.js")]


class LiveMap(NoSSRComponent):
    """Positions are [lng, lat] in degrees, as in GeoJSON.

    A marker is {"id", "lng", "lat", "kind", "label"}; kind is rider, restaurant, home, me or
    anything else for a plain dot; the label is what a person hears and sees on hovering.
    What moves is kept apart, so that a rider's step does not send the whole list again:
    `positions` (foodapp.ui.live's Live.positions: id -> lat, lng) moves markers that are there;
    `live` is a second, short list of markers, laid over the first by id.
    """

    library = f"$/public{SCRIPT}"
    tag = "LiveMap"
    lib_dependencies: list[str] = ["maplibre-gl@6.17.0"]

    center: rx.Var[list[float]]
    zoom: rx.Var[float]
    markers: rx.Var[list[dict[str, Any]]]
    live: rx.Var[list[dict[str, Any]]]
    positions: rx.Var[dict[str, dict[str, Any]]]
    route: rx.Var[list[list[float]]]  # a line along [[lng, lat], ...]
    area: rx.Var[list[list[float]]]  # filled: a ring of [lng, lat], not closed by its first again
    corners: rx.Var[list[list[float]]]  # those of the area that can be dragged
    picking: rx.Var[bool]  # a click puts something there: the pointer says so, the map stays
    height: rx.Var[str]  # a CSS length
    label: rx.Var[str]  # what the map is about, for those who do not see it
    fit: rx.Var[bool]  # show all markers whenever one comes or goes; on by default
    cooperative: rx.Var[bool]  # two fingers to move: for maps inside a page that scrolls

    on_map_click: Annotated[rx.EventHandler, lambda lng, lat: [lng, lat]]
    on_corner_move: Annotated[rx.EventHandler, lambda n, lng, lat: [n, lng, lat]]
    on_marker_click: Annotated[rx.EventHandler, lambda marker_id: [marker_id]]


def live_map(*, height: str, **props: Any) -> rx.Component:
    """height: a CSS length. Its place is kept while the map is on its way: nothing jumps."""
    at_least = f"min-h-[{height.replace(' ', '')}]"
    return rx.el.div(LiveMap.create(height=height, **props), class_name=f"{at_least} bg-sunken")
