"""Choosing a picture: a photo that is sent to the server, or a drawing until there is one."""

from typing import Annotated

import reflex as rx

from foodapp.menu.pictures import PICTURES
from foodapp.ui import scripts

EMOJI = [("", "No drawing")] + [(key, key.replace("_", " ").capitalize()) for key in PICTURES]


KEYS = {emoji: key for key, emoji in PICTURES.items()}


def key_of(emoji: str) -> str:
    """What the choice above starts with: an item may hold the key or the character itself."""
    return KEYS.get(emoji, emoji)


class PhotoButton(rx.Component):
    """item_id: the dish that gets it; empty: the restaurant itself."""

    library = f"$/public{scripts.script('photo.jsx')}"
    tag = "PhotoButton"
    item_id: rx.Var[str]
    label: rx.Var[str]
    on_kept: Annotated[rx.EventHandler, lambda url: [url]]
    on_refused: Annotated[rx.EventHandler, lambda why: [why]]
