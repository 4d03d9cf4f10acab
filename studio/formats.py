"""Shapes, widths and weights of each kind of picture, and how files are written."""

import os
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Format(NamedTuple):
    """`most` is the most kilobytes of a file at each width, as far as it can still be shown."""

    ratio: tuple[int, int]
    widths: tuple[int, ...]
    most: tuple[int, ...]
    cut_out: bool = False

    @property
    def pixels(self) -> int:
        """Width of the master."""
        return max(self.widths)


FORMATS = {
    "dish": Format((4, 3), (160, 320, 640), (2, 5, 11)),
    "table": Format((2, 1), (640, 960, 1440), (12, 20, 34)),
    "table-phone": Format((3, 2), (480, 800), (8, 16)),
    "chip": Format((1, 1), (96, 192), (2, 5), cut_out=True),
    "link": Format((40, 21), (1200,), (60,)),  # a JPEG, cut from a table
    "scene": Format((4, 3), (320, 640), (5, 11)),
}


def write_whole(path: Path, text: str) -> None:
    """Two that render side by side never read half a file of each other."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_text(text)
    half.replace(path)
