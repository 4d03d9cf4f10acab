"""Whether made pictures are shown at all: the operator's choice, the same for everybody."""

import time

from foodapp.kit.db import ReadSession
from foodapp.pictures.models import PictureSwitch

KEPT_S = 5.0  # a switch in the console reaches every process within this
_kept: dict[str, tuple[float, bool]] = {}


def is_on(session: ReadSession) -> bool:
    """Asked of the database once in KEPT_S a process."""
    until, known = _kept.get("is_on", (0.0, True))
    if time.monotonic() < until:
        return known
    found = read(session)
    _kept["is_on"] = (time.monotonic() + KEPT_S, found)
    return found


def read(session: ReadSession) -> bool:
    row = session.get(PictureSwitch, 1)
    return row is None or row.is_on


def forget() -> None:
    """Ask again next time."""
    _kept.clear()
