"""How a restaurant and a dish look in a list, wherever the list stands."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from customer import addresses
from customer.parts import allergen_marks
from foodapp.kit.words import t
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import VERBATIM, button, each, either, icon, phrase
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import RestaurantCard

ROW = "-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-3 scroll-quiet"
GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3"
CARD = (
    "group flex flex-col overflow-hidden rounded-card border border-line bg-raised text-ink"
    " shadow-card no-underline transition-transform duration-150 hover:-translate-y-0.5"
)


def restaurant_grid(cards: Any, label: str) -> rx.Component:
    return rx.el.ul(
        each(cards, lambda card: rx.el.li(restaurant_card(card), class_name="flex")),
        aria_label=label,
        class_name=GRID,
    )


def show_more(left: Any, on_press: Any) -> rx.Component:
    """Under a list that is not at its end. left: how many more there are."""
    return rx.cond(
        left > 0,
        rx.el.div(
            button(
                "Show more",
                rx.el.span(left, class_name="font-normal text-muted tnum"),
                look="quiet",
                on_click=on_press,
                id="show-more",
            ),
            class_name="flex justify-center",
        ),
    )


def restaurant_card(card: RestaurantCard) -> rx.Component:
    return ReactRouterLink.create(
        rx.el.div(
            food_picture(
                card.shown,
                "card",
                name=card.name,
                class_name=either(
                    card.is_open, "w-full square", "w-full square opacity-60 grayscale"
                ),
            ),
            _on_the_picture(card),
            class_name="relative",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.h3(
                    card.name, class_name="min-w-0 truncate font-semibold", custom_attrs=VERBATIM
                ),
                _rating(card),
                class_name="flex items-center justify-between gap-2",
            ),
            rx.el.p(card.cuisines, class_name="truncate text-sm text-muted empty:hidden"),
            restaurant_facts(card),
            class_name="flex flex-col gap-0.5 px-3.5 py-3",
        ),
        to=addresses.restaurant(card.slug),
        custom_attrs={"data-testid": "restaurant-card", "data-slug": card.slug},
        class_name=CARD + " w-full",
    )


def small_restaurant_card(card: RestaurantCard) -> rx.Component:
    """In a row that scrolls sideways."""
    return ReactRouterLink.create(
        food_picture(card.small, "small", class_name="w-16"),
        rx.el.span(
            rx.el.span(card.name, class_name="block truncate font-semibold", custom_attrs=VERBATIM),
            rx.el.span(
                either(card.is_open, phrase(t("{minutes} min", minutes=card.minutes)), card.note),
                class_name="block truncate text-sm text-muted tnum",
            ),
            class_name="min-w-0",
        ),
        to=addresses.restaurant(card.slug),
        custom_attrs={"data-testid": "again-card", "data-slug": card.slug},
        class_name="flex w-64 shrink-0 snap-start items-center gap-3 rounded-card border"
        " border-line bg-raised p-2.5 text-ink no-underline shadow-card",
    )


def dish_tile(dish: DishCard) -> rx.Component:
    """In a row that scrolls sideways."""
    return ReactRouterLink.create(
        food_picture(dish.shown, "tile", name=dish.name, class_name="w-full square"),
        rx.el.span(
            rx.el.span(dish.name, class_name="block truncate font-semibold"),
            rx.el.span(
                dish.restaurant_name,
                class_name="block truncate text-sm text-muted",
                custom_attrs=VERBATIM,
            ),
            rx.el.span(
                rx.el.span(dish.price, class_name="font-medium tnum"),
                class_name="block truncate pt-1 text-sm",
            ),
            rx.el.span(
                icon("flame", size=14),
                rx.el.span(dish.reason, class_name="truncate"),
                class_name="flex items-center gap-1 text-xs font-semibold text-accent-ink tnum",
            ),
            class_name="flex flex-col px-2.5 py-3",
        ),
        to=addresses.restaurant(dish.slug) + "?dish=" + dish.item_id,
        custom_attrs={"data-testid": "popular-dish"},
        class_name=CARD + " w-44 shrink-0 snap-start sm:w-52",
    )


def dish_row(dish: DishCard) -> rx.Component:
    """In a list of search results."""
    return ReactRouterLink.create(
        rx.el.span(
            rx.el.span(dish.name, class_name="block font-semibold [overflow-wrap:anywhere]"),
            rx.el.span(dish.description, class_name="line-clamp-1 text-sm text-muted"),
            allergen_marks(dish.marks),
            rx.el.span(
                rx.el.span(dish.price, class_name="font-medium tnum"),
                rx.el.span("·", aria_hidden="true", class_name="text-muted"),
                rx.el.span(
                    dish.restaurant_name, class_name="truncate text-muted", custom_attrs=VERBATIM
                ),
                class_name="flex min-w-0 items-center gap-2 pt-1 text-sm",
            ),
            rx.cond(
                dish.is_open,
                rx.fragment(),
                rx.el.span(dish.note, class_name="block text-sm font-medium text-act"),
            ),
            class_name="min-w-0 flex-1",
        ),
        food_picture(
            dish.shown,
            "row",
            name=dish.name,
            # The picture alone is paler: what stands beside it is read.
            class_name=either(dish.is_open, "w-28", "w-28 opacity-60 grayscale"),
        ),
        to=addresses.restaurant(dish.slug) + "?dish=" + dish.item_id,
        custom_attrs={"data-testid": "dish-found"},
        class_name="flex items-start gap-3 rounded-card border border-line bg-raised p-3"
        " text-ink no-underline shadow-card",
    )


def restaurant_facts(card: RestaurantCard) -> rx.Component:
    """25–35 min · €1.90 · 1.2 km; nothing that is not known."""
    return rx.el.p(
        rx.el.span(icon("clock", size=14), card.minutes, " min", class_name=FACT),
        rx.cond(card.fee != "", rx.el.span(icon("bike", size=14), card.fee, class_name=FACT)),
        rx.cond(
            card.distance != "",
            rx.el.span(icon("map-pin", size=14), card.distance, class_name=FACT),
        ),
        class_name="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted tnum",
    )


FACT = "inline-flex items-center gap-1 whitespace-nowrap"


def _rating(card: RestaurantCard) -> rx.Component:
    return rx.cond(
        card.rating != "",
        rx.el.span(
            icon("star", size=14, class_name="fill-current text-accent"),
            rx.el.span("Rated ", class_name="sr-only"),
            card.rating,
            class_name="inline-flex shrink-0 items-center gap-1 rounded-full bg-sunken px-2 py-0.5"
            " text-sm font-semibold tnum",
        ),
        rx.el.span("New", class_name="shrink-0 text-sm font-medium text-muted"),
    )


def _on_the_picture(card: RestaurantCard) -> rx.Component:
    """What changes the decision: closed, busy, free."""
    return rx.el.div(
        rx.cond(
            card.note != "",
            rx.el.span(card.note, class_name=TAG + " bg-raised text-ink"),
        ),
        rx.cond(
            card.is_open & card.is_busy,
            rx.el.span("Busy", class_name=TAG + " bg-act-soft text-act"),
        ),
        rx.cond(
            card.offer != "",
            rx.el.span(
                card.offer,
                custom_attrs={"data-testid": "offer"},
                class_name=TAG + " bg-accent-soft text-accent-ink",
            ),
        ),
        rx.cond(
            card.is_open & (card.fee == "Free"),
            rx.el.span("Free delivery", class_name=TAG + " bg-done-soft text-done"),
        ),
        class_name="absolute left-2 top-2 flex flex-wrap gap-1.5 pr-2",
    )


TAG = "rounded-full px-2.5 py-1 text-xs font-semibold shadow-card"
