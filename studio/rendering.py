"""From a picture's code to its master: a PNG that is kept out of git, under .data/studio."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

from studio import stage
from studio.fingerprints import fingerprint
from studio.formats import FORMATS, ROOT, write_whole
from studio.registry import Picture

KEPT = ROOT / ".data" / "studio"
TIMES = KEPT / "seconds.json"  # how long each took last time on this machine
USUAL_SECONDS = 80.0  # a dish never rendered before
# The denoiser knows colours and normals: 7 samples look no better, and take three times as long.
SAMPLES = 2
SAMPLES_OF_A_CUT_OUT = 16  # its shadow is in the alpha, which is not denoised


def master(picture: Picture) -> Path:
    """Where the rendered picture is kept."""
    return KEPT / picture.kind / f"{picture.key}.{fingerprint(picture)}.png"


def render(picture: Picture) -> Path:
    """Render the master, whole or not at all."""
    path = master(picture)
    path.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    half_done = path.with_suffix(".half.png")
    shape = FORMATS[picture.kind]
    samples = SAMPLES_OF_A_CUT_OUT if shape.cut_out else SAMPLES
    _photograph(picture, half_done, shape.pixels, samples)
    half_done.rename(path)
    _remember(picture, time.monotonic() - started)
    return path


def preview(picture: Picture, folder: Path, pixels: int) -> Path:
    """A small, rough picture, to be looked at while modelling."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{picture.kind}-{picture.key}.png"
    _photograph(picture, path, pixels, 1)
    return path


def _photograph(picture: Picture, path: Path, pixels: int, samples: int) -> None:
    shape = FORMATS[picture.kind]
    height = round(pixels * shape.ratio[1] / shape.ratio[0])
    stage.photograph(
        picture, path, width=pixels, height=height, samples=samples, cut_out=shape.cut_out
    )


def expected_seconds(pictures: Iterable[Picture]) -> float:
    """How long rendering them will take, from how long they took before."""
    times = _times()
    usual = sorted(times.values())[len(times) // 2] if times else USUAL_SECONDS
    return sum(times.get(picture.name, usual) for picture in pictures)


def _times() -> dict[str, float]:
    return json.loads(TIMES.read_text()) if TIMES.exists() else {}


def _remember(picture: Picture, seconds: float) -> None:
    write_whole(TIMES, json.dumps({**_times(), picture.name: round(seconds, 1)}, indent=0))
