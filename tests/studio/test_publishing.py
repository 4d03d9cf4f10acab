"""What the studio writes for the product: light enough, whole, and under the right version."""

from pathlib import Path

import pytest
from PIL import Image

from studio import publishing
from studio.formats import FORMATS
from studio.registry import Frame, Picture


def _model() -> Frame:
    return Frame(20.0)


SOUP = Picture("chip", "soup", _model)  # the smallest kind: encoding is what costs time


@pytest.fixture
def master(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture with much detail, and an empty folder to publish to."""
    monkeypatch.setattr(publishing, "PUBLISHED", tmp_path / "pictures")
    noise = Image.merge("RGB", [Image.effect_noise((20, 20), 22) for _ in "RGB"])
    path = tmp_path / "soup.png"
    noise.resize((200, 200), Image.Resampling.BICUBIC).save(path)
    return path


def test_a_picture_is_published_in_every_width_and_form(master: Path) -> None:
    publishing.publish(SOUP, "0a1b2c3d", master)
    assert publishing.is_published(SOUP, "0a1b2c3d")
    assert not publishing.is_published(SOUP, "ffffffff")
    for path in publishing.files_of(SOUP, "0a1b2c3d"):
        with Image.open(path) as image:
            assert image.width == int(path.name.split(".")[2])


def test_quality_goes_down_until_a_width_is_light_enough(master: Path) -> None:
    publishing.publish(SOUP, "0a1b2c3d", master)
    most = dict(zip(FORMATS["chip"].widths, FORMATS["chip"].most, strict=True))
    for path in publishing.files_of(SOUP, "0a1b2c3d"):
        if path.suffix == ".avif":
            assert path.stat().st_size <= most[int(path.name.split(".")[2])] * 1024


def test_a_new_version_takes_the_place_of_the_old(master: Path) -> None:
    publishing.publish(SOUP, "0a1b2c3d", master)
    publishing.publish(SOUP, "11111111", master)
    assert not publishing.is_published(SOUP, "0a1b2c3d")
    assert len(list((publishing.PUBLISHED / "chip").iterdir())) == 4


def test_a_change_that_cannot_be_seen_keeps_the_files_under_the_new_version(master: Path) -> None:
    publishing.publish(SOUP, "0a1b2c3d", master)
    before = {path.read_bytes() for path in publishing.files_of(SOUP, "0a1b2c3d")}
    assert publishing.carry_over(SOUP, "11111111")
    assert before == {path.read_bytes() for path in publishing.files_of(SOUP, "11111111")}


def test_nothing_is_kept_of_what_was_never_published(master: Path) -> None:
    assert not publishing.carry_over(SOUP, "11111111")
