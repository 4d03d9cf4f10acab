from typing import Any

import reflex as rx

from admin import addresses
from admin.layout import page
from admin.list_screen import choices, list_screen, search
from admin.restaurants.state import Restaurants
from admin.state import Shell
from foodapp.ui.kit import Column, badge, cases, either, empty_state, icon, link, link_button, money
from foodapp.views.console.restaurants import Place

CHOICES = [("", "All"), ("draft", "To approve"), ("active", "Open"), ("suspended", "Suspended")]


@page(addresses.RESTAURANTS, "Restaurants", Restaurants.load)
def restaurants() -> rx.Component:
    return list_screen(
        Restaurants,
        "Restaurants",
        rows=Restaurants.rows,
        columns=COLUMNS,
        to=lambda place: addresses.restaurant(place.id),
        nothing=empty_state("store", "No restaurants here", "Try another filter or search."),
        filters=choices(Restaurants, CHOICES, "Which restaurants"),
        actions=(
            search(Restaurants, "restaurant", "Search restaurants", "Name"),
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


def _name(place: Place) -> tuple[Any, ...]:
    return (
        link(place.name, to=addresses.restaurant(place.id), class_name="font-semibold"),
        rx.el.p(place.address, class_name="text-xs text-muted"),
    )


def _top(place: Place) -> rx.Component:
    return rx.el.span(
        rx.el.span(place.name, class_name="min-w-0 truncate font-semibold text-ink"),
        rx.el.span(status_of(place), class_name="ml-auto"),
        class_name="flex items-center gap-2",
    )


def _figures(place: Place) -> rx.Component:
    return rx.el.span(
        place.orders,
        either(place.orders == 1, " order, ", " orders, "),
        place.sales,
        " in 30 days",
        class_name="text-sm text-muted tnum",
    )


COLUMNS: tuple[Column[Place], ...] = (
    Column("Restaurant", _name, _top),
    Column("Status", status_of),
    Column("Live", lambda place: place.live, is_number=True),
    Column("Orders, 30 days", lambda place: place.orders, _figures, is_number=True),
    Column("Sales, 30 days", lambda place: money(place.sales), is_number=True),
    Column("Accepted", lambda place: place.accepted, is_number=True),
    Column("Answers in", lambda place: place.answer, is_number=True),
    Column("Rating", lambda place: place.rating, is_number=True),
)
