"""The made pictures of dishes: what each shows, and by which words menus call such dishes.

dishes/<family>.toml is written by whoever models them. Allergens and diets are never written: they
follow from what is seen. A picture whose files are not there yet is not in the catalogue.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from foodapp.pictures.ingredients import diets_of, holds
from foodapp.pictures.manifest import Files, files

FOLDER = Path(__file__).with_name("dishes")


@dataclass(frozen=True)
class Picture:
    key: str
    name: str
    cuisines: frozenset[str]
    seen: frozenset[str]  # ingredients
    holding: frozenset[str]  # kinds and allergens that follow from it
    words: tuple[str, ...]  # of all languages
    files: Files

    @property
    def diets(self) -> list[str]:
        return diets_of(self.holding)


@cache
def catalogue() -> dict[str, Picture]:
    """By key, in the order of their names."""
    found = [_picture(key, row) for key, row in written().items() if ("dish", key) in files()]
    return {one.key: one for one in sorted(found, key=lambda one: (one.name, one.key))}


def written() -> dict[str, dict[str, Any]]:
    """What is written of every dish, with files or without."""
    rows: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        family = tomllib.loads(path.read_text(encoding="utf-8"))
        if twice := rows.keys() & family.keys():
            raise ValueError(f"{path.name}: {sorted(twice)} is written elsewhere, too")
        rows |= family
    return rows


def _picture(key: str, row: dict[str, Any]) -> Picture:
    return Picture(
        key=key,
        name=row["name"],
        cuisines=frozenset(row["cuisines"]),
        seen=frozenset(row["seen"]),
        holding=holds(row["seen"]),
        words=tuple(_each(row["words"].values())),
        files=files()["dish", key],
    )


def _each(lists: Iterable[list[str]]) -> Iterable[str]:
    return dict.fromkeys(word for words in lists for word in words)


@cache
def version() -> str:
    """Changes when a picture comes, goes or is said to be something else."""
    said = [(one.key, one.name, sorted(one.cuisines), sorted(one.holding), sorted(one.seen),
             one.words) for one in catalogue().values()]  # fmt: skip
    return sha256(repr(said).encode()).hexdigest()[:16]
