"""What the studio published is whole and light: names, widths and weights, without Blender."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PUBLISHED = Path(__file__).resolve().parents[2] / "assets" / "pictures"
MOST_BYTES = {160: 8_000, 320: 14 * 1024, 640: 40 * 1024}  # of an AVIF of a dish
MOST_IN_ALL = 14 * 1024 * 1024


def _entries() -> list[dict[str, Any]]:
    return json.loads((PUBLISHED / "manifest.json").read_text(encoding="utf-8"))


def _files(entry: dict[str, Any]) -> Iterator[Path]:
    for width in entry["widths"]:
        for form in ("jpg",) if entry["kind"] == "link" else ("avif", "webp"):
            name = f"{entry['key']}.{entry['version']}.{width}.{form}"
            yield PUBLISHED / entry["kind"] / name


def test_every_listed_picture_has_its_files_and_every_file_is_listed() -> None:
    listed = {path for entry in _entries() for path in _files(entry)}
    there = set(PUBLISHED.glob("*/*.*"))
    assert listed == there, "run python -m studio --manifest"


def test_a_picture_is_listed_once() -> None:
    names = [(entry["kind"], entry["key"]) for entry in _entries()]
    assert len(names) == len(set(names)), "run python -m studio --manifest"


def test_dishes_are_light_on_a_phone() -> None:
    heavy = [
        path.name
        for entry in _entries()
        if entry["kind"] == "dish"
        for path in _files(entry)
        if path.suffix == ".avif" and path.stat().st_size > MOST_BYTES[int(path.name.split(".")[2])]
    ]
    assert not heavy


def test_all_pictures_together_stay_under_fourteen_megabytes() -> None:
    assert sum(path.stat().st_size for path in PUBLISHED.rglob("*") if path.is_file()) < MOST_IN_ALL
