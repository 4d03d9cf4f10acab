"""Shapes, widths and weights of each kind of picture."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Format(NamedTuple):
    """`most` is the most kilobytes of an AVIF file at each width; WebP may have a third more."""

    ratio: tuple[int, int]
    widths: tuple[int, ...]
    most: tuple[int, ...]
    cut_out: bool = False

    @property
    def pixels(self) -> int:
        """Width of the master."""
        return max(self.widths)


FORMATS = {
    "dish": Format((4, 3), (160, 320, 640), (4, 10, 28)),
    "table": Format((2, 1), (640, 960, 1440), (18, 32, 54)),
    "table-phone": Format((3, 2), (480, 800), (13, 27)),
    "chip": Format((1, 1), (96, 192), (4, 9), cut_out=True),
    "link": Format((40, 21), (1200,), (90,)),  # a JPEG, cut from a table
    "scene": Format((4, 3), (320, 640), (10, 28)),
}
