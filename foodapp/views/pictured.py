"""Pictures that stand many times on a page."""

from collections.abc import Sequence
from dataclasses import replace

from foodapp.kit.db import ReadSession
from foodapp.pictures import showing
from foodapp.pictures.showing import NEUTRAL, Pictured, Shown


def of_item(session: ReadSession, item: Pictured | None, cuisines: Sequence[str]) -> Shown:
    """Small. item: None where it was deleted since."""
    return small(showing.of_dish(session, item, cuisines)) if item else NEUTRAL


def small(shown: Shown) -> Shown:
    """Without the shape that stands in for a large one: a screen with a hundred dishes sends it a
    hundred times."""
    return replace(shown, blur="")
