"""Papers that people upload are what is in them, whatever they call themselves."""

from io import BytesIO

import pytest
from PIL import Image

from foodapp.kit import documents, media
from tests.fixtures.applying import PDF, picture
from tests.foodapp.kit.test_media import png_that_claims

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200


def test_a_photo_is_made_again_upright_and_says_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "Kitchen of Ana"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    paper = documents.checked(picture(size=(800, 400), exif=exif.tobytes()))
    with Image.open(BytesIO(paper.content)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (400, 800))
        assert not kept.getexif()
    assert b"Ana" not in paper.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_kept_as_jpeg(kind):
    assert documents.checked(picture(kind)).media_type == "image/jpeg"


def test_a_pdf_is_kept_as_it_is():
    assert documents.checked(PDF) == documents.Document(PDF, "application/pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 50,
        b"PK\x03\x04" + b"\0" * 500,  # a ZIP, or an office document
        b"%PDF-1.7 cut off",
        b"<script>alert(1)</script>" + PDF,  # a page that is a PDF further down
        picture()[:400],
    ],
)
def test_what_is_no_paper_is_refused_in_plain_words(data):
    with pytest.raises((documents.NotADocument, media.NotAPhoto)):
        documents.checked(data)


def test_a_heic_photo_is_refused_with_a_way_out():
    with pytest.raises(documents.IsHeic, match="Most compatible"):
        documents.checked(HEIC)


def test_a_locked_pdf_is_refused():
    with pytest.raises(documents.IsLocked):
        documents.checked(PDF.replace(b"trailer <<", b"trailer << /Encrypt 5 0 R"))


def test_too_many_bytes_and_too_many_pixels_are_refused_before_anything_is_decoded():
    with pytest.raises(documents.TooBig):
        documents.checked(PDF + b" " * documents.MAX_BYTES)
    with pytest.raises(media.TooBig):
        documents.checked(png_that_claims(20_000, 20_000))


def test_it_is_only_ever_handed_out_to_be_saved():
    headers = documents.headers_of("identity.pdf")
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_phones_photo_with_a_second_picture_in_it_is_taken_as_its_first():
    """MPO, called .jpg by phones."""
    first, second = (Image.new("RGB", (900, 600), colour) for colour in ("orange", "navy"))
    out = BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])
    paper = documents.checked(out.getvalue())
    with Image.open(BytesIO(paper.content)) as kept:
        assert kept.size == (900, 600)
        assert kept.getpixel((5, 5))[0] > 200  # orange


def test_a_huge_progressive_photo_is_refused_by_its_header():
    """Its decoder would hold every coefficient: the header says so before anything is decoded."""
    huge = bytearray(picture(size=(640, 480), progressive=True))
    frame = huge.index(b"\xff\xc2") + 5  # SOF2: height and width, ISO 10918-1
    huge[frame : frame + 4] = (12_000).to_bytes(2, "big") * 2
    with pytest.raises(media.TooBig):
        documents.checked(bytes(huge))
