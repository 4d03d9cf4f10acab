"""Pictures people upload: taken apart, made again in three sizes, kept under a random key.

What is stored is only ever our own WebP: nothing of the file that came survives but its pixels, so
no EXIF (where a photo was taken), no script, no second file hidden behind the first.
"""

import re
import secrets
from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image, ImageOps

from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t

MAX_BYTES = 12 * 1024 * 1024
# A modern phone's photo: its decoder can skip detail. MPO is what phones call .jpg when there is a
# second picture in it (another lens, a preview); the first is taken.
MAX_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000}
MAX_PIXELS_ELSE = 20_000_000  # decoded whole: 60 to 80 MB
SMALLEST_PX = 64
FORMATS = ("JPEG", "PNG", "WEBP")
HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
SIZES = {"s": 320, "m": 800, "l": 1600}  # longest side, pixels
KEY = re.compile(r"[0-9a-f]{32}")
NAME = re.compile(r"([0-9a-f]{32})-([sml])\.webp")


class NotAPhoto(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("We cannot read that photo. Please use a JPEG, PNG or WebP file."))


class AppleFormat(NotAPhoto):
    """HEIC, as iPhones store it. Browsers there hand over a JPEG when they are asked for one."""

    def __init__(self) -> None:
        DomainError.__init__(
            self, t("This photo is a HEIC file, which we cannot read. Please send it as a JPEG.")
        )


class TooBig(DomainError):
    status = 413

    def __init__(self) -> None:
        super().__init__(t("That photo is too big. Please use one of at most 12 MB."))


def store(data: bytes, *, private: bool = False) -> str:
    """Keep a photo in three sizes; returns its key. Slow (up to a second): on a thread, and
    outside of any transaction. private: it has no address of its own (url, find); whoever keeps
    the key asks who looks before they show find_private's file."""
    photo = _opened(data)
    key = secrets.token_hex(16)
    folder = _folder(key, private)
    folder.mkdir(parents=True, exist_ok=True)
    for size, longest in sorted(SIZES.items(), key=lambda pair: -pair[1]):
        photo.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        _write(folder / f"{key}-{size}.webp", photo)
    return key


def forget(key: str, *, private: bool = False) -> None:
    """Delete a photo's files; a key of another shape (or an outside address) is left alone."""
    if KEY.fullmatch(key):
        for size in SIZES:
            (_folder(key, private) / f"{key}-{size}.webp").unlink(missing_ok=True)


def url(key: str, size: str = "m") -> str:
    """The address of a stored photo in the size s, m or l; empty where there is none."""
    return f"/media/{key}-{size}.webp" if KEY.fullmatch(key) else ""


def find(name: str) -> Path | None:
    """The file of an address made by url(); None for every other name."""
    match = NAME.fullmatch(name)
    path = _folder(match[1]) / name if match else None
    return path if path and path.is_file() else None


def opened(data: bytes) -> Image.Image:
    """Any picture we take, upright and flat, at least as long as the longest of SIZES where it
    was; for other parts that keep it elsewhere (kit.documents)."""
    return _opened(data)


def find_private(key: str, size: str) -> Path | None:
    """The file of a photo that was stored as private; None for what is none."""
    if not KEY.fullmatch(key) or size not in SIZES:
        return None
    path = _folder(key, True) / f"{key}-{size}.webp"
    return path if path.is_file() else None


def _folder(key: str, private: bool = False) -> Path:
    home = settings().media_dir
    return (home / "private" if private else home) / key[:2]


def _opened(data: bytes) -> Image.Image:
    """Size and format are judged from the header, before any pixel is decoded."""
    if len(data) > MAX_BYTES:
        raise TooBig
    if _is_heic(data):
        raise AppleFormat
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > _most_pixels(image):
                raise TooBig
            if min(width, height) < SMALLEST_PX:
                raise DomainError(t("That photo is too small to be seen."))
            image.draft("RGB", (SIZES["l"], SIZES["l"]))  # a JPEG decoder can skip detail
            return _flat(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError as error:
        raise TooBig from error
    # What Pillow raises for files that end early, lie about themselves or are no picture.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as error:
        raise NotAPhoto from error


def _most_pixels(image: Image.Image) -> int:
    """Of a progressive JPEG the decoder holds every coefficient, whatever detail is asked for."""
    if "progressive" in image.info:
        return MAX_PIXELS_ELSE
    return MAX_PIXELS.get(str(image.format), MAX_PIXELS_ELSE)


def _is_heic(data: bytes) -> bool:
    """ISO 14496-12: a file type box first, whose brands say what is in it."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIC


def _flat(image: Image.Image) -> Image.Image:
    """Without transparency: on white, as a plate would stand."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return image.convert("RGB")


def _write(path: Path, photo: Image.Image) -> None:
    """Whole or not at all: a reader never sees half a picture."""
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as out:
        _encode(photo, out)
    unfinished.replace(path)


def _encode(photo: Image.Image, out: IO[bytes]) -> None:
    photo.save(out, "WEBP", quality=80, method=4, exif=b"", icc_profile=b"", xmp=b"")
