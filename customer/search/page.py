import reflex as rx

from customer import addresses
from customer.cards import dish_row, restaurant_grid, show_more
from customer.layout import frame, page
from customer.search.state import PRICES, SOON, Search
from customer.towns import town_question
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
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

SUGGESTED = ("Pizza", "Burger", "Sushi", "Curry", "Noodles", "Salad", "Ice cream")


@page(addresses.SEARCH, phrase(t("Search - {brand}", brand=settings().brand_name)), Search.load)
def search_page() -> rx.Component:
    return frame(
        rx.el.h1("Search", class_name="sr-only"),
        rx.cond(Search.loaded, box(), rx.el.div(class_name="skeleton h-12 w-full")),
        filters(),
        rx.el.div(
            rx.cond(
                Search.loaded,
                rx.cond(
                    some(Search.towns),
                    town_question(Search.towns, Search.choose_town),
                    rx.cond(Search.searched, results(), ideas()),
                ),
                skeleton(lines=6),
            ),
            aria_live="polite",
            class_name="pt-4",
        ),
    )


def box() -> rx.Component:
    return rx.el.div(
        icon("search", class_name="pointer-events-none absolute left-3.5 top-3.5 text-muted"),
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
            class_name="min-h-12 w-full rounded-xl border border-line bg-raised pl-11 pr-3"
            " text-base text-ink shadow-card placeholder:text-muted",
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
            class_name="-mx-4 flex gap-2 overflow-x-auto px-4 py-3 scroll-quiet",
        ),
        rx.cond(
            Search.filters_shown,
            rx.el.fieldset(
                rx.el.legend("Leave out dishes with", class_name="text-sm font-medium"),
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
                    class_name="flex flex-wrap gap-2 pt-2",
                ),
                rx.el.p(
                    "Only what is stated to be free of it is shown: what may hold traces, or of"
                    " which nobody has said anything, is left out.",
                    class_name="pt-2 text-sm text-muted",
                ),
                class_name="rounded-card bg-sunken p-3",
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
                    class_name="flex flex-col gap-3",
                ),
            ),
            rx.cond(
                some(Search.dishes),
                rx.el.section(
                    heading("Dishes", level=2),
                    rx.el.ul(
                        each(Search.dishes, lambda dish: rx.el.li(dish_row(dish))),
                        aria_label="Dishes",
                        class_name="grid gap-3 md:grid-cols-2",
                    ),
                    class_name="flex flex-col gap-3",
                ),
            ),
            class_name="flex flex-col gap-8",
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
                rx.el.a(
                    word,
                    href=f"/search?q={word.replace(' ', '+')}",
                    class_name="inline-flex min-h-11 items-center rounded-full border border-line"
                    " bg-raised px-4 text-sm font-medium text-ink no-underline",
                )
                for word in SUGGESTED
            ],
            class_name="flex flex-wrap gap-2",
        ),
        class_name="flex flex-col gap-3",
    )
