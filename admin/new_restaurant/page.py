import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.new_restaurant.state import NewRestaurant as Screen
from foodapp.restaurants.cuisines import CUISINES
from foodapp.ui.inviting import link_shown
from foodapp.ui.kit import (
    button,
    card,
    dialog,
    either,
    error_banner,
    field,
    heading,
    icon,
    link,
    select,
    text,
)
from foodapp.ui.map.live_map import live_map
from foodapp.ui.proving import proof_dialog

KINDS = [("", "Not known yet"), *[(one.key, one.name) for one in CUISINES.values()]]


@page("/admin/restaurants/new", "New restaurant", Screen.load)
def new_restaurant() -> rx.Component:
    return frame(
        addresses.RESTAURANTS,
        link(
            icon("arrow-left", size=16),
            "Restaurants",
            to=addresses.RESTAURANTS,
            class_name="inline-flex min-h-11 items-center gap-1 text-sm",
        ),
        page_head(
            "New restaurant", "A draft. Its owner adds menu and hours, then you open it to orders."
        ),
        rx.el.div(_where(), _who(), class_name="grid items-start gap-4 lg:grid-cols-2"),
        _done(),
        proof_dialog(Screen),
    )


def _where() -> rx.Component:
    return card(
        heading("Where it is", level=2),
        rx.el.form(
            field("Find an address", "address", required=True, max_length=200),
            button("Find", type="submit", look="quiet", id="find-address"),
            on_submit=Screen.look_up,
            class_name="flex items-end gap-2 py-3 [&>div]:flex-1",
        ),
        rx.el.p(
            either(Screen.hint != "", Screen.hint, "Or tap the map where its door is."),
            role="status",
            class_name="pb-2 text-sm text-muted",
        ),
        live_map(
            center=Screen.center,
            zoom=Screen.zoom,
            markers=Screen.markers,
            picking=True,
            fit=False,
            height="22rem",
            label="Where the restaurant is",
            on_map_click=Screen.move,
        ),
    )


def _who() -> rx.Component:
    return card(
        rx.el.form(
            field("Name", "name", required=True, max_length=120),
            rx.el.div(
                field(
                    "Street and number", "street", default_value=Screen.street, required=True,
                    max_length=120,
                ),
                rx.el.div(
                    field("Postcode", "postcode", default_value=Screen.postcode, max_length=16),
                    field(
                        "Town", "city", default_value=Screen.city, required=True, max_length=80
                    ),
                    class_name="grid grid-cols-[7rem_1fr] gap-3",
                ),
                key=text(Screen.version),
                class_name="flex flex-col gap-3",
            ),
            rx.el.div(
                field("Phone", "phone", type="tel", max_length=40),
                select("Kind of food", "cuisine", KINDS),
                class_name="grid gap-3 sm:grid-cols-2",
            ),
            field(
                "Owner's e-mail",
                "email",
                type="email",
                required=True,
                max_length=254,
                hint="You get a link to hand over to them.",
            ),
            error_banner(Screen.error),
            button("Make it", type="submit", id="make-restaurant", class_name="self-start"),
            on_submit=Screen.make,
            aria_label="New restaurant",
            class_name="flex flex-col gap-3",
        ),
    )  # fmt: skip


def _done() -> rx.Component:
    return dialog(
        Screen.inviting == "owner",
        "Its owner is invited",
        link_shown(Screen, Screen.go_on),
        on_close=Screen.go_on,
        sheet=True,
    )
