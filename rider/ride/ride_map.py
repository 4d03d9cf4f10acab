"""The rider's map, loaded only when it is shown."""

from typing import Any

import reflex as rx
from reflex_base.components.component import NoSSRComponent

from foodapp.ui import scripts
from foodapp.ui.map import live_map  # noqa: F401 - its scripts are imported by ours
from rider.ride import phone  # noqa: F401


class RideMap(NoSSRComponent):
    """pickup and dropoff are [lng, lat]; [0, 0] for none."""

    library = f"$/public{scripts.script('ride_map.jsx')}"
    tag = "RideMap"
    lib_dependencies: list[str] = ["maplibre-gl@6.17.0"]

    pickup: rx.Var[Any]
    dropoff: rx.Var[Any]
    pickup_label: rx.Var[str]
    dropoff_label: rx.Var[str]
    collected: rx.Var[bool]
    height: rx.Var[str]
    label: rx.Var[str]


ride_map = RideMap.create
