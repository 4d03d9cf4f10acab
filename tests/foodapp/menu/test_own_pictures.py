"""An owner's own choice among the made pictures."""

from dataclasses import replace
from uuid import uuid4

import pytest

from foodapp.accounts.actors import StaffRole
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.menu import own_pictures
from foodapp.menu.models import Item
from foodapp.views.restaurant import pictures
from tests.foodapp.pictures import shelf as shelves


@pytest.fixture(autouse=True)
def shelf(monkeypatch, tmp_path):
    shelves.fill(monkeypatch, tmp_path)
    yield tmp_path
    monkeypatch.undo()
    shelves.forget()


def margherita(session, world):
    session.expire_all()
    return session.get_one(Item, world.margherita)


def test_an_owner_chooses_another_one_none_and_leaves_it_again(session, world):
    own_pictures.choose(session, world.staff, world.margherita, key="diavola")
    assert margherita(session, world).illustration == "diavola"
    own_pictures.choose(session, world.staff, world.margherita, key="")
    assert margherita(session, world).illustration == ""
    own_pictures.leave_to_platform(session, world.staff, world.margherita)
    assert margherita(session, world).illustration == "margherita"
    assert margherita(session, world).illustration_chosen is None


def test_a_picture_that_shows_what_the_dish_denies_is_refused(session, world):
    session.get_one(Item, world.margherita).free_of = ["eggs"]
    with pytest.raises(DomainError, match="Shoyu ramen shows something that Margherita says"):
        own_pictures.choose(session, world.staff, world.margherita, key="shoyu-ramen")
    assert margherita(session, world).illustration_chosen is None


@pytest.mark.parametrize(
    "key", ["no-such", "../../etc/passwd", "Diavola", "diavola\x00", "🍕", "x" * 60]
)
def test_a_key_that_is_none_is_not_found(session, world, key):
    with pytest.raises(NotFound):
        own_pictures.choose(session, world.staff, world.margherita, key=key)


def test_nobody_chooses_for_another_restaurant_and_no_cook_at_all(session, world):
    with pytest.raises(NotFound):
        own_pictures.choose(session, world.rival_staff, world.margherita, key="diavola")
    with pytest.raises(NotFound):
        pictures.choice(session, world.rival_staff, world.margherita, "")
    cook = replace(world.staff, role=StaffRole.KITCHEN)
    for look in (
        lambda: own_pictures.choose(session, cook, world.margherita, key="diavola"),
        lambda: own_pictures.leave_to_platform(session, cook, world.margherita),
        lambda: pictures.proposals(session, cook),
        lambda: pictures.choice(session, cook, world.margherita, ""),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_of_several_all_are_chosen_or_none(session, world):
    with pytest.raises(NotFound):
        own_pictures.choose_many(
            session, world.staff, {world.margherita: "diavola", uuid4(): "diavola"}
        )
    own_pictures.choose_many(
        session, world.staff, {world.margherita: "margherita", world.tiramisu: "tiramisu"}
    )
    rows = pictures.proposals(session, world.staff)
    assert {(one.name, one.made.key, one.is_own) for one in rows} == {
        ("Margherita", "margherita", True),
        ("Tiramisu", "tiramisu", True),
    }


def test_a_dish_with_a_photo_is_not_proposed_for(session, world):
    session.get_one(Item, world.margherita).picture = "0123456789abcdef0123456789abcdef"
    session.flush()
    assert [one.name for one in pictures.proposals(session, world.staff)] == ["Tiramisu"]


def test_the_best_stands_first_and_what_may_not_be_shown_says_so(session, world):
    session.get_one(Item, world.margherita).free_of = ["eggs"]
    found = pictures.choice(session, world.staff, world.margherita, "")
    assert (found.tiles[0].made.key, found.tiles[0].is_proposed) == ("margherita", True)
    assert {one.made.key for one in found.tiles if one.why_not} == {"shoyu-ramen", "tiramisu"}
    assert len(found.tiles) == 9


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("ramen", {"shoyu-ramen", "vegan-ramen"}),
        ("RAM tof", {"vegan-ramen"}),
        ("Käsepizza", {"margherita"}),
        ("indian", {"chicken-curry"}),
        ("nothing like it", set()),
        ("%_\\' OR 1=1", set()),
    ],
)
def test_a_search_finds_by_name_in_any_language_by_what_is_seen_and_by_kitchen(
    session, world, words, keys
):
    found = pictures.choice(session, world.staff, world.margherita, words)
    assert {one.made.key for one in found.tiles} == keys
