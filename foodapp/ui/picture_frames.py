"""The frames that pictures of food stand in, and which file each of them loads.

A screen with more than two pixels a point shows no more of a dish: it loads what one with two does.
"""

from dataclasses import asdict, dataclass
from typing import Any, TypeVar

T = TypeVar("T")  # text, or a Var of it


@dataclass(frozen=True)
class Frame:
    """Widths of files in pixels, for a screen with one pixel a point and with two."""

    phone: tuple[int, int]
    wide: tuple[int, int]  # from 640 points on
    ratio: str = ""  # as CSS has it; empty: whoever uses it says how high it is

    def props(self) -> dict[str, Any]:
        """For the component in the browser."""
        return {name: list(value) for name, value in asdict(self).items() if name != "ratio"}


FRAMES = {
    "chip": Frame((96, 96), (96, 96), "1 / 1"),  # a cuisine's cut-out
    "small": Frame((160, 160), (160, 160), "1 / 1"),  # of a basket, a board, a receipt
    "row": Frame((160, 320), (160, 320), "4 / 3"),  # of a menu on a phone
    "tile": Frame((160, 320), (320, 320), "4 / 3"),  # in a row that scrolls sideways
    "menu": Frame((160, 320), (320, 640), "4 / 3"),  # a row on a phone, a card on a large screen
    "card": Frame((640, 640), (640, 640), "2 / 1"),  # a restaurant
    "sheet": Frame((640, 640), (640, 640), "4 / 3"),  # a dish on its own
    "hero": Frame((480, 800), (960, 1440)),
    "scene": Frame((320, 640), (320, 640), "4 / 3"),
}
SHAPES = {"1 / 1": "aspect-square ", "4 / 3": "aspect-[4/3] ", "2 / 1": "aspect-[2/1] "}
CUT_OUT = "chip/"  # files that have no ground
PHOTO = ((320, "s"), (960, "m"))  # up to which width a photo's size will do; "l" beyond


def classes(frame: str, extra: T) -> T:
    """Of the frame, with what its page adds."""
    bare = "bare " if frame == "chip" else ""
    return "food-picture " + bare + SHAPES.get(FRAMES[frame].ratio, "") + extra  # type: ignore


def nearest(widths: list[int], wanted: int) -> int:
    """The smallest file that is wide enough, else the widest there is."""
    return next((one for one in sorted(widths) if one >= wanted), max(widths))


def photo_size(wanted: int) -> str:
    return next((size for most, size in PHOTO if wanted <= most), "l")
