import reflex as rx

from foodapp.pictures.showing import Shown
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import each


def more_photos(photos: list[Shown]) -> rx.Component:
    """Beside each other, in a row that scrolls sideways."""
    return rx.el.ul(
        each(photos, _photo, key="photo"),
        aria_label="More photos",
        tab_index=0,
        class_name="-mx-4 flex snap-x gap-2 overflow-x-auto px-4 pb-1",
    )


def _photo(one: Shown) -> rx.Component:
    return rx.el.li(food_picture(one, "tile", class_name="w-40"), class_name="snap-start")
