"""The files of the made pictures: assets/pictures/manifest.json, which the studio writes."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "assets" / "pictures" / "manifest.json"
ADDRESS = "/assets/pictures"


@dataclass(frozen=True)
class Files:
    """One picture in its widths (CSS pixels' worth of file, in px)."""

    kind: str  # dish, table, table-phone, chip, scene, link
    key: str
    version: str  # a changed picture has a new one, and so a new name
    ratio: tuple[int, int]
    widths: tuple[int, ...]
    colour: str
    blur: str

    @property
    def stem(self) -> str:
        return f"{self.kind}/{self.key}.{self.version}"


@cache
def files() -> dict[tuple[str, str], Files]:
    """By kind and key. None at all before the studio has made any."""
    if not FILE.exists():
        return {}
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return {(row["kind"], row["key"]): _read(row) for row in rows}


def _read(row: dict[str, Any]) -> Files:
    wide, high = row.get("ratio", (4, 3))
    return Files(
        kind=row["kind"],
        key=row["key"],
        version=row["version"],
        ratio=(int(wide), int(high)),
        widths=tuple(sorted(row["widths"])),
        colour=row.get("colour", ""),
        blur=row.get("blur", ""),
    )
