"""The basket beside the menu: a column on a wide screen, a bar at the thumb on a phone."""

import reflex as rx

from customer import addresses
from customer.parts import allergen_marks
from customer.restaurant import look
from customer.restaurant.state import RestaurantScreen
from foodapp.orders.prices import PriceLine
from foodapp.ui.kit import each, either, heading, icon, link_button, money, stepper
from foodapp.views.customer.checkout import ChosenLine

BASKET = RestaurantScreen.basket


def basket_bar() -> rx.Component:
    """Read out when it changes: that is how a person who adds a dish hears that it worked."""
    return rx.el.div(
        rx.cond(
            RestaurantScreen.has_basket,
            link_button(
                rx.el.span(
                    BASKET.count,
                    rx.el.span(either(BASKET.count == 1, " dish", " dishes"), class_name="sr-only"),
                    class_name="grid size-7 place-items-center rounded-full bg-on-accent text-sm"
                    " text-accent tnum",
                ),
                "View basket",
                money(BASKET.total, class_name="ml-auto"),
                to=addresses.BASKET,
                wide=True,
                id="basket-bar",
                class_name="min-h-13 shadow-card",
            ),
        ),
        role="status",
        class_name=either(
            RestaurantScreen.has_basket,
            "fixed inset-x-0 bottom-0 z-30 border-t border-line bg-ground px-4 pt-3"
            " pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:hidden",
            "hidden",
        ),
    )


def basket_column() -> rx.Component:
    return rx.el.aside(
        heading("Your basket", level=2),
        rx.cond(RestaurantScreen.has_basket, chosen(), nothing_yet()),
        aria_label="Your basket",
        id="basket-column",
        class_name=look.COLUMN,
    )


def nothing_yet() -> rx.Component:
    return rx.el.div(
        icon("shopping-bag", size=32, class_name="text-muted"),
        rx.el.p("What you choose appears here.", class_name="text-muted"),
        class_name=look.NOTHING_YET,
    )


def chosen() -> rx.Component:
    return rx.fragment(
        rx.cond(
            BASKET.restaurant_slug != RestaurantScreen.profile.slug,
            rx.el.p("From ", BASKET.restaurant_name, class_name="text-sm text-muted"),
        ),
        rx.el.ul(each(BASKET.lines, line), class_name="divide-y divide-line"),
        rx.cond(
            BASKET.minimum_hint != "",
            rx.el.p(
                BASKET.minimum_hint,
                role="status",
                class_name="rounded-xl bg-accent-soft px-3 py-2 text-sm text-accent-ink",
            ),
        ),
        rx.el.dl(
            each(BASKET.prices, _price, like="label"),
            class_name="flex flex-col gap-1 border-t border-line pt-3 text-sm text-muted",
        ),
        link_button(
            "View basket",
            money(BASKET.total, class_name="ml-auto"),
            to=addresses.BASKET,
            wide=True,
            id="basket-link",
        ),
    )


def line(one: ChosenLine) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(one.name, class_name="min-w-0 font-medium"),
            money(one.total, class_name="font-medium"),
            class_name="flex justify-between gap-3",
        ),
        rx.cond(one.details != "", rx.el.p(one.details, class_name="text-sm text-muted")),
        allergen_marks(one.marks),
        rx.cond(one.problem != "", rx.el.p(one.problem, class_name="text-sm text-act")),
        rx.el.div(
            stepper(
                one.quantity,
                RestaurantScreen.set_quantity(one.id, one.quantity - 1),
                RestaurantScreen.set_quantity(one.id, one.quantity + 1),
                what="of this dish",
            ),
            class_name="flex justify-end pt-1",
        ),
        custom_attrs={"data-testid": "mini-line"},
        class_name="py-3",
    )


def _price(one: PriceLine) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.label), rx.el.dd(money(one.amount)), class_name="flex justify-between"
    )
