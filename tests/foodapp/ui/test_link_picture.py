"""The picture of a link: 1200x630, the restaurant's food, its name on it whatever that is."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from foodapp.kit import media
from foodapp.kit.settings import settings
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.ui import link_picture
from foodapp.ui.link_picture import SIZE, Link, draw, picture_of

ROSA = Link("rosa", "Trattoria Rosa", "Pizza, Italian", NEUTRAL)


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow's own: the screens' font is in their build, which these tests do not need."""
    monkeypatch.setattr(link_picture, "_font", lambda part, size: ImageFont.load_default(size))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """Where they are kept; nothing else is in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOODAPP_MEDIA_DIR", str(tmp_path / "media"))
        settings.cache_clear()
        yield tmp_path / "media" / "links"
    settings.cache_clear()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=["JPEG"])


def test_it_is_a_jpeg_of_the_size_that_others_show_large() -> None:
    assert opened(draw(ROSA)).size == SIZE == (1200, 630)


def test_the_name_stands_on_it() -> None:
    plain, named = (opened(draw(replace(ROSA, name=name))) for name in ("", "Trattoria Rosa"))
    assert ImageChops.difference(plain, named).getbbox()


def test_its_own_photo_is_its_ground(kept: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (1600, 900), "#2060c0").save(out, "PNG")
    photo = media.store(out.getvalue())
    red, _, blue = opened(draw(replace(ROSA, shown=Shown("photo", photo=photo)))).getpixel(
        (600, 40)
    )
    assert blue > red


@pytest.mark.parametrize(
    "name",
    [
        "X" * 10_000,
        "Trattoria " * 1_000,
        "تراتوريا روزا",
        "ローザ食堂",
        "Ärgerliche Größe – Ünïcödé & Söhne",
        "\u202e\u0000🍕" * 20,
        "",
    ],
    ids=["one long word", "many words", "Arabic", "Japanese", "accents", "signs", "none"],
)
def test_every_name_is_drawn_in_its_place_or_left_out(name: str) -> None:
    picture = opened(draw(replace(ROSA, name=name)))
    ground = opened(draw(replace(ROSA, name="", cuisines="")))
    box = (
        ImageChops.difference(picture, ground)
        .convert("L")
        .point(lambda one: 255 * (one > 60))
        .getbbox()
    )
    if box is not None:
        assert box[0] >= 32
        assert box[2] <= SIZE[0] - 32
        assert box[3] <= SIZE[1] - 20


def test_it_is_drawn_once_until_the_restaurant_looks_otherwise(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(link_picture, "draw", lambda link: drawn.append(link.name) or b"jpeg")
    renamed = replace(ROSA, name="Osteria Rosa")
    for link in (ROSA, ROSA, renamed, renamed):
        assert picture_of(link) == b"jpeg"
    assert drawn == ["Trattoria Rosa", "Osteria Rosa"]
    assert [one.name for one in kept.iterdir()] == [f"rosa.{renamed.digest}.jpg"]
    assert ROSA.address != renamed.address


def test_a_full_disk_keeps_nobody_from_seeing_it(kept: Path) -> None:
    kept.parent.write_text("a file where the folder should be")
    assert opened(picture_of(ROSA)).size == SIZE
