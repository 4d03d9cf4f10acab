"""Render and publish what changed: python -m studio [KEY ...] [--preview] [--all]

KEY is a dish (`diavola`), a kind and key (`table/pizza`) or a family (`pizza.py`).
"""

import argparse
import time
from pathlib import Path

from studio import manifest, publishing, registry, rendering, sheets
from studio.fingerprints import fingerprint
from studio.registry import Picture


def main() -> None:
    asked = _arguments()
    pictures = _chosen(registry.load(), asked.keys)
    if asked.manifest:
        print(f"The manifest lists {manifest.write_manifest()} pictures.")
    elif asked.list:
        _list(pictures)
    elif asked.same:
        _carry_over(pictures)
    elif asked.preview:
        _preview(pictures, asked.out, asked.pixels)
    else:
        _make(pictures, asked.all)


def _arguments() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="studio", description=__doc__)
    ask.add_argument("keys", nargs="*")
    ask.add_argument("--all", action="store_true", help="also what has not changed")
    ask.add_argument("--list", action="store_true", help="say what would be rendered")
    ask.add_argument("--manifest", action="store_true", help="only write the manifest again")
    ask.add_argument("--same", action="store_true", help="its change cannot be seen: keep files")
    ask.add_argument("--preview", action="store_true", help="small and rough, and a contact sheet")
    ask.add_argument("--pixels", type=int, default=256, help="width of a preview")
    ask.add_argument("--out", type=Path, default=rendering.KEPT / "previews")
    return ask.parse_args()


def _chosen(known: dict[str, Picture], keys: list[str]) -> list[Picture]:
    if not keys:
        return list(known.values())
    chosen = [p for key in keys for p in known.values() if key in _names(p)]
    unknown = set(keys) - {name for picture in chosen for name in _names(picture)}
    if unknown:
        raise SystemExit(f"No picture is called {', '.join(sorted(unknown))}.")
    return chosen


def _names(picture: Picture) -> set[str]:
    family = picture.build.__module__.rpartition(".")[2] + ".py"
    return {picture.key, picture.name, family}


def _list(pictures: list[Picture]) -> None:
    for picture in pictures:
        version = fingerprint(picture)
        print("  " if publishing.is_published(picture, version) else "* ", picture.name, version)


def _carry_over(pictures: list[Picture]) -> None:
    for picture in pictures:
        version = fingerprint(picture)
        if not publishing.is_published(picture, version):
            kept = publishing.carry_over(picture, version)
            print(f"{picture.name}: {f'kept as {version}' if kept else 'has to be rendered'}")
    manifest.write_manifest()


def _preview(pictures: list[Picture], folder: Path, pixels: int) -> None:
    paths = []
    for picture in pictures:
        started = time.monotonic()
        paths.append(rendering.preview(picture, folder, pixels))
        print(f"{picture.name}: {time.monotonic() - started:.0f} s", flush=True)
    print(sheets.lay_out(paths, folder / "sheet.png"))


def _make(pictures: list[Picture], every: bool) -> None:
    due = [p for p in pictures if every or not publishing.is_published(p, fingerprint(p))]
    to_render = [p for p in due if every or not rendering.master(p).exists()]
    _announce(len(pictures), due, to_render)
    try:
        for done, picture in enumerate(due, start=1):
            _make_one(picture, picture in to_render)
            manifest.write_manifest()
            left = [p for p in due[done:] if p in to_render]
            print(f"{done}/{len(due)} {picture.name}, {_minutes(left)} left", flush=True)
    except KeyboardInterrupt:
        print("\nStopped. `make pictures` goes on with the next one.")


def _make_one(picture: Picture, must_render: bool) -> None:
    path = rendering.render(picture) if must_render else rendering.master(picture)
    publishing.publish(picture, fingerprint(picture), path)


def _announce(known: int, due: list[Picture], to_render: list[Picture]) -> None:
    if not due:
        print(f"All {known} pictures are as their code says.")
    else:
        print(f"{len(due)} of {known} pictures changed, about {_minutes(to_render)}.", flush=True)


def _minutes(pictures: list[Picture]) -> str:
    return f"{rendering.expected_seconds(pictures) / 60:.0f} min"


if __name__ == "__main__":
    main()
