import reflex as rx

from customer import addresses, look
from customer.cards import dish_row, restaurant_grid, show_more
from customer.layout import frame, page
from customer.search.asked import FREE_OF, LEAVE_OUT, PRICES, SOON, SUGGESTED, Asked
from customer.search.state import Search
from customer.towns import town_question
from foodapp.kit.words import t
from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.ui.heads import titled
from foodapp.ui.kit import (
    button,
    chip,
    count,
    each,
    either,
    empty_state,
    has,
    heading,
    icon,
    phrase,
    skeleton,
    some,
    text,
)
from foodapp.ui.ssr import ssr_slot


@page(addresses.SEARCH, titled(t("Search")), Search.load)
def search_page() -> rx.Component:
    return frame(
        rx.cond(Search.loaded, whole(), rx.fragment(ssr_slot(), waiting())),
    )


def whole() -> rx.Component:
    return rx.el.div(
        rx.el.h1("Search", class_name="sr-only"),
        box(),
        filters(),
        rx.el.div(
            rx.cond(
                some(Search.towns),
                town_question(Search.towns, Search.choose_town),
                rx.cond(Search.searched, results(), ideas()),
            ),
            aria_live="polite",
            class_name="pt-4",
        ),
    )


def waiting() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="skeleton mb-4 h-12 w-full"),
        skeleton(lines=6),
        class_name="after-slot",
    )


def box() -> rx.Component:
    return rx.el.div(
        icon("search", class_name=look.SEARCH_ICON),
        rx.el.input(
            id="search-words",
            key=text(Search.visit),
            type="search",
            aria_label="Search for dishes and restaurants",
            placeholder="Dishes, restaurants, cuisines",
            default_value=Search.words,
            on_change=Search.type,
            auto_focus=True,
            max_length=60,
            auto_complete="off",
            custom_attrs={"enterKeyHint": "search"},
            class_name=look.SEARCH_FIELD,
        ),
        class_name="relative",
    )


def filters() -> rx.Component:
    """The diets at hand; allergens behind a button, because choosing them takes thought."""
    return rx.el.div(
        rx.el.div(
            chip(
                icon("sliders-horizontal", size=16),
                "Allergens",
                rx.cond(
                    some(Search.avoid),
                    rx.el.span(count(Search.avoid), class_name="font-bold tnum"),
                ),
                chosen=some(Search.avoid),
                on_click=Search.show_filters(~Search.filters_shown),
                aria_expanded=either(Search.filters_shown, "true", "false"),
                id="filter-allergens",
            ),
            chip(
                "Open now",
                chosen=Search.open_now,
                on_click=Search.toggle_open_now,
                id="filter-open",
            ),
            chip(
                phrase(t("Within {minutes} min", minutes=SOON)),
                chosen=Search.soon,
                on_click=Search.toggle_soon,
                id="filter-soon",
            ),
            *[
                chip(
                    words,
                    chosen=Search.up_to == minor,
                    on_click=Search.toggle_price(minor),
                    id=f"filter-price-{minor}",
                )
                for minor, words in PRICES.items()
            ],
            *[
                chip(
                    name,
                    chosen=has(Search.diets, key),
                    on_click=Search.toggle_diet(key),
                    id=f"filter-{key}",
                )
                for key, name in DIET_NAMES.items()
            ],
            class_name=look.FILTERS,
        ),
        rx.cond(
            Search.filters_shown,
            rx.el.fieldset(
                rx.el.legend(LEAVE_OUT, class_name=look.LEGEND),
                rx.el.div(
                    *[
                        chip(
                            name,
                            chosen=has(Search.avoid, key),
                            on_click=Search.toggle_allergen(key),
                            id=f"avoid-{key}",
                        )
                        for key, name in ALLERGEN_NAMES.items()
                    ],
                    class_name=look.ALLERGENS,
                ),
                rx.el.p(FREE_OF, class_name=look.ALLERGEN_NOTE),
                class_name=look.ALLERGEN_BOX,
            ),
        ),
        role="group",
        aria_label="Filters",
    )


def results() -> rx.Component:
    return rx.cond(
        (some(Search.dishes)) | (some(Search.restaurants)),
        rx.el.div(
            rx.cond(
                some(Search.restaurants),
                rx.el.section(
                    heading("Restaurants", level=2),
                    restaurant_grid(Search.restaurants, "Restaurants"),
                    show_more(Search.more, Search.show_more),
                    class_name=look.SECTION,
                ),
            ),
            rx.cond(
                some(Search.dishes),
                rx.el.section(
                    heading("Dishes", level=2),
                    rx.el.ul(
                        each(Search.dishes, lambda dish: rx.el.li(dish_row(dish))),
                        aria_label="Dishes",
                        class_name=look.DISH_LIST,
                    ),
                    class_name=look.SECTION,
                ),
            ),
            class_name=look.LISTS,
        ),
        empty_state(
            "search-x",
            "Nothing found",
            "Try fewer letters or another word, or drop a filter.",
            button("Clear the filters", look="quiet", on_click=Search.clear, id="clear-filters"),
        ),
    )


def ideas() -> rx.Component:
    return rx.el.section(
        heading("Hungry for…", level=2),
        rx.el.div(
            *[
                rx.el.a(word, href=Asked(words=word).address(), class_name=look.IDEA)
                for word in SUGGESTED
            ],
            class_name=look.IDEAS,
        ),
        class_name=look.SECTION,
    )
