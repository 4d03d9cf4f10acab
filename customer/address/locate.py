from typing import Annotated, Any

import reflex as rx

from foodapp.ui import scripts
from foodapp.ui.kit import icon


def _position(lat: rx.Var[float], lng: rx.Var[float]) -> list[rx.Var[float]]:
    return [lat, lng]


class Locate(rx.Component):
    library = f"$/public{scripts.script('locate.jsx')}"
    tag = "Locate"
    label: rx.Var[str]
    on_found: Annotated[rx.EventHandler, _position]
    on_not_found: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


def locate(label: str, on_found: Any, on_not_found: Any, class_name: str) -> rx.Component:
    """A button that asks the browser where it is. on_found takes latitude and longitude in
    degrees; on_not_found nothing."""
    return Locate.create(
        icon("locate-fixed", class_name="shrink-0"),
        label=label,
        on_found=on_found,
        on_not_found=on_not_found,
        class_name=class_name,
    )
