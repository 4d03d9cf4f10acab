"""Which pictures there are: families register their functions here, with a key and parameters."""

import importlib
import pkgutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np


class Frame(NamedTuple):
    """What the camera sees: `width` cm fill the frame, it aims `height` cm above the table.

    `setting` names the table (see stage/settings.py); by default the key decides.
    `beside` names cutlery ("fork", "spoon", "knife and fork", "chopsticks"); `bare` leaves out all.
    """

    width: float
    height: float = 1.0
    elevation: float = 46.0
    setting: str | None = None
    beside: str = ""
    bare: bool = False


@dataclass(frozen=True)
class Picture:
    """One picture: kind and key name its files, `build` models it with its parameters."""

    kind: str
    key: str
    build: Callable[..., Frame]
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.key}"

    def rng(self) -> np.random.Generator:
        """Chance that is the same in every run, and another for every key."""
        return np.random.default_rng(zlib.crc32(self.name.encode()))


PICTURES: dict[str, Picture] = {}


def _registering(
    kind: str,
) -> Callable[..., Callable[[Callable[..., Frame]], Callable[..., Frame]]]:
    def named(
        key: str, **parameters: Any
    ) -> Callable[[Callable[..., Frame]], Callable[..., Frame]]:
        def register(build: Callable[..., Frame]) -> Callable[..., Frame]:
            picture = Picture(kind, key, build, parameters)
            if picture.name in PICTURES:
                raise ValueError(f"{picture.name} is registered twice")
            PICTURES[picture.name] = picture
            return build

        return register

    return named


dish = _registering("dish")  # 4:3, one dish on its table
table = _registering("table")  # 2:1, several dishes of a cuisine
table_phone = _registering("table-phone")  # 3:2, the same for a phone
chip = _registering("chip")  # square, without ground
scene = _registering("scene")  # 4:3, for empty states


def load() -> dict[str, Picture]:
    """Import every family, and return what they registered, by `kind/key`."""
    import studio.families

    for module in pkgutil.iter_modules(studio.families.__path__):
        importlib.import_module(f"studio.families.{module.name}")
    return PICTURES
