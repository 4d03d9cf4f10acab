"""A photo that is sent to the server."""

from typing import Annotated

import reflex as rx

from foodapp.ui import scripts


class PhotoButton(rx.Component):
    """item_id: the dish that gets it; empty: the restaurant itself."""

    library = f"$/public{scripts.script('photo.jsx')}"
    tag = "PhotoButton"
    item_id: rx.Var[str]
    label: rx.Var[str]
    on_kept: Annotated[rx.EventHandler, lambda url: [url]]
    on_refused: Annotated[rx.EventHandler, lambda why: [why]]
