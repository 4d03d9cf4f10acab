from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import (
    badge,
    button,
    count,
    each,
    either,
    empty_state,
    has,
    icon,
    icon_button,
    is_set,
    link_button,
    money,
    phrase,
    skeleton,
    some,
    tabs,
)
from foodapp.ui.live import live_refresh
from foodapp.views.restaurant.menu import OwnerMenuCategory, OwnerMenuItem
from restaurant import addresses
from restaurant.layout import frame, page, page_head
from restaurant.menu.choices import choices
from restaurant.menu.sheets import choice_sheet, dish_sheet
from restaurant.menu.state import DishSheet, Menu
from restaurant.pictures.picker import picker
from restaurant.pictures.picker_state import Picker
from restaurant.state import Shell

AWAY = (("hour", "1 hour"), ("tomorrow", "Until tomorrow"), ("good", "Until I bring it back"))
ALL_AWAY = (
    ("tomorrow", "Sold out: until tomorrow"),
    ("good", "Sold out: until I bring it back"),
)

TRACK = "block h-8 w-13 rounded-full p-1 transition-colors"
KNOB = "block size-6 rounded-full bg-raised shadow-card transition-transform"


@page(addresses.MENU, "Menu", Picker.close, Menu.load)
def menu() -> rx.Component:
    return frame(
        addresses.MENU,
        Menu.load,
        live_refresh(Menu.refresh),
        page_head(
            "Menu",
            "What you change is on the menu at once.",
            rx.cond(
                Shell.is_manager,
                rx.fragment(
                    link_button(icon("camera", 18), "Photos", to=addresses.PHOTOS, look="quiet"),
                    link_button(
                        icon("image", 18), "Illustrations", to=addresses.PICTURES, look="quiet"
                    ),
                    tabs(
                        Menu.part,
                        [("dishes", "Dishes"), ("choices", "Choices")],
                        Menu.show,
                        "Show",
                    ),
                ),
            ),
        ),
        rx.cond(
            Menu.loaded,
            rx.cond(Menu.part == "dishes", _dishes(), choices()),
            skeleton(lines=10),
        ),
        _together(),
        dish_sheet(),
        choice_sheet(),
        picker(),
    )


def _dishes() -> rx.Component:
    return rx.el.div(
        each(Menu.categories, _category),
        rx.cond(
            count(Menu.categories) == 0,
            empty_state(
                "book-open",
                "An empty menu",
                "Begin with a category such as Starters, then add your dishes to it.",
            ),
        ),
        rx.cond(Shell.is_manager, _new_category()),
        class_name="flex flex-col gap-6",
    )


def _category(category: OwnerMenuCategory, n: Any) -> rx.Component:
    return rx.el.section(
        rx.cond(
            Menu.naming == category.id,
            _category_form(category.name),
            rx.el.div(
                rx.el.h2(category.name, class_name="truncate text-lg font-semibold"),
                badge(count(category.dishes)),
                rx.cond(Shell.is_manager, _category_actions(category, n)),
                class_name="flex items-center gap-2",
            ),
        ),
        rx.cond(
            some(category.dishes),
            rx.el.ul(
                each(
                    category.dishes,
                    lambda item, nth: _dish(item, nth, count(category.dishes)),
                ),
                class_name="overflow-hidden rounded-card border border-line bg-raised shadow-card",
            ),
            rx.el.p("No dish in here yet.", class_name="text-muted"),
        ),
        aria_label=category.name,
        class_name="flex flex-col gap-2",
    )


def _category_actions(category: OwnerMenuCategory, n: Any) -> rx.Component:
    return rx.el.div(
        _arrows(
            category.name,
            lambda up: Menu.move_category(category.id, up),
            n,
            count(Menu.categories),
        ),
        icon_button(
            "pencil",
            phrase(t("Rename {name}", name=category.name)),
            on_click=Menu.name_category(category.id),
            class_name="text-muted",
        ),
        rx.cond(
            count(category.dishes) == 0,
            icon_button(
                "trash-2",
                phrase(t("Remove {name}", name=category.name)),
                on_click=Menu.remove_category(category.id),
                class_name="text-muted",
            ),
        ),
        button(
            icon("plus", size=18, class_name="sm:hidden"),
            rx.el.span("Add a dish", class_name="max-sm:sr-only"),
            look="plain",
            class_name="max-sm:px-3",
            on_click=DishSheet.begin(category.id),
        ),
        class_name="ml-auto flex items-center",
    )


def _category_form(name: Any) -> rx.Component:
    return rx.el.form(
        rx.el.input(
            name="name",
            default_value=name,
            required=True,
            max_length=80,
            auto_focus=True,
            aria_label="Name of the category",
            placeholder="Starters",
            class_name="min-h-11 w-full max-w-xs rounded-xl border border-line bg-raised px-3",
        ),
        button("Save", type="submit"),
        button("Cancel", look="quiet", on_click=Menu.name_category("")),
        on_submit=Menu.save_category,
        class_name="flex flex-wrap gap-2",
    )


def _new_category() -> rx.Component:
    return rx.cond(
        Menu.naming == "new",
        _category_form(""),
        button(
            "Add a category",
            look="quiet",
            class_name="self-start",
            on_click=Menu.name_category("new"),
        ),
    )


def _dish(item: OwnerMenuItem, nth: Any, of: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    checked=has(Menu.chosen, item.id),
                    on_change=lambda _on: Menu.choose(item.id),
                    aria_label=phrase(t("Choose {name}", name=item.name)),
                    class_name="size-5 accent-accent",
                ),
                class_name="grid size-11 shrink-0 place-items-center",
            ),
            food_picture(item.shown, "small", class_name="w-14 shrink-0"),
            rx.el.div(
                rx.el.p(item.name, class_name="line-clamp-2 font-semibold leading-snug"),
                rx.el.p(
                    money(item.price),
                    rx.cond(is_set(item.stock), rx.fragment(" · ", item.stock, " left")),
                    rx.cond(
                        ~item.is_available,
                        rx.el.span(" · ", item.why_not, class_name="font-semibold text-act"),
                    ),
                    class_name="text-sm text-muted tnum",
                ),
                rx.cond(
                    ~item.is_declared,
                    rx.el.p(
                        icon("circle-alert", size=14, class_name="shrink-0"),
                        "Allergens not all stated",
                        class_name="flex items-center gap-1 text-xs font-medium text-act",
                    ),
                ),
                class_name="min-w-0 flex-1",
            ),
            rx.cond(Shell.is_manager, _dish_actions(item, nth, of)),
            _switch(item),
            class_name="flex items-center gap-2 py-1.5 pl-1 pr-3",
        ),
        rx.cond(Menu.selling_out == item.id, _how_long(item)),
        rx.cond(
            item.parts_away != "",
            rx.el.p(
                rx.el.span("Run out: ", item.parts_away, class_name="min-w-0 break-words"),
                button(
                    "Bring back",
                    look="plain",
                    on_click=Menu.bring_back_parts(item.id),
                    aria_label=phrase(t("Bring back what ran out of {name}", name=item.name)),
                ),
                class_name="flex items-center justify-between gap-2 px-3 text-sm text-act",
            ),
        ),
        class_name="border-t border-line first:border-0",
    )


def _dish_actions(item: OwnerMenuItem, nth: Any, of: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _arrows(item.name, lambda up: Menu.move(item.id, up), nth, of),
            class_name="hidden sm:flex",
        ),
        icon_button(
            "pencil",
            phrase(t("Edit {name}", name=item.name)),
            on_click=DishSheet.open(item.id),
            class_name="text-muted",
        ),
        class_name="flex",
    )


def _arrows(name: Any, move: Any, nth: Any, of: Any) -> rx.Component:
    """One place further up or down; move takes True for up."""
    return rx.fragment(
        icon_button(
            "arrow-up",
            phrase(t("{name} further up", name=name)),
            on_click=move(True),
            disabled=nth == 0,
            class_name="text-muted",
        ),
        icon_button(
            "arrow-down",
            phrase(t("{name} further down", name=name)),
            on_click=move(False),
            disabled=nth == of - 1,
            class_name="text-muted",
        ),
    )


def _switch(item: OwnerMenuItem) -> rx.Component:
    return rx.el.button(
        rx.el.span(
            rx.el.span(class_name=either(item.is_available, f"{KNOB} translate-x-5", KNOB)),
            class_name=either(item.is_available, f"{TRACK} bg-done", f"{TRACK} bg-muted"),
        ),
        type="button",
        role="switch",
        aria_checked=either(item.is_available, "true", "false"),
        aria_label=phrase(t("{name} on sale", name=item.name)),
        on_click=Menu.switch(item.id, ~item.is_available),
        class_name="grid h-11 shrink-0 place-items-center",
    )


def _how_long(item: OwnerMenuItem) -> rx.Component:
    return rx.el.div(
        rx.el.span("Sold out for how long?", class_name="text-sm font-medium"),
        *[
            button(
                words,
                look="quiet",
                class_name="bg-raised!",
                on_click=Menu.sell_out(item.id, away),
            )
            for away, words in AWAY
        ],
        role="group",
        aria_label="How long it is sold out",
        class_name="rise flex flex-wrap items-center gap-2 bg-sunken px-3 py-2",
    )


def _together() -> rx.Component:
    """What is done to all chosen dishes at once."""
    return rx.cond(
        some(Menu.chosen),
        rx.el.div(
            rx.el.b(count(Menu.chosen), " chosen"),
            *[
                button(words, look="quiet", on_click=Menu.sell_out_chosen(away))
                for away, words in ALL_AWAY
            ],
            button("Back on sale", look="quiet", on_click=Menu.bring_back_chosen),
            rx.cond(
                Shell.is_manager,
                rx.fragment(
                    rx.el.select(
                        rx.el.option("Move to…", value=""),
                        each(
                            Menu.category_choices,
                            lambda pair: rx.el.option(pair[1], value=pair[0]),
                        ),
                        value="",
                        on_change=Menu.move_chosen,
                        aria_label="Move to a category",
                        class_name="min-h-11 rounded-xl border border-line bg-raised px-2",
                    ),
                    button("Take off the menu", look="act", on_click=Menu.archive_chosen),
                ),
            ),
            icon_button("x", "Choose none", on_click=Menu.choose_none, class_name="ml-auto"),
            role="region",
            aria_label="Chosen dishes",
            class_name="rise fixed inset-x-3 bottom-20 z-40 flex flex-wrap items-center gap-2"
            " rounded-card border border-line bg-raised p-3 shadow-card lg:bottom-4 lg:left-24"
            " min-[1400px]:left-56",
        ),
    )
