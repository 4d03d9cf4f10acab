"""Pictures of food: one address for every key and every cuisine, the photo first."""

import re
from pathlib import Path

from PIL import Image

from foodapp.menu.pictures import PICTURES
from foodapp.restaurants.cuisines import CUISINES
from foodapp.ui import pictures


def test_the_browser_knows_the_same_keys() -> None:
    written = Path("foodapp/ui/food_keys.js").read_text()
    assert dict(re.findall(r'(\w+): "([^"]+)"', written)) == PICTURES


def test_every_key_and_cuisine_has_a_drawing() -> None:
    for key in [*PICTURES, *(cuisine.emoji for cuisine in CUISINES.values())]:
        assert pictures.picture_url("", key).startswith("/assets/food-")


def test_a_photo_wins_and_what_is_unknown_has_no_address() -> None:
    photo = "0123456789abcdef" * 2
    assert pictures.picture_url(photo, "pizza", "s") == f"/media/{photo}-s.webp"
    assert pictures.picture_url("../etc/passwd", "pizza") == pictures.picture_url("", "🍕")
    assert pictures.picture_url("", "🚀") == ""
    assert pictures.picture_url("", "") == ""


def test_drawings_are_made_small(tmp_path: Path) -> None:
    package = tmp_path / pictures.PACKAGE / "assets"
    package.mkdir(parents=True)
    for name in pictures.drawings():
        Image.new("RGBA", (256, 256), "orange").save(package / name, "WEBP")
    assets = tmp_path / "assets"
    assets.mkdir()
    pictures.write_drawings(tmp_path, assets)
    made = list(assets.iterdir())
    assert len(made) == len(pictures.drawings())
    with Image.open(made[0]) as drawing:
        assert max(drawing.size) == pictures.LONGEST_PX
