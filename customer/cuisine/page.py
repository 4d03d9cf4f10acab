import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from customer import addresses, look
from customer.cards import cuisine_chip, dish_row, restaurant_grid, show_more
from customer.cuisine.state import Cuisine
from customer.layout import frame, page
from customer.towns import town_row
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.ui.kit import (
    each,
    either,
    empty_state,
    heading,
    icon,
    link_button,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.ssr import ssr_slot
from foodapp.views.customer.home import CuisineChip


@page(addresses.CUISINE, settings().brand_name, Cuisine.arrive, Cuisine.load)
def cuisine() -> rx.Component:
    return frame(
        rx.cond(
            Cuisine.loaded,
            rx.cond(Cuisine.missing, nowhere(), found()),
            rx.fragment(ssr_slot(), waiting()),
        )
    )


def found() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            ReactRouterLink.create(
                icon("chevron-left", size=18),
                "All restaurants",
                to=addresses.HOME,
                class_name=look.BACK,
            ),
            heading(title()),
        ),
        town_row(Cuisine.towns, Cuisine.town, Cuisine.choose_town),
        chips(),
        rx.el.div(
            rx.cond(some(Cuisine.restaurants), restaurants(), nobody()),
            rx.cond(some(Cuisine.dishes), dishes()),
            class_name=look.LISTS,
        ),
        class_name=look.CUISINE_PAGE,
    )


def title() -> str:
    in_town = phrase(t("{cuisine} in {town}", cuisine=Cuisine.name, town=Cuisine.town_name))
    return either(Cuisine.town_name != "", in_town, Cuisine.name)


def chips() -> rx.Component:
    return rx.el.div(
        each(Cuisine.cuisines, chip_of, key="key"),
        role="group",
        aria_label="Cuisines",
        class_name=look.TIGHT_ROW,
    )


def chip_of(chip: CuisineChip) -> rx.Component:
    return cuisine_chip(chip, Cuisine.key, query=Cuisine.query)


def restaurants() -> rx.Component:
    return rx.el.section(
        heading("Restaurants", level=2),
        restaurant_grid(Cuisine.restaurants, "Restaurants"),
        show_more(Cuisine.more, Cuisine.show_more),
        aria_label="Restaurants",
        class_name=look.SECTION,
    )


def dishes() -> rx.Component:
    return rx.el.section(
        heading("Dishes", level=2),
        rx.el.ul(
            each(Cuisine.dishes, lambda dish: rx.el.li(dish_row(dish))),
            aria_label="Dishes",
            class_name=look.DISH_LIST,
        ),
        aria_label="Dishes",
        class_name=look.SECTION,
    )


def nobody() -> rx.Component:
    return empty_state(
        "utensils",
        "No kitchen here cooks this",
        "Have a look at what the others cook.",
        link_button("See who is open", to=addresses.HOME, id="see-restaurants"),
    )


def nowhere() -> rx.Component:
    return empty_state(
        "utensils",
        "We do not know that cuisine",
        "Have a look at what the kitchens of your town cook.",
        link_button("See who is open", to=addresses.HOME, id="see-restaurants"),
        level=1,
    )


def waiting() -> rx.Component:
    return rx.el.div(skeleton(lines=9), class_name="after-slot")
