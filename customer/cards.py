"""How a restaurant and a dish look in a list, wherever the list stands."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from customer import addresses, look
from customer.parts import allergen_marks
from foodapp.kit.words import t
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import VERBATIM, button, each, either, icon, phrase
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import CuisineChip, RestaurantCard


def restaurant_grid(cards: Any, label: str) -> rx.Component:
    return rx.el.ul(
        each(cards, lambda card: rx.el.li(restaurant_card(card), class_name="flex")),
        aria_label=label,
        class_name=look.GRID,
    )


def show_more(left: Any, on_press: Any) -> rx.Component:
    """Under a list that is not at its end. left: how many more there are."""
    return rx.cond(
        left > 0,
        rx.el.div(
            button(
                "Show more",
                rx.el.span(left, class_name=look.LEFT),
                look="quiet",
                on_click=on_press,
                id="show-more",
            ),
            class_name=look.MORE,
        ),
    )


def restaurant_card(card: RestaurantCard) -> rx.Component:
    return ReactRouterLink.create(
        rx.el.div(
            food_picture(
                card.shown,
                "card",
                name=card.name,
                class_name=either(card.is_open, look.PICTURE, look.PALE),
            ),
            _on_the_picture(card),
            class_name="relative",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.h3(card.name, class_name=look.CARD_NAME, custom_attrs=VERBATIM),
                _rating(card),
                class_name=look.CARD_TOP,
            ),
            rx.el.p(card.cuisines, class_name=look.CUISINES),
            restaurant_facts(card),
            class_name=look.CARD_WORDS,
        ),
        to=addresses.restaurant(card.slug),
        custom_attrs={"data-testid": "restaurant-card", "data-slug": card.slug},
        class_name=look.WHOLE_CARD,
    )


def small_restaurant_card(card: RestaurantCard) -> rx.Component:
    """In a row that scrolls sideways."""
    return ReactRouterLink.create(
        food_picture(card.small, "small", class_name="w-16"),
        rx.el.span(
            rx.el.span(card.name, class_name=look.SMALL_NAME, custom_attrs=VERBATIM),
            rx.el.span(
                either(card.is_open, phrase(t("{minutes} min", minutes=card.minutes)), card.note),
                class_name=look.SMALL_NOTE,
            ),
            class_name="min-w-0",
        ),
        to=addresses.restaurant(card.slug),
        custom_attrs={"data-testid": "again-card", "data-slug": card.slug},
        class_name=look.SMALL_CARD,
    )


def dish_tile(dish: DishCard) -> rx.Component:
    """In a row that scrolls sideways."""
    return ReactRouterLink.create(
        food_picture(dish.shown, "tile", name=dish.name, class_name=look.TILE_PICTURE),
        rx.el.span(
            rx.el.span(dish.name, class_name=look.TILE_NAME),
            rx.el.span(
                dish.restaurant_name,
                class_name=look.TILE_WHERE,
                custom_attrs=VERBATIM,
            ),
            rx.el.span(
                rx.el.span(dish.price, class_name=look.PRICE),
                class_name=look.TILE_PRICE_LINE,
            ),
            rx.el.span(
                icon("flame", size=14),
                rx.el.span(dish.reason, class_name="truncate"),
                class_name=look.REASON,
            ),
            class_name=look.TILE_WORDS,
        ),
        to=addresses.dish(dish.slug, dish.item_id),
        custom_attrs={"data-testid": "popular-dish"},
        class_name=look.TILE,
    )


def dish_row(dish: DishCard) -> rx.Component:
    """In a list of search results."""
    return ReactRouterLink.create(
        rx.el.span(
            rx.el.span(dish.name, class_name=look.DISH_NAME),
            rx.el.span(dish.description, class_name=look.DISH_TEXT),
            allergen_marks(dish.marks),
            rx.el.span(
                rx.el.span(dish.price, class_name=look.PRICE),
                rx.el.span("·", aria_hidden="true", class_name="text-muted"),
                rx.el.span(
                    dish.restaurant_name, class_name="truncate text-muted", custom_attrs=VERBATIM
                ),
                class_name=look.DISH_LINE,
            ),
            rx.cond(
                dish.is_open,
                rx.fragment(),
                rx.el.span(dish.note, class_name=look.DISH_NOTE),
            ),
            class_name=look.DISH_WORDS,
        ),
        food_picture(
            dish.shown,
            "row",
            name=dish.name,
            class_name=either(dish.is_open, look.DISH_PICTURE, look.DISH_PALE),
        ),
        to=addresses.dish(dish.slug, dish.item_id),
        custom_attrs={"data-testid": "dish-found"},
        class_name=look.DISH_ROW,
    )


def cuisine_chip(
    chip: CuisineChip, chosen: Any, *, query: str = "", on_click: Any = None
) -> rx.Component:
    """A link to the cuisine's page. on_click: pressed, it does this instead."""
    to = addresses.cuisine(chip.key) + query
    props = {"to": to} if on_click is None else {"href": to, "on_click": on_click}
    return (ReactRouterLink.create if on_click is None else rx.el.a)(
        food_picture(chip.shown, "chip", class_name="w-14"),
        rx.el.span(chip.name, class_name=look.CUISINE_NAME),
        aria_current=either(chosen == chip.key, "true", "false"),
        custom_attrs={"data-testid": "cuisine-chip", "data-cuisine": chip.key},
        class_name=either(chosen == chip.key, look.CUISINE_CHIP_ON, look.CUISINE_CHIP),
        **props,
    )


def restaurant_facts(card: RestaurantCard) -> rx.Component:
    """25–35 min · €1.90 · 1.2 km; nothing that is not known."""
    return rx.el.p(
        rx.el.span(icon("clock", size=14), card.minutes, " min", class_name=look.FACT),
        rx.cond(card.fee != "", rx.el.span(icon("bike", size=14), card.fee, class_name=look.FACT)),
        rx.cond(
            card.distance != "",
            rx.el.span(icon("map-pin", size=14), card.distance, class_name=look.FACT),
        ),
        class_name=look.FACTS,
    )


def _rating(card: RestaurantCard) -> rx.Component:
    return rx.cond(
        card.rating != "",
        rx.el.span(
            icon("star", size=14, class_name=look.STAR),
            rx.el.span("Rated ", class_name="sr-only"),
            card.rating,
            class_name=look.RATING,
        ),
        rx.el.span("New", class_name=look.NEW),
    )


def _on_the_picture(card: RestaurantCard) -> rx.Component:
    """What changes the decision: closed, busy, free."""
    return rx.el.div(
        rx.cond(
            card.note != "",
            rx.el.span(card.note, class_name=look.NOTE_TAG),
        ),
        rx.cond(
            card.is_open & card.is_busy,
            rx.el.span("Busy", class_name=look.BUSY_TAG),
        ),
        rx.cond(
            card.offer != "",
            rx.el.span(
                card.offer,
                custom_attrs={"data-testid": "offer"},
                class_name=look.OFFER_TAG,
            ),
        ),
        rx.cond(
            card.is_open & (card.fee == "Free"),
            rx.el.span("Free delivery", class_name=look.FREE_TAG),
        ),
        class_name=look.ON_THE_PICTURE,
    )
