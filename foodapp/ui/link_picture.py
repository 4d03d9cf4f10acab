"""What other sites show where somebody sends a restaurant's address: its food, and its name on it.

https://ogp.me; 1200x630 is what the large previews take.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import structlog
from PIL import Image, ImageColor, ImageDraw, ImageFont, ImageOps

from foodapp.kit import media
from foodapp.kit.settings import settings
from foodapp.pictures.manifest import FILE
from foodapp.pictures.showing import Shown
from foodapp.ui import theme

log = structlog.get_logger(__name__)
SIZE = WIDE, HIGH = 1200, 630
MARGIN, GAP = 64, 10
LARGEST, SMALLEST = 96, 44  # pixels of the name's letters
LINES = 2
RESTAURANTS = "/r/"
PLAIN = re.compile(r"[a-z0-9-]{1,80}")
DRAWN_AS = 1  # to be counted up when the drawing changes
Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Link:
    slug: str
    name: str
    cuisines: str
    shown: Shown
    page: str = RESTAURANTS  # what its slug follows in addresses

    @property
    def digest(self) -> str:
        made_from = (DRAWN_AS, settings().brand_name, theme.accent(), *astuple(self))
        return sha256(repr(made_from).encode()).hexdigest()[:12]

    @property
    def address(self) -> str:
        return f"{self.page}{quote(self.slug, safe='')}/link-{self.digest}.jpg".replace("//", "/")

    @property
    def kept_as(self) -> str:
        """A name for files, whatever script the slug is in and however long it is."""
        if self.page == RESTAURANTS and PLAIN.fullmatch(self.slug):
            return self.slug
        return sha256(f"{self.page}{self.slug}".encode()).hexdigest()[:20]


def picture_of(link: Link) -> bytes:
    """Drawn once, and kept as long as the restaurant looks like that. Slow: on a thread."""
    kept = settings().media_dir / "links" / f"{link.kept_as}.{link.digest}.jpg"
    if kept.is_file():
        return kept.read_bytes()
    drawn = draw(link)
    try:
        _keep(kept, link.kept_as, drawn)
    except OSError as fault:  # a full disk: it is drawn again the next time
        log.warning("link_picture_not_kept", reason=fault.strerror)
    return drawn


def _keep(path: Path, name: str, drawn: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{name}.????????????.jpg"):
        old.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(drawn)
    unfinished.replace(path)


def draw(link: Link) -> bytes:
    x, y = media.focus_of(link.shown.photo)
    picture = ImageOps.fit(
        _ground(link.shown), SIZE, Image.Resampling.LANCZOS, centering=(x / 100, y / 100)
    )
    picture.paste("#140e06", mask=_shade())
    pen = ImageDraw.Draw(picture)
    top = HIGH - MARGIN
    for text, size, colour in reversed(_lines(link)):
        top -= round(size * 1.12) + GAP
        _write(pen, (MARGIN, top), text, size, colour)
    out = BytesIO()
    picture.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue()


def _ground(shown: Shown) -> Image.Image:
    path = _file_of(shown)
    if path is None:
        return Image.new("RGB", SIZE, ImageColor.getrgb(theme.SAFFRON))
    with Image.open(path) as picture:
        return picture.convert("RGB")


def _file_of(shown: Shown) -> Path | None:
    if shown.kind == "photo":
        return media.find(media.url(shown.photo, "l").removeprefix("/media/"))
    if not shown.file:
        return None
    path = FILE.parent / f"{shown.file}.{max(shown.widths)}.webp"
    return path if path.is_file() else None


@lru_cache(maxsize=1)
def _shade() -> Image.Image:
    """Darker below, where the words stand."""
    column = Image.new("L", (1, HIGH))
    for row in range(HIGH):
        column.putpixel((0, row), round(215 * max(0, row / HIGH - 0.3) / 0.7))
    return column.resize(SIZE)


def _lines(link: Link) -> list[tuple[str, int, str]]:
    """(text, pixels, colour), from above: the name as large as it fits, then what they cook."""
    name, size = _fitted(link.name)
    below = " · ".join(part for part in (link.cuisines, settings().brand_name) if part)
    lines = [*((line, size, "#ffffff") for line in name), (below, 34, "#f3e6d2")]
    return [(_cut(line, pixels), pixels, colour) for line, pixels, colour in lines if line]


def _fitted(name: str) -> tuple[list[str], int]:
    words = " ".join(name.split())[:120].split()
    for size in range(LARGEST, SMALLEST, -4):
        lines = _wrapped(words, size)
        if len(lines) <= LINES and all(_fits(line, size) for line in lines):
            return lines, size
    return _wrapped(words, SMALLEST)[:LINES], SMALLEST


def _wrapped(words: list[str], size: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and _fits(f"{lines[-1]} {word}", size):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(line: str, size: int) -> str:
    while not _fits(line, size):
        line = line.removesuffix("…")[:-1] + "…"
    return line


def _fits(line: str, size: int) -> bool:
    return sum(_font(part, size).getlength(text) for part, text in _runs(line)) <= WIDE - 2 * MARGIN


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str
) -> None:
    left, top = at
    for part, run in _runs(text):
        font = _font(part, size)
        pen.text((left, top), run, colour, font)
        left += font.getlength(run)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """(part of the font that has it, text). What none of them has is not written at all."""
    for part, letters in groupby(text, _part_of):
        if part:
            yield part, "".join(letters)


@lru_cache(maxsize=4_000)
def _part_of(letter: str) -> str:
    spans = (
        (part, span) for part in theme.FONT_RANGES for span in theme.FONT_RANGES[part].split(",")
    )
    for part, span in spans:
        first, _, last = span.removeprefix("U+").partition("-")
        if int(first, 16) <= ord(letter) <= int(last or first, 16):
            return part
    return ""


@lru_cache(maxsize=64)
def _font(part: str, size: int) -> Font:
    web = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web"))
    file = web / "build" / "client" / "assets" / theme.font_file(part)
    font = ImageFont.truetype(file, size)
    font.set_variation_by_axes([700])
    return font
