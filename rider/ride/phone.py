"""The parts of the screen that need the phone itself: position, wake lock, sound."""

from typing import Annotated, Any

import reflex as rx

from foodapp.ui import scripts

SCRIPT = f"$/public{scripts.script('phone.jsx')}"
HERE = scripts.script("here.js")  # imported by the scripts of this folder


class SharePosition(rx.Component):
    """Reports the position every few seconds and says how that goes; keeps the screen on."""

    library = SCRIPT
    tag = "SharePosition"
    rider: rx.Var[str]  # id: what could not be sent is kept under it
    on_refused: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class GoOnline(rx.Component):
    library = SCRIPT
    tag = "GoOnline"
    on_go: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


def share_position(rider: Any, on_refused: Any) -> rx.Component:
    return SharePosition.create(rider=rider, on_refused=on_refused)


def go_online(on_go: Any, class_name: str) -> rx.Component:
    return GoOnline.create(on_go=on_go, class_name=class_name)
