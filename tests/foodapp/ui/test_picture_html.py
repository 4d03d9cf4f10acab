"""A picture in its frame, as the server writes it: which files, which words, and what stands where
there is none."""

import re

import pytest

from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.ui.picture_frames import FRAMES, nearest, photo_size
from foodapp.ui.picture_html import picture_html

PIZZA = Shown(
    "illustration",
    file="dish/margherita.1a2b3c4d",
    widths=[160, 320, 640],
    ratio=[4, 3],
    colour="#c04a2b",
    blur="data:image/webp;base64,AAAA",
    of="Pizza Margherita",
)
TABLE = Shown("cuisine", file="table/pizza.1a2b3c4d", widths=[640, 960, 1440], ratio=[2, 1])
ON_PHONES = Shown("cuisine", file="table-phone/pizza.1a2b3c4d", widths=[480, 800], ratio=[3, 2])
CHIP = Shown("cuisine", file="chip/pizza.1a2b3c4d", widths=[96, 192], ratio=[1, 1], colour="#fff")
PHOTO = Shown("photo", photo="0123456789abcdef" * 2)


def loaded(html: str) -> list[str]:
    return re.findall(r"(?:src|srcset)=\"([^\"]+)\"", html)


def test_a_browser_is_offered_avif_before_webp() -> None:
    html = picture_html(PIZZA, "menu")
    assert html.index('type="image/avif"') < html.index('type="image/webp"') < html.index("<img")


def test_a_phone_with_three_pixels_a_point_loads_what_one_with_two_does() -> None:
    phone, _ = re.findall(r'type="image/avif"[^>]*srcset="([^"]+)"', picture_html(PIZZA, "menu"))
    one, two = phone.split(", ")
    assert one.endswith("margherita.1a2b3c4d.160.avif")
    assert two.endswith("margherita.1a2b3c4d.320.avif 2x")


def test_a_large_screen_loads_a_larger_one_of_the_same() -> None:
    _, wide = re.findall(r'type="image/avif"[^>]*srcset="([^"]+)"', picture_html(PIZZA, "menu"))
    assert ".320.avif, " in wide
    assert wide.endswith(".640.avif 2x")


def test_a_hero_is_framed_anew_for_a_phone() -> None:
    html = picture_html(TABLE, "hero", on_phones=ON_PHONES, eager=True)
    phone = re.findall(r'media="[^"]+" srcset="([^"]+)"', html)
    assert all("/table-phone/" in one for one in phone)
    assert 'fetchpriority="high"' in html


def test_a_photo_is_shown_in_our_own_sizes() -> None:
    assert loaded(picture_html(PHOTO, "row"))[0] == f"/media/{PHOTO.photo}-s.avif"
    assert f"/media/{PHOTO.photo}-l.avif 2x" in picture_html(PHOTO, "hero")


def test_one_of_ours_is_called_an_illustration_and_a_photo_is_not() -> None:
    assert 'alt="Illustration of Margherita"' in picture_html(PIZZA, "row", name="Margherita")
    assert 'alt=""' in picture_html(PHOTO, "row", name="Margherita")
    assert 'alt="Illustration"' in picture_html(TABLE, "card", name="Pizzeria Rosa")
    assert 'alt=""' in picture_html(PIZZA, "row")


def test_its_place_is_kept_in_its_colour_until_it_is_there() -> None:
    html = picture_html(PIZZA, "row", loads=False)
    assert "#c04a2b" in html
    assert PIZZA.blur in html
    assert loaded(html) == []
    assert re.search(r'width="\d+" height="\d+"', picture_html(PIZZA, "row"))


def test_a_cut_out_has_no_ground() -> None:
    html = picture_html(CHIP, "chip")
    assert "data-cut" in html
    assert "style=" not in html


@pytest.mark.parametrize(
    "shown",
    [
        NEUTRAL,
        Shown("illustration"),
        Shown("illustration", file="dish/gone.1a2b3c4d"),
        Shown("photo", photo="../../etc/passwd"),
        Shown("neutral", course="drink"),
        Shown("hologram", course="sweet"),
    ],
    ids=["neutral", "no file", "no widths", "no photo", "drink", "unknown kind"],
)
def test_where_there_is_no_picture_stands_a_sign_and_never_a_hole(shown: Shown) -> None:
    html = picture_html(shown, "row")
    assert 'data-kind="neutral"' in html
    assert f'data-course="{shown.course}"' in html
    assert loaded(html) == []


def test_what_people_wrote_breaks_out_of_nothing() -> None:
    evil = '"><script>alert(1)</script>' * 400
    html = picture_html(PIZZA, "row", name=evil, class_name='w-28" onclick="x')
    assert "<script" not in html
    assert ' onclick="' not in html


@pytest.mark.parametrize(("wanted", "file"), [(1, 160), (160, 160), (161, 320), (9_000, 640)])
def test_the_nearest_file_that_is_wide_enough(wanted: int, file: int) -> None:
    assert nearest([640, 160, 320], wanted) == file


def test_the_browser_knows_the_same_frames() -> None:
    assert (photo_size(320), photo_size(321), photo_size(961)) == ("s", "m", "l")
    for frame in FRAMES.values():
        assert all(one <= two for one, two in (frame.phone, frame.wide))
        assert set(frame.props()) == {"phone", "wide"}


def test_a_photo_is_offered_as_avif_first_and_shows_what_its_owner_points_at():
    key = "0" * 32
    html = picture_html(Shown("photo", photo=f"{key}@100,0"), "row")
    assert html.index(f"/media/{key}-s.avif") < html.index(f"/media/{key}-s.webp")
    assert 'style="object-position:100% 0%"' in html
    assert "object-position" not in picture_html(Shown("photo", photo=key), "row")
