"""A small catalogue of the tests' own, so that they say the same whatever has been rendered."""

import json
from pathlib import Path

from foodapp.pictures import catalogue, choosing, kitchens, manifest

DISHES = Path(__file__).with_name("shelf.toml")
CACHED = (
    manifest.files, catalogue.catalogue, catalogue.version, choosing.ranked, choosing._index,
    choosing._parts, choosing._shown_mainly, kitchens._chips,
)  # fmt: skip


def fill(monkeypatch, folder: Path, *, chips: dict[str, str] | None = None, without: str = ""):
    """Let the platform read its pictures from this folder. without: a key whose files are gone."""
    dishes = folder / "dishes"
    dishes.mkdir(parents=True, exist_ok=True)
    (dishes / "all.toml").write_text(DISHES.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", dishes)
    rows = [_files("dish", key) for key in catalogue.written() if key != without]
    rows += [_files("table", "italian"), _files("chip", "pizza"), _files("chip", "japanese")]
    (folder / "manifest.json").write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(manifest, "FILE", folder / "manifest.json")
    written = "\n".join(f'{key} = "{dish}"' for key, dish in (chips or {}).items())
    (folder / "chips.toml").write_text(written, encoding="utf-8")
    monkeypatch.setattr(kitchens, "FILE", folder / "chips.toml")
    forget()


def fill_with_all_that_is_written(monkeypatch, folder: Path) -> None:
    """The platform's own pictures, those too whose files are still being rendered."""
    rows = [_files("dish", key) for key in catalogue.written()]
    (folder / "manifest.json").write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(manifest, "FILE", folder / "manifest.json")
    forget()


def forget() -> None:
    for one in CACHED:
        one.cache_clear()


def _files(kind: str, key: str) -> dict:
    return {
        "kind": kind, "key": key, "version": "0a1b2c3d", "ratio": [4, 3],
        "widths": [160, 320, 640], "colour": "#a06040", "blur": "data:image/webp;base64,AAAA",
    }  # fmt: skip
