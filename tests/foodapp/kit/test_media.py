import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from foodapp.kit import media
from foodapp.kit.errors import DomainError


def photo(kind="JPEG", size=(2400, 1200), mode="RGB", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "orange").save(out, kind, **options)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("size", "width"), [("s", 320), ("m", 800), ("l", 1600)])
def test_a_photo_is_kept_in_three_sizes(size, width):
    key = media.store(photo())

    path = media.find(f"{key}-{size}.webp")
    with Image.open(path) as kept:
        assert (kept.format, kept.size) == ("WEBP", (width, width // 2))


def test_where_a_photo_was_taken_is_forgotten_but_its_upright_side_is_kept():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "Kitchen of Ana"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    key = media.store(photo(size=(800, 400), exif=exif.tobytes()))

    path = media.find(f"{key}-m.webp")
    with Image.open(path) as kept:
        assert kept.size == (400, 800)
        assert not kept.getexif()
    assert b"Ana" not in path.read_bytes()


def test_transparency_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(out, "PNG")
    key = media.store(out.getvalue())

    with Image.open(media.find(f"{key}-s.webp")) as kept:
        assert min(kept.convert("RGB").getpixel((100, 100))) > 250


BAD = {
    "nothing": b"",
    "words": b"hello, I am a photo",
    "a page": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "cut off": photo()[:400],
    "a header alone": photo("PNG", (200, 200))[:40],
    "another kind": photo("GIF", (200, 200), "P"),
    "lies about its size": png_that_claims(3000, 3000),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_what_is_no_photo_is_refused(data):
    with pytest.raises(media.NotAPhoto):
        media.store(data)


@pytest.mark.parametrize(
    ("width", "height"), [(65_000, 65_000), (100_000, 1000), (5000, 5000), (2**31 - 1, 100)]
)
def test_a_bomb_is_refused_before_it_is_unpacked(width, height):
    with pytest.raises(DomainError, match="too big"):
        media.store(png_that_claims(width, height))


def test_a_photo_may_not_weigh_too_much():
    with pytest.raises(media.TooBig):
        media.store(b"\xff\xd8" + b"\0" * media.MAX_BYTES)


def test_a_speck_is_refused():
    with pytest.raises(DomainError, match="too small"):
        media.store(photo(size=(20, 400)))


@pytest.mark.parametrize("name", ["../secret", "x-s.webp", "", f"{'a' * 32}-q.webp", "\0"])
def test_only_our_own_names_are_looked_up(name):
    assert media.find(name) is None


def test_a_forgotten_photo_is_gone():
    key = media.store(photo(size=(200, 200)))
    media.forget(key)
    assert media.find(f"{key}-s.webp") is None
    media.forget("../../etc")  # harmless
