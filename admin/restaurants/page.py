import reflex as rx

from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.parts import CELL, NUMBER, ROW
from admin.restaurants.state import Restaurants
from admin.state import Shell
from foodapp.ui.kit import badge, cases, empty_state, icon, link, link_button, money
from foodapp.views.console.restaurants import Place

CHOICES = [("", "All"), ("draft", "To approve"), ("active", "Open"), ("suspended", "Suspended")]
HEADS = [
    ("Restaurant", ""),
    ("Status", ""),
    ("Live", "text-right"),
    ("Orders, 30 days", "text-right"),
    ("Sales, 30 days", "text-right"),
    ("Accepted", "text-right"),
    ("Answers in", "text-right"),
    ("Rating", "text-right"),
]


@page("/admin/restaurants", "Restaurants", Restaurants.load)
def restaurants() -> rx.Component:
    return list_screen(
        Restaurants,
        "Restaurants",
        heads=HEADS,
        row=_row,
        card=_card,
        nothing=empty_state("store", "No restaurants here", "Try another filter or search."),
        filters=choices(Restaurants, CHOICES, "Which restaurants"),
        actions=(
            search(Restaurants, "restaurants", "Name"),
            rx.cond(
                Shell.may_restaurants,
                link_button(
                    icon("plus", size=18),
                    "New restaurant",
                    to="/admin/restaurants/new",
                    look="quiet",
                    id="new-restaurant",
                ),
            ),
        ),
    )


def status_of(place: Place) -> rx.Component:
    return rx.el.span(
        cases(
            place.status,
            ("active", badge("Open to orders", look="done")),
            ("suspended", badge("Suspended", look="act")),
            otherwise=badge("Draft", look="accent"),
        ),
        rx.cond(place.is_paused, badge("Paused")),
        class_name="inline-flex items-center gap-1 whitespace-nowrap",
    )


def _row(place: Place) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            link(place.name, to="/admin/restaurants/" + place.id, class_name="font-semibold"),
            rx.el.p(place.address, class_name="text-xs text-muted"),
            class_name=CELL,
        ),
        rx.el.td(status_of(place), class_name=CELL),
        rx.el.td(place.live, class_name=NUMBER),
        rx.el.td(place.orders, class_name=NUMBER),
        rx.el.td(money(place.sales), class_name=NUMBER),
        rx.el.td(place.accepted, class_name=NUMBER),
        rx.el.td(place.answer, class_name=NUMBER),
        rx.el.td(place.rating, class_name=NUMBER),
        class_name=ROW,
    )


def _card(place: Place) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(place.name, class_name="min-w-0 truncate font-semibold text-ink"),
                rx.el.span(status_of(place), class_name="ml-auto"),
                class_name="flex items-center gap-2",
            ),
            rx.el.span(
                place.orders,
                " orders, ",
                place.sales,
                " in 30 days",
                class_name="text-sm text-muted tnum",
            ),
            to="/admin/restaurants/" + place.id,
            class_name="flex flex-col gap-0.5 px-4 py-3 no-underline",
        )
    )
