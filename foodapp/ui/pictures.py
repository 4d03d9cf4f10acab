"""Pictures of dishes and restaurants: the photo where there is one, else a drawing of the food.

The drawings come from the npm package @lobehub/fluent-emoji-3d (MIT), made small at build time and
only as far as they are used. Their names never change their content (`/assets/` is kept for ever).
"""

import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import Any

import reflex as rx
from PIL import Image

from foodapp.kit import media
from foodapp.menu.pictures import PICTURES, file_of
from foodapp.restaurants.cuisines import CUISINES
from foodapp.ui import scripts

PACKAGE, VERSION = "@lobehub/fluent-emoji-3d", "1.1.0"
LONGEST_PX = 160
PREFIX = f"food-{VERSION}-"
PHOTO_M_FROM_PX = 160  # wider frames take the photo's middle size: screens have 2 pixels a point

mimetypes.add_type("image/webp", ".webp")  # not every system's table has it


@cache
def drawings() -> list[str]:
    """The package's files that dishes and restaurants may show."""
    keys = [*PICTURES, *(cuisine.emoji for cuisine in CUISINES.values())]
    return sorted({file_of(key) for key in keys})


def write_drawings(node_modules: Path, assets: Path) -> None:
    """At build time: each drawing that is used, at most LONGEST_PX wide."""
    source = node_modules / PACKAGE / "assets"
    for name in drawings():
        with Image.open(source / name) as drawing:
            drawing.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
            # Method 6 would save 2 % of the bytes and take sixty times as long (measured).
            drawing.save(assets / (PREFIX + name), "WEBP", quality=80, method=4)


def picture_url(picture: str, emoji: str, size: str = "m") -> str:
    """For server-rendered pages: the photo's address (in size s, m or l), else the drawing's, else
    empty."""
    if photo := media.url(picture, size):
        return photo
    name = file_of(emoji) if emoji else ""
    return f"/assets/{PREFIX}{name}" if name in drawings() else ""


# Which emoji a key means, for the browser; a test holds it to menu.pictures.
KEYS = scripts.script("food_keys.js")


class DishPicture(rx.Component):
    library = f"$/public{scripts.script('dish_picture.jsx')}"
    tag = "DishPicture"
    picture: rx.Var[str]
    emoji: rx.Var[str]
    photo_size: rx.Var[str]
    prefix: rx.Var[str]
    px: rx.Var[int]
    alt: rx.Var[str]
    eager: rx.Var[bool]


def dish_picture(
    picture: Any, emoji: Any, size: int = 80, *, alt: Any = "", **props: Any
) -> rx.Component:
    """picture: media key of a photo; emoji: a key of menu.pictures or an emoji, shown when there is
    no photo. size: CSS pixels of the frame; class_name may say otherwise ("w-full h-40"), and take
    the corners (square) or the ground (bare) off. alt stays empty where the name stands beside it.
    eager=True for what is seen first."""
    extra = props.pop("class_name", "")
    own_size = isinstance(extra, str) and not re.search(r"\b(w|size)-", extra)
    style = {"width": f"{size}px", "height": f"{size}px"} if own_size else {}
    return DishPicture.create(
        picture=picture,
        emoji=emoji,
        photo_size="s" if size < PHOTO_M_FROM_PX else "m",
        prefix=f"/assets/{PREFIX}",
        px=size,
        alt=alt,
        eager=props.pop("eager", False),
        class_name="dish-picture " + extra,
        style=style,
        **props,
    )
