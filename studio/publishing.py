"""From a master to what the product serves: AVIF and WebP at each width, under assets/pictures."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from studio.formats import FORMATS
from studio.registry import Picture
from studio.rendering import ROOT

PUBLISHED = ROOT / "assets" / "pictures"
BEST = {"AVIF": 58, "WEBP": 74}  # quality where a picture is simple enough
WORST = {"AVIF": 34, "WEBP": 40}
STEP = 6


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
        whole = opened.convert("RGBA" if shape.cut_out else "RGB")
    folder = PUBLISHED / picture.kind
    folder.mkdir(parents=True, exist_ok=True)
    for width, most in zip(shape.widths, shape.most, strict=True):
        height = round(width * shape.ratio[1] / shape.ratio[0])
        small = whole.resize((width, height), Image.Resampling.LANCZOS)
        stem = folder / f"{picture.key}.{version}.{width}"
        Path(f"{stem}.avif").write_bytes(_squeezed(small, "AVIF", most * 1024))
        Path(f"{stem}.webp").write_bytes(_squeezed(small, "WEBP", most * 1365))
    withdraw(picture, keep=version)


def withdraw(picture: Picture, *, keep: str = "") -> None:
    """Remove published files of versions that are no more."""
    for path in (PUBLISHED / picture.kind).glob(f"{picture.key}.*"):
        if path.name.split(".")[1] != keep:
            path.unlink()


def _squeezed(image: Image.Image, kind: str, most_bytes: int) -> bytes:
    """The best quality that fits, or the worst that we show."""
    for quality in range(BEST[kind], WORST[kind] - 1, -STEP):
        out = BytesIO()
        options = {"speed": 3} if kind == "AVIF" else {"method": 6}
        image.save(out, kind, quality=quality, **options)
        if out.tell() <= most_bytes:
            break
    return out.getvalue()
