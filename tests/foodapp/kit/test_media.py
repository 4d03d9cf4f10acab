import resource
import signal
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


# Orientation (EXIF 2.32, tag 0x0112) -> where the stored file has what belongs top left.
CORNERS = {
    1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (0, 1), 7: (1, 1), 8: (1, 0),
}  # fmt: skip


@pytest.mark.parametrize("orientation", CORNERS)
def test_every_orientation_is_upright_and_nothing_of_its_metadata_is_left(orientation):
    """White top left, as it was seen; stored as the camera held it."""
    right, down = CORNERS[orientation]
    size = (400, 800) if orientation >= 5 else (800, 400)  # seen 800 wide
    raw = Image.new("RGB", size, "black")
    half = (size[0] // 2, size[1] // 2)
    raw.paste((255, 255, 255), (right * half[0], down * half[1], *_far(right, down, half)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (47.0, 8.0, 27.6)  # GPS latitude
    out = BytesIO()
    raw.save(out, "JPEG", exif=exif.tobytes(), comment=b"made by Ana", quality=95)

    key = media.store(out.getvalue(), private=True)

    for name in media.SIZES:
        path = media.find_private(key, name)
        with Image.open(path) as kept:
            assert kept.size[0] == 2 * kept.size[1]
            assert min(kept.convert("RGB").getpixel((10, 10))) > 230
            assert max(kept.convert("RGB").getpixel((kept.size[0] - 10, kept.size[1] - 10))) < 25
            assert not kept.getexif()
            assert not {"exif", "xmp", "icc_profile"} & kept.info.keys()
        assert b"Ana" not in path.read_bytes()


def _far(right, down, half):
    return (right + 1) * half[0], (down + 1) * half[1]


def test_a_progressive_photo_of_144_million_pixels_is_refused_from_its_header():
    """A header with that size and next to no data: had it been decoded, it would be no photo."""
    small = photo(size=(800, 800), progressive=True)
    at = small.index(b"\xff\xc2") + 5  # SOF2: length, precision, height, width
    huge = small[:at] + struct.pack(">HH", 12_000, 12_000) + small[at + 4 :]
    with pytest.raises(media.TooBig):
        media.store(huge)
    middling = small[:at] + struct.pack(">HH", 6_000, 6_000) + small[at + 4 :]  # whole in memory
    with pytest.raises(media.TooBig):
        media.store(middling)


def test_a_phones_photo_with_a_second_picture_is_its_first():
    out = BytesIO()
    first, second = (Image.new("RGB", (800, 400), colour) for colour in ("orange", "blue"))
    first.save(out, "MPO", save_all=True, append_images=[second])
    with Image.open(BytesIO(out.getvalue())) as written:
        assert written.format == "MPO"

    key = media.store(out.getvalue(), private=True)

    with Image.open(media.find_private(key, "s")) as kept:
        red, _, blue = kept.convert("RGB").getpixel((100, 50))
        assert red > 200 > 60 > blue


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_what_iphones_store_is_refused_in_plain_words(brand):
    data = b"\x00\x00\x00\x18ftyp" + brand + b"\0" * 400
    with pytest.raises(media.NotAPhoto, match="HEIC"):
        media.store(data)


def test_a_private_photo_has_no_address():
    key = media.store(photo(), private=True)

    assert media.find(f"{key}-s.webp") is None
    assert media.find_private(key, "s").is_file()
    assert media.find_private(f"../{key[3:]}", "s") is None
    assert media.find_private(key, "../s") is None
    media.forget(key, private=True)
    assert media.find_private(key, "s") is None


def test_a_public_photo_has_both_formats_and_one_of_before_its_webp_in_both():
    key = media.store(photo())
    avif = media.find(f"{key}-m.avif")
    with Image.open(avif) as kept:
        assert (kept.format, kept.size) == ("AVIF", (800, 400))
    avif.unlink()
    assert media.find(f"{key}-m.avif") == media.find(f"{key}-m.webp")


def test_a_key_may_say_where_to_look():
    key = media.store(photo())
    placed = media.placed(key, 100, 0)
    assert (media.key_of(placed), media.focus_of(placed)) == (key, (100, 0))
    assert media.url(placed, "s") == f"/media/{key}-s.webp"
    assert media.placed(key, 50, 50) == key
    for wrong in (f"{key}@101,0", f"{key}@1", f"{key}@-1,0", f"{key}@1,2/../x", "x@1,2"):
        assert media.url(wrong) == ""


def test_a_photo_is_made_again_from_what_came_and_not_from_what_was_made():
    first = media.store_editable(photo())
    cut = media.retouch(first.key, media.Retouch(crop=(0.25, 0.25, 0.5, 0.5)))
    assert (cut.width, cut.height) == (1200, 600)
    again = media.retouch(cut.key, media.Retouch())
    assert (again.width, again.height) == (first.width, first.height) == (1600, 800)
    assert len({first.key, cut.key, again.key}) == 3


def test_a_photo_kept_before_sources_were_is_made_from_its_largest():
    key = media.store(photo())
    assert media.retouch(key, media.Retouch(turn_deg=90)).height == 1600


def test_nothing_of_a_forgotten_photo_is_left():
    stored = media.store_editable(photo())
    media.forget(stored.key)
    assert not [*media.settings().media_dir.rglob(f"{stored.key}*")]
    with pytest.raises(media.NotAPhoto):
        media.retouch(stored.key, media.Retouch())


def test_a_full_disk_is_one_sentence_and_leaves_no_half_photo(monkeypatch, tmp_path):
    """A folder that takes no more than a few bytes: the real error of the system."""
    monkeypatch.setattr(media, "settings", lambda: _Kept(tmp_path))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    handled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, limit[1]))
    try:
        with pytest.raises(DomainError, match="cannot keep photos just now"):
            media.store(photo(size=(1600, 1200)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handled)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


class _Kept:
    def __init__(self, media_dir):
        self.media_dir = media_dir
