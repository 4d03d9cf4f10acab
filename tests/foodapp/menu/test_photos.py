from dataclasses import replace

import pytest
from sqlmodel import select

from foodapp.accounts.actors import StaffRole
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.kit.imaging import Retouch
from foodapp.kit.media import Stored
from foodapp.menu import photos
from foodapp.menu.models import Item, Photo
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import restaurant
from foodapp.views.customer.dish import opened
from foodapp.views.restaurant import photos as view


def stored(n: int) -> Stored:
    return Stored(f"{n:032x}", 800, 600, 1.2)


def add(session, world, n: int, item_id=None) -> Photo:
    return photos.add(session, world.staff, item_id=item_id, stored=stored(n))


def shown(session, world) -> list[str]:
    (dish,) = [one for one in view.page(session, world.staff).dishes
               if one.id == str(world.margherita)]  # fmt: skip
    return [card.id for card in dish.photos]


def test_the_first_leads_until_another_is_shown_first(session, world):
    first, second, third = (add(session, world, n, world.margherita) for n in (1, 2, 3))
    item = session.get_one(Item, world.margherita)
    assert item.picture == first.key

    photos.lead(session, world.staff, third.id)
    assert item.picture == third.key
    assert shown(session, world) == [str(one.id) for one in (third, first, second)]


def test_when_the_first_goes_the_next_one_leads_and_then_nothing(session, world):
    first, second = (add(session, world, n, world.margherita) for n in (1, 2))
    item = session.get_one(Item, world.margherita)
    photos.remove_first(session, world.staff, world.margherita)
    assert item.picture == second.key
    photos.remove(session, world.staff, second.id)
    assert item.picture == ""
    photos.remove_first(session, world.staff, world.margherita)
    with pytest.raises(NotFound):
        photos.remove(session, world.staff, first.id)


def test_the_restaurants_own_are_no_dishs(session, world):
    add(session, world, 1, world.margherita)
    own = add(session, world, 2)
    page = view.page(session, world.staff)
    assert [card.id for card in page.own] == [str(own.id)]
    assert session.get_one(Restaurant, world.nonna).picture == own.key
    assert page.without == len(page.dishes) - 1


def test_a_retouched_photo_keeps_its_place(session, world):
    first, second = (add(session, world, n, world.margherita) for n in (1, 2))
    wish = Retouch((0.1, 0.1, 0.5, 0.5), 90, 1.3)
    photos.replace(session, world.staff, second.id, stored=stored(9), wish=wish, focus=(0, 100))
    assert shown(session, world) == [str(first.id), str(second.id)]
    assert session.get_one(Item, world.margherita).picture == first.key
    photos.lead(session, world.staff, second.id)
    assert session.get_one(Item, world.margherita).picture == f"{stored(9).key}@0,100"


def test_each_may_have_so_many_and_no_more(session, world):
    for n in range(photos.MOST_OF_RESTAURANT):
        add(session, world, n)
    with pytest.raises(DomainError, match="remove one first"):
        add(session, world, 99)
    assert len(session.exec(select(Photo)).all()) == photos.MOST_OF_RESTAURANT
    assert view.page(session, world.staff).is_full


@pytest.mark.parametrize("command", [photos.lead, photos.remove, photos.key_to_retouch])
def test_others_and_cooks_change_nothing(session, world, command):
    one = add(session, world, 1, world.margherita)
    cook = replace(world.staff, role=StaffRole.KITCHEN)
    with pytest.raises(NotAllowed):
        command(session, cook, one.id)
    with pytest.raises(NotFound):
        command(session, world.rival_staff, one.id)
    assert shown(session, world) == [str(one.id)]


def test_nobody_adds_a_photo_to_the_dish_of_another(session, world):
    with pytest.raises(NotFound):
        add(session, world, 2, world.ribs)


def test_file_names_find_their_dishes(session, world):
    found = view.matched(session, world.staff, ["margherita.jpg", "IMG_1.jpg"])
    assert found == [str(world.margherita), ""]


def test_guests_see_all_photos_and_where_to_look_in_them(session, world):
    for n in (1, 2):
        add(session, world, n, world.margherita)
    own = add(session, world, 3)
    wish = Retouch((0.1, 0.1, 0.5, 0.5), 0, 1)
    photos.replace(session, world.staff, own.id, stored=stored(4), wish=wish, focus=(0, 100))
    photos.set_logo(session, world.staff, key=stored(5).key)
    slug = session.get_one(Restaurant, world.nonna).slug

    dish = opened(session, world.visitor, slug, world.margherita).shown
    assert dish.shown.photo == stored(1).key
    assert [one.photo for one in dish.more] == [stored(2).key]
    about = restaurant.about(session, world.visitor, slug)
    assert [one.photo for one in about.photos] == [f"{stored(4).key}@0,100"]
    assert stored(5).key in about.logo
    assert opened(session, world.visitor, slug, world.tiramisu).shown.more == []
