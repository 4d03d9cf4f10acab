"""From a master to what the product serves: AVIF and WebP at each width, under assets/pictures."""

import math
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from studio.formats import FORMATS, ROOT
from studio.registry import Picture

PUBLISHED = ROOT / "assets" / "pictures"
BEST = {"AVIF": 56, "WEBP": 70, "JPEG": 78}  # quality where a picture is simple enough
WORST = {"AVIF": 36, "WEBP": 34, "JPEG": 50}
OPTIONS = {
    "AVIF": {"speed": 6},
    "WEBP": {"method": 6},
    "JPEG": {"optimize": True, "progressive": True},
}
HALVES = {"AVIF": 18, "WEBP": 30, "JPEG": 26}  # so much less quality halves the bytes
SOLID = 235  # of 255: what is more opaque is the dish, what is less its shadow
STANDS_FOR_US = "italian"  # the table that links to the platform itself show


def files_of(picture: Picture, version: str) -> list[Path]:
    """The files that the product expects for this version."""
    return [
        PUBLISHED / picture.kind / f"{picture.key}.{version}.{width}.{kind}"
        for width in FORMATS[picture.kind].widths
        for kind in ("avif", "webp")
    ]


def is_published(picture: Picture, version: str) -> bool:
    return all(path.exists() for path in files_of(picture, version))


def publish(picture: Picture, version: str, master: Path) -> None:
    """Write every width in both formats; files of other versions go."""
    shape = FORMATS[picture.kind]
    with Image.open(master) as opened:
        whole = _with_soft_shadow(opened) if shape.cut_out else opened.convert("RGB")
    folder = PUBLISHED / picture.kind
    folder.mkdir(parents=True, exist_ok=True)
    for width, most in zip(shape.widths, shape.most, strict=True):
        height = round(width * shape.ratio[1] / shape.ratio[0])
        small = whole.resize((width, height), Image.Resampling.LANCZOS)
        stem = folder / f"{picture.key}.{version}.{width}"
        Path(f"{stem}.avif").write_bytes(_squeezed(small, "AVIF", most * 1024))
        Path(f"{stem}.webp").write_bytes(_squeezed(small, "WEBP", most * 1024))
    withdraw(picture, keep=version)
    if picture.kind == "table":
        for key in (picture.key, *(["saffron"] if picture.key == STANDS_FOR_US else [])):
            _publish_link(key, version, whole)


def _with_soft_shadow(cut_out: Image.Image) -> Image.Image:
    """A shadow that reaches the edge of the square would end there in a line: it fades before."""
    picture = cut_out.convert("RGBA")
    alpha = np.asarray(picture.getchannel("A"), dtype=float)
    across, down = (np.linspace(-1, 1, size) for size in picture.size)
    away = np.hypot(across[None, :], down[:, None])
    fading = np.clip((1.0 - away) / 0.35, 0, 1)
    kept = np.where(alpha > SOLID, alpha, alpha * fading)
    picture.putalpha(Image.fromarray(kept.astype("uint8")))
    return picture


def _publish_link(key: str, version: str, table: Image.Image) -> None:
    """What other sites show beside a link: 1200x630, cut from the middle of a table."""
    folder = PUBLISHED / "link"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{key}.*"):
        old.unlink()
    cut = ImageOps.fit(table, (1200, 630), Image.Resampling.LANCZOS)
    most = FORMATS["link"].most[0] * 1024
    (folder / f"{key}.{version}.1200.jpg").write_bytes(_squeezed(cut, "JPEG", most))


def carry_over(picture: Picture, version: str) -> bool:
    """Give the one published version this name: after a change of code that no eye can see."""
    old = list((PUBLISHED / picture.kind).glob(f"{picture.key}.*"))
    versions = {path.name.split(".")[1] for path in old}
    if len(versions) != 1 or picture.kind == "table":  # a table's link has its version, too
        return False
    for path in old:
        path.rename(path.with_name(path.name.replace(min(versions), version)))
    return is_published(picture, version)


def withdraw(picture: Picture, *, keep: str = "") -> None:
    """Remove published files of versions that are no more."""
    for path in (PUBLISHED / picture.kind).glob(f"{picture.key}.*"):
        if path.name.split(".")[1] != keep:
            path.unlink()


def _squeezed(image: Image.Image, kind: str, most_bytes: int) -> bytes:
    """The best quality that fits, or the worst that we show."""
    quality = BEST[kind]
    while True:
        out = BytesIO()
        image.save(out, kind, quality=quality, **OPTIONS[kind])
        if out.tell() <= most_bytes or quality == WORST[kind]:
            return out.getvalue()
        too_much = math.log2(out.tell() / most_bytes)
        quality = max(WORST[kind], quality - max(3, round(HALVES[kind] * too_much)))
