"""Papers that people upload: what they are is judged by what is in them, never by their name or by
what the browser says. A picture is made again, so that nothing of the file survives but what can be
seen; a PDF is kept as it is, and is only ever handed out to be saved (headers_of), never shown
among our pages."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from foodapp.kit import media
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

MAX_BYTES = 10 * 1024 * 1024
LONGEST_PX = 2400  # small print is still read
PDF = b"%PDF-"
HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


class NotADocument(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("We cannot read this file. Please use a PDF, or a JPEG or PNG photo."))


class IsHeic(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(
            t(
                "This is a HEIC photo, which we cannot read. On an iPhone choose Settings, Camera,"
                " Formats, Most compatible, or send a screenshot of it."
            )
        )


class TooBig(DomainError):
    status = 413

    def __init__(self) -> None:
        super().__init__(t("This file is too big. Please use one of at most 10 MB."))


class IsLocked(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("This PDF is locked with a password. Please save it without one."))


@dataclass(frozen=True)
class Document:
    content: bytes
    media_type: str  # a key of ENDINGS


def checked(data: bytes) -> Document:
    """Slow for a picture (up to a second): on a thread, and outside of any transaction."""
    if len(data) > MAX_BYTES:
        raise TooBig
    if data.startswith(PDF):
        return _pdf(data)
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise IsHeic
    try:
        photo = media.opened(data)
    except media.NotAPhoto as error:
        raise NotADocument from error
    photo.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
    made = BytesIO()
    photo.save(made, "JPEG", quality=85)  # of a picture made anew: nothing else is written
    return Document(made.getvalue(), "image/jpeg")


def _pdf(data: bytes) -> Document:
    """Whole: it ends as a PDF does (ISO 32000-2, 7.5.5), with little behind its end."""
    if b"%%EOF" not in data[-1024:]:
        raise NotADocument
    if b"/Encrypt" in data:
        raise IsLocked
    return Document(data, "application/pdf")


def headers_of(name: str) -> dict[str, str]:
    """Of an answer with such a file. name: one of ours, ASCII."""
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
