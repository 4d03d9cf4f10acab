"""Where a call goes: which packages of foodapp it enters, and how often it climbs."""

import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass
class Route:
    """rooms: the packages entered, in order; files: the modules; climbs: (from, to) where a lower
    package called a higher one, which only a table of the assembly or a function that was handed
    down can do."""

    rooms: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    climbs: list[tuple[str, str]] = field(default_factory=list)

    def follow(self, caller: str, called: str) -> None:
        before, room = room_of(caller), room_of(called)
        self.files.add(called)
        if room not in self.rooms:
            self.rooms.append(room)
        if before and floor_of(room) > floor_of(before):
            self.climbs.append((before, room))


def taken_by(call: Callable[[], Any]) -> Route:
    """The route of one call, on this thread."""
    route = Route()

    def hear(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or not (called := _module(frame)):
            return
        back = frame.f_back
        while back is not None and not _module(back):  # through a library
            back = back.f_back
        caller = _module(back) if back else ""
        if room_of(caller) != room_of(called):
            route.follow(caller, called)
        else:
            route.files.add(called)

    sys.setprofile(hear)
    try:
        call()
    finally:
        sys.setprofile(None)
    return route


def _module(frame: FrameType) -> str:
    """As "foodapp/orders/kitchen.py"; empty for what is not the product's."""
    path = frame.f_code.co_filename
    inside = path.removeprefix(f"{ROOT}/foodapp/")
    return f"foodapp/{inside}" if inside != path else ""


def room_of(module: str) -> str:
    return module.split("/")[1].removesuffix(".py") if module else ""


@cache
def floors() -> dict[str, int]:
    """Package -> its floor, kit is 0: from the contract that holds the layers."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (layers,) = [one["layers"] for one in contracts["contracts"] if one.get("exhaustive")]
    return {name.strip(): n for n, row in enumerate(reversed(layers)) for name in row.split("|")}


def floor_of(room: str) -> int:
    return floors()[room]
