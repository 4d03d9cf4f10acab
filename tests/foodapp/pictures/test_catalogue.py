"""Everything that is written of the pictures is known, and follows the rules."""

import re
import tomllib

import pytest

from foodapp.menu.models import ALLERGENS as OF_MENUS
from foodapp.menu.models import DIETS
from foodapp.pictures import catalogue, kitchens, lexicon, manifest
from foodapp.pictures.ingredients import ALLERGENS, KINDS, RULED_OUT, diets_of, holds, ingredients
from foodapp.restaurants.cuisines import CUISINES

WRITTEN = catalogue.written()


def test_allergens_and_diets_are_those_of_menus():
    assert set(OF_MENUS) == ALLERGENS
    assert set(DIETS) == set(RULED_OUT)


def test_an_ingredient_is_something_and_its_allergens_agree_with_that():
    assert len(ingredients()) >= 250
    for one in ingredients().values():
        assert one.kinds, one.name
        assert ("dairy" in one.kinds) == ("milk" in one.allergens), one.name
        assert ("egg" in one.kinds) == ("eggs" in one.allergens), one.name
        assert ("shellfish" in one.kinds) == bool({"crustaceans", "molluscs"} & one.allergens)
        assert "pork" not in one.kinds or "meat" in one.kinds, one.name


def test_diets_follow_from_what_is_seen():
    assert diets_of(holds(["tofu", "rice"])) == list(RULED_OUT)
    assert "vegan" not in diets_of(holds(["honey"]))
    assert diets_of(holds(["ham", "mozzarella"])) == ["gluten_free"]


def test_what_words_mean_is_a_kind_an_allergen_or_an_ingredient():
    known = KINDS | ALLERGENS | set(ingredients())
    for thing, shows in lexicon.things().items():
        assert shows <= known, (thing, shows - known)


@pytest.mark.parametrize("key", sorted(WRITTEN), ids=str)
def test_a_picture_is_written_of_in_full(key):
    row = WRITTEN[key]
    assert set(row) == {"name", "cuisines", "seen", "words"}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert len(key) <= 60
    assert row["name"].strip() == row["name"] != ""
    assert set(row["cuisines"]) <= set(CUISINES)
    assert row["seen"]
    assert holds(row["seen"])  # every ingredient is known
    assert {"en", "de"} <= set(row["words"])


def test_files_have_the_shape_that_pages_count_on():
    for one in manifest.files().values():
        assert re.fullmatch(r"[0-9a-f]{8}", one.version), one.stem
        assert one.kind == "link" or re.fullmatch(r"#[0-9a-f]{6}", one.colour), one.stem
        assert one.widths, one.stem
        assert one.blur.startswith("data:image/webp;base64,") or one.kind in ("link", "chip")
        assert len(one.blur) < 700, one.stem


def test_every_file_of_the_manifest_is_there():
    folder = manifest.FILE.parent
    for one in manifest.files().values():
        forms = ("jpg",) if one.kind == "link" else ("avif", "webp")
        for width in one.widths:
            for form in forms:
                assert (folder / f"{one.stem}.{width}.{form}").stat().st_size > 0


def test_a_kitchen_that_stands_for_another_is_known():
    others = {one for near in kitchens.NEAR.values() for one in near}
    assert others | set(kitchens.NEAR) <= set(CUISINES)


def test_what_a_chip_shows_is_a_dish_that_is_written_of():
    shows = tomllib.loads(kitchens.FILE.read_text(encoding="utf-8"))
    assert set(shows) <= set(CUISINES)
    assert set(shows.values()) <= set(WRITTEN)
