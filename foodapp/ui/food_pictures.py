"""A picture of food in a frame: `<picture>` with AVIF and WebP, loaded when it is near."""

from typing import Any

import reflex as rx

from foodapp.kit.words import say, t
from foodapp.pictures.showing import Shown
from foodapp.ui import scripts
from foodapp.ui.kit import phrase
from foodapp.ui.picture_frames import FRAMES, classes


class FoodPicture(rx.Component):
    library = f"$/public{scripts.script('food_picture.jsx')}"
    tag = "FoodPicture"
    shown: rx.Var[Any]
    on_phones: rx.Var[Any]
    phone: rx.Var[list[int]]
    wide: rx.Var[list[int]]
    alts: rx.Var[dict[str, str]]  # by the picture's kind
    eager: rx.Var[bool]


def food_picture(
    shown: Shown,
    frame: str,
    *,
    name: str = "",
    alone: bool = False,
    on_phones: Shown | None = None,
    eager: bool = False,
    class_name: Any = "",
) -> rx.Component:
    """frame: a key of FRAMES. name: of what is shown, so that a picture of ours is called an
    illustration of it; empty where the picture only decorates. alone: the name does not stand
    beside it, so a photo says it. eager: of what is seen first, a page's one hero. class_name: its
    width, and its height where the frame has no ratio; "square" takes the corners off."""
    return FoodPicture.create(
        shown=shown,
        on_phones=on_phones,
        **FRAMES[frame].props(),
        alts=_alts(name, alone) if _is_said(name) else {},
        eager=eager,
        class_name=classes(frame, class_name),
    )


def _alts(name: str, alone: bool) -> dict[str, str]:
    """What is no picture of the dish or of the restaurant itself does not bear its name."""
    return {
        "photo": name if alone else "",
        "illustration": phrase(t("Illustration of {dish}", dish=name)),
        "cuisine": say(t("Illustration")),
    }


def _is_said(name: Any) -> bool:
    return isinstance(name, rx.Var) or bool(name)
