"""The cached menu: kept under what it is of, which version, and in which shape."""

from pydantic import create_model

from foodapp.menu import reading
from foodapp.menu.reading import ItemCard, Menu, shape


def test_another_shape_of_the_menu_has_another_key(monkeypatch):
    more = create_model("ItemCard", __base__=ItemCard, is_spicy=(bool, False))
    category = create_model("CategoryCard", __base__=reading.CategoryCard, items=(list[more], ...))
    grown = create_model("Menu", __base__=Menu, categories=(list[category], ...))
    assert shape(grown) != shape(Menu) == reading.SHAPE
    again = create_model("Menu", __base__=Menu)
    again.__doc__ = Menu.__doc__
    assert shape(again) == shape(Menu)


def test_what_another_program_kept_in_its_shape_is_not_read(session, world, valkey, monkeypatch):
    with monkeypatch.context() as yesterday:
        yesterday.setattr(reading, "SHAPE", "yesterday")
        valkey.set(reading._keys([world.nonna])[world.nonna], '{"dishes": "as they were"}')
    found = reading.menu_of(session, world.nonna)
    assert [item.name for item in found.items()] == [
        item.name for item in reading.read(session, world.nonna).items()
    ]
