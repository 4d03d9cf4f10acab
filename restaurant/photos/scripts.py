"""What the browser does with photos: many at once sent one after the other, one of them cut."""

from typing import Annotated, Any

import reflex as rx

from foodapp.ui import scripts


class PhotoUploads(rx.Component):
    """dishes: whose photos can be sent. matched: the answer to on_match, by the question's name."""

    library = f"$/public{scripts.script('uploads.jsx')}"
    tag = "PhotoUploads"
    dishes: rx.Var[list[Any]]
    matched: rx.Var[dict[str, Any]]
    most: rx.Var[int]
    on_match: Annotated[rx.EventHandler, lambda asked, names: [asked, names]]
    on_kept: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class PhotoEditor(rx.Component):
    """photo: a PhotoCard. aspect: width by height of the frame it is cut to."""

    library = f"$/public{scripts.script('editor.jsx')}"
    lib_dependencies: list[str] = ["react-easy-crop@6.2.5"]
    tag = "PhotoEditor"
    photo: rx.Var[Any]
    aspect: rx.Var[float]
    on_saved: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class LogoButton(rx.Component):
    library = f"$/public{scripts.script('uploads.jsx')}"
    tag = "LogoButton"
    label: rx.Var[str]
    on_kept: Annotated[rx.EventHandler, rx.event.no_args_event_spec]
    on_refused: Annotated[rx.EventHandler, lambda why: [why]]
