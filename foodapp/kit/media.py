"""Pictures people upload: taken apart, made again in three sizes, kept under a random key.

What is shown is only ever our own AVIF and WebP: nothing of the file that came survives but its
pixels, so no EXIF (where a photo was taken), no script, no second file hidden behind the first.
"""

import errno
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import structlog
from PIL import Image

from foodapp.kit import imaging
from foodapp.kit.errors import DomainError
from foodapp.kit.imaging import AS_IT_IS, MAX_BYTES, NotAPhoto, Retouch, TooBig
from foodapp.kit.settings import settings
from foodapp.kit.words import t

__all__ = ["MAX_BYTES", "NotAPhoto", "TooBig"]  # what else is known of uploads stands in imaging

SIZES = {"s": 320, "m": 800, "l": 1600}  # longest side, pixels
SOURCE_PX = 2400  # of what is kept to be retouched from, in private
FORMATS = ("avif", "webp")
AVIF_QUALITY, AVIF_SPEED = 55, 9  # a quarter of a second for the largest; slower saves 15 %
WEBP_QUALITY = 80
KEY = re.compile(r"[0-9a-f]{32}")
# Where to look, in percent from the left and the top, when a frame cannot show all of it.
PLACED = re.compile(r"([0-9a-f]{32})(?:@(\d{1,2}|100),(\d{1,2}|100))?")
NAME = re.compile(r"([0-9a-f]{32})-([sml])\.(avif|webp)")
# No room on the disk, of this account, or for this program.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
log = structlog.get_logger(__name__)


class StorageFull(DomainError):
    status = 507

    def __init__(self) -> None:
        super().__init__(t("We cannot keep photos just now. Please try again later."))


@dataclass(frozen=True)
class Stored:
    """width, height: of the largest size. brightness: what we propose; 1 where it is fine."""

    key: str
    width: int
    height: int
    brightness: float


def store(data: bytes, *, private: bool = False) -> str:
    """Keep a photo in three sizes; returns its key. Slow (up to two seconds): on a thread, and
    outside of any transaction. private: it has no address of its own (url, find); whoever keeps
    the key asks who looks before they show find_private's file."""
    return _keep(opened(data), private=private).key


def store_editable(data: bytes) -> Stored:
    """The same for a public photo, with what it takes to retouch it later."""
    source = imaging.opened(data, SOURCE_PX)
    source.thumbnail((SOURCE_PX, SOURCE_PX), Image.Resampling.LANCZOS)
    return _with_source(source, AS_IT_IS)


def retouch(key: str, wish: Retouch) -> Stored:
    """A photo made again from what came, under a key of its own; the one before stays until it is
    forgotten. Slow, as store. Raises NotAPhoto where nothing is left to make it from."""
    source = find_source(key)
    if source is None:
        raise NotAPhoto
    try:
        with Image.open(source) as image:
            return _with_source(image.convert("RGB"), wish)
    except OSError as error:
        raise NotAPhoto from error


def forget(key: str, *, private: bool = False) -> None:
    """Delete a photo's files; a key of another shape (or an outside address) is left alone."""
    if key := key_of(key):
        for path in _files(key, private):
            path.unlink(missing_ok=True)


def key_of(picture: str) -> str:
    """Of a key with or without where to look; empty for what is none."""
    match = PLACED.fullmatch(picture)
    return match[1] if match else ""


def placed(key: str, x: int, y: int) -> str:
    """The key with where to look, in percent; the middle need not be said."""
    return key if (x, y) == (50, 50) else f"{key}@{x},{y}"


def focus_of(picture: str) -> tuple[int, int]:
    """Where to look, in percent from the left and the top."""
    match = PLACED.fullmatch(picture)
    return (int(match[2]), int(match[3])) if match and match[2] else (50, 50)


def url(picture: str, size: str = "m", form: str = "webp") -> str:
    """The address of a stored photo in the size s, m or l; empty where there is none."""
    key = key_of(picture)
    return f"/media/{key}-{size}.{form}" if key else ""


def find(name: str) -> Path | None:
    """The file of an address made by url(); None for every other name. A photo kept before there
    was AVIF has its WebP there, too: what shows pictures knows them by their first bytes."""
    match = NAME.fullmatch(name)
    if match is None:
        return None
    path = _folder(match[1]) / name
    found = path if path.is_file() else path.with_suffix(".webp")
    return found if found.is_file() else None


def find_private(key: str, size: str) -> Path | None:
    """The file of a photo that was stored as private; None for what is none."""
    if not KEY.fullmatch(key) or size not in SIZES:
        return None
    path = _folder(key, True) / f"{key}-{size}.webp"
    return path if path.is_file() else None


def find_source(key: str) -> Path | None:
    """What a photo is retouched from: as it came, or as it is where that was not kept."""
    key = key_of(key)
    found = (_source(key), _folder(key) / f"{key}-l.webp") if key else ()
    return next((path for path in found if path.is_file()), None)


def opened(data: bytes) -> Image.Image:
    """Any picture we take, upright and flat, at least as long as the longest of SIZES where it
    was; for other parts that keep it elsewhere (kit.documents)."""
    return imaging.opened(data, SIZES["l"])


def _with_source(source: Image.Image, wish: Retouch) -> Stored:
    made = imaging.retouched(source, wish)
    brightness = imaging.brightness_for(
        imaging.retouched(source, Retouch(wish.crop, wish.turn_deg))
    )
    kept = _keep(made, private=False)
    path = _source(kept.key)
    with _forgotten_when_full(kept.key, private=False):
        _write(path, source, "webp")
    return Stored(kept.key, kept.width, kept.height, brightness)


def _keep(photo: Image.Image, *, private: bool) -> Stored:
    """photo is made smaller in place."""
    key = secrets.token_hex(16)
    photo = photo.copy()
    size = (0, 0)
    with _forgotten_when_full(key, private=private):
        for name, longest in sorted(SIZES.items(), key=lambda pair: -pair[1]):
            photo.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            size = max(size, photo.size)
            for form in ("webp",) if private else FORMATS:
                _write(_folder(key, private) / f"{key}-{name}.{form}", photo, form)
    return Stored(key, *size, brightness=1.0)


@contextmanager
def _forgotten_when_full(key: str, *, private: bool) -> Iterator[None]:
    """All files of a photo or none of them."""
    try:
        yield
    except OSError as error:
        forget(key, private=private)
        if error.errno not in FULL:
            raise
        log.error("media.storage_full", error=type(error).__name__)
        raise StorageFull from error


def _folder(key: str, private: bool = False) -> Path:
    home = settings().media_dir
    return (home / "private" if private else home) / key[:2]


def _source(key: str) -> Path:
    return _folder(key, True) / f"{key}-source.webp"


def _files(key: str, private: bool) -> list[Path]:
    """All that a photo may have."""
    shown = [_folder(key, private) / f"{key}-{size}.{form}" for size in SIZES for form in FORMATS]
    return shown if private else [*shown, _source(key)]


def _write(path: Path, photo: Image.Image, form: str) -> None:
    """Whole or not at all: a reader never sees half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{form}.part")
    try:
        with unfinished.open("wb") as out:
            _encode(photo, out, form)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _encode(photo: Image.Image, out: IO[bytes], form: str) -> None:
    if form == "avif":
        photo.save(out, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, exif=b"", icc_profile=b"")
    else:
        photo.save(out, "WEBP", quality=WEBP_QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
