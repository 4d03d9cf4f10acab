from io import BytesIO

import pytest
from PIL import Image

from foodapp.kit import imaging
from foodapp.kit.errors import DomainError
from foodapp.kit.imaging import Retouch, retouched


def opened(image: Image.Image, kind: str = "PNG", **options: object) -> Image.Image:
    out = BytesIO()
    image.save(out, kind, **options)
    return imaging.opened(out.getvalue(), 1600)


def quartered() -> Image.Image:
    """Red, green above blue, white: 200 by 100."""
    image = Image.new("RGB", (200, 100), "white")
    image.paste((255, 0, 0), (0, 0, 100, 50))
    image.paste((0, 255, 0), (100, 0, 200, 50))
    image.paste((0, 0, 255), (0, 50, 100, 100))
    return image


def test_sixteen_bits_a_pixel_keep_their_shades():
    shades = Image.new("I;16", (100, 100))
    shades.putdata([at * 65_535 // 9_999 for at in range(10_000)])
    found = opened(shades)
    assert found.mode == "RGB"
    assert found.getpixel((0, 50))[0] == pytest.approx(127, abs=2)


def test_printers_colours_become_those_of_screens():
    assert opened(Image.new("CMYK", (80, 80), (0, 200, 200, 0)), "JPEG").getpixel((9, 9))[1] < 80


def test_of_a_moving_picture_the_first_is_taken():
    first, second = Image.new("RGB", (90, 90), "red"), Image.new("RGB", (90, 90), "blue")
    found = opened(first, "WEBP", save_all=True, append_images=[second], lossless=True)
    assert found.getpixel((5, 5)) == (255, 0, 0)


def test_avif_is_read_and_heic_is_named():
    assert opened(Image.new("RGB", (100, 100), "red"), "AVIF").size == (100, 100)
    with pytest.raises(imaging.AppleFormat):
        imaging.opened(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99, 1600)
    with pytest.raises(imaging.NotAPhoto) as other:  # an AVIF that calls itself mif1 first: broken
        imaging.opened(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf" + b"\0" * 99, 1600)
    assert not isinstance(other.value, imaging.AppleFormat)


@pytest.mark.parametrize("size", [(1, 1), (63, 500), (2_000, 100), (100, 2_000)])
def test_what_no_frame_can_show_is_refused_in_words(size):
    with pytest.raises(DomainError, match=r"too small|narrow strip"):
        opened(Image.new("RGB", size, "red"))


def test_a_photo_is_cut_to_a_part_of_it():
    found = retouched(quartered(), Retouch(crop=(0.5, 0.0, 0.5, 1.0)))
    assert found.size == (100, 100)
    assert found.getpixel((10, 10)) == (0, 255, 0)


def test_a_quarter_turn_is_clockwise():
    found = retouched(quartered(), Retouch(turn_deg=90))
    assert found.size == (100, 200)
    assert found.getpixel((90, 10)) == (255, 0, 0)


def test_a_leaning_photo_grows_and_is_cut_in_its_own_measure():
    grown = retouched(quartered(), Retouch(turn_deg=10))
    assert grown.size[0] > 200
    assert grown.size[1] > 100
    assert retouched(quartered(), Retouch((0.25, 0.2, 0.5, 0.6), 10)).size == (
        round(grown.size[0] * 0.75) - round(grown.size[0] * 0.25),
        round(grown.size[1] * 0.8) - round(grown.size[1] * 0.2),
    )


@pytest.mark.parametrize("crop", [(0.0, 0.0, 0.1, 0.1), (0.9, 0.9, 0.9, 0.9), (1, 1, 1, 1)])
def test_so_little_that_nothing_can_be_seen_is_refused(crop):
    with pytest.raises(DomainError, match="Too little"):
        retouched(quartered(), Retouch(crop))


@pytest.mark.parametrize(
    ("shade", "least", "most"), [(40, 1.5, 1.6), (80, 1.4, 1.5), (120, 1, 1), (200, 1, 1)]
)
def test_a_dim_photo_is_proposed_to_be_brighter(shade, least, most):
    proposed = imaging.brightness_for(Image.new("RGB", (100, 100), (shade,) * 3))
    assert least <= proposed <= most


def test_highlights_are_not_burnt_out_for_a_dark_table():
    image = Image.new("RGB", (100, 100), (30,) * 3)
    image.paste((240,) * 3, (0, 0, 100, 10))
    assert imaging.brightness_for(image) == pytest.approx(250 / 240, abs=0.01)
