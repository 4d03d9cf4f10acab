from typing import Any

import reflex as rx

from customer import addresses
from customer.basket.state import BasketScreen
from customer.layout import frame, page
from customer.parts import allergen_marks, line_words
from foodapp.kit.words import t
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import (
    button,
    card,
    each,
    empty_state,
    error_banner,
    heading,
    link,
    link_button,
    money,
    phrase,
    skeleton,
    stepper,
)
from foodapp.ui.live import live_refresh
from foodapp.views.customer.checkout import ChosenLine


@page(addresses.BASKET, "Your basket", BasketScreen.load)
def basket_page() -> rx.Component:
    return frame(
        live_refresh(BasketScreen.refresh),
        rx.cond(
            BasketScreen.loaded,
            rx.cond(BasketScreen.is_empty, nothing_yet(), chosen()),
            rx.el.div(heading("Your basket"), skeleton(lines=6)),
        ),
        narrow=True,
    )


def nothing_yet() -> rx.Component:
    return empty_state(
        "shopping-bag",
        "Your basket is empty",
        "Find something good: what you choose waits here for you.",
        link_button("See who is open", to="/", id="see-restaurants"),
        level=1,
        scene="empty-basket",
    )


def chosen() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            heading("Your basket"),
            rx.el.p(
                "from ",
                link(
                    BasketScreen.card.restaurant_name,
                    to=addresses.restaurant(BasketScreen.card.restaurant_slug),
                    class_name="font-semibold",
                ),
                class_name="text-muted",
            ),
        ),
        error_banner(BasketScreen.error),
        card(
            rx.el.ul(
                each(BasketScreen.card.lines, line),
                aria_label="Dishes",
                class_name="divide-y divide-line",
            ),
            class_name="py-0",
        ),
        rx.el.div(
            link_button(
                "Add more",
                to=addresses.restaurant(BasketScreen.card.restaurant_slug),
                look="plain",
                id="add-more",
            ),
            button("Empty the basket", look="plain", on_click=BasketScreen.clear, id="clear"),
            class_name="flex flex-wrap justify-between",
        ),
        hints(),
        to_checkout(),
        class_name="flex flex-col gap-4",
    )


def line(dish: ChosenLine) -> rx.Component:
    return rx.el.li(
        food_picture(dish.shown, "small", class_name="w-16"),
        rx.el.div(
            rx.el.div(
                line_words(dish),
                money(dish.total, class_name="font-semibold"),
                class_name="flex gap-3",
            ),
            allergen_marks(dish.marks),
            rx.cond(dish.problem != "", rx.el.p(dish.problem, class_name="text-sm text-act")),
            rx.el.div(
                stepper(
                    dish.quantity,
                    BasketScreen.set_quantity(dish.id, dish.quantity - 1),
                    BasketScreen.set_quantity(dish.id, dish.quantity + 1),
                    what="of this dish",
                ),
                class_name="flex justify-end pt-1",
            ),
            class_name="min-w-0 flex-1",
        ),
        custom_attrs={"data-testid": "basket-line"},
        class_name="flex gap-3 py-4",
    )


def hints() -> rx.Component:
    """What is better known before the checkout; dishes say for themselves what is wrong."""
    return rx.fragment(
        rx.cond(
            BasketScreen.card.minimum_hint != "",
            _hint(BasketScreen.card.minimum_hint, "minimum-hint"),
        ),
        rx.cond(
            ~BasketScreen.card.is_open_now,
            _hint(
                phrase(
                    t(
                        "{restaurant} takes no orders now: choose a time for later.",
                        restaurant=BasketScreen.card.restaurant_name,
                    )
                ),
                "closed-hint",
            ),
        ),
    )


def _hint(sentence: Any, ident: str) -> rx.Component:
    return rx.el.p(
        sentence,
        role="status",
        id=ident,
        class_name="rounded-card bg-accent-soft px-4 py-3 text-accent-ink",
    )


def to_checkout() -> rx.Component:
    """Stays at hand at the bottom of a phone."""
    return rx.el.div(
        link_button(
            "Go to checkout",
            money(BasketScreen.card.total, class_name="ml-auto"),
            to=addresses.CHECKOUT,
            wide=True,
            id="to-checkout",
        ),
        class_name="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-ground px-4 pt-3"
        " pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:static sm:border-0 sm:p-0",
    )
