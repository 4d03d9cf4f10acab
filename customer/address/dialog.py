from typing import Any

import reflex as rx

from customer.address.locate import locate
from customer.address.state import AddressEntry, FoundPlace
from foodapp.discovery.addressing import SavedPlace
from foodapp.ui.kit import button, count, dialog, each, error_banner, field, icon, some
from foodapp.ui.map import live_map

ROW = "flex w-full min-h-12 items-center gap-3 rounded-xl px-3 py-2 text-left hover:bg-sunken"
WAY = " font-semibold text-accent-ink"


def address_dialog(on_chosen: Any) -> rx.Component:
    """on_chosen: the handler that reads the page again once the address is another one."""
    return dialog(
        AddressEntry.shown,
        "Where to?",
        error_banner(AddressEntry.error),
        field(
            "Street, number and town",
            "address",
            type="search",
            auto_complete="street-address",
            max_length=200,
            default_value=AddressEntry.query,
            on_change=AddressEntry.search,
        ),
        rx.cond(AddressEntry.asked != "", _question(), _ways(on_chosen)),
        rx.cond(AddressEntry.on_map, _map(on_chosen)),
        rx.cond(
            (some(AddressEntry.saved))
            & (count(AddressEntry.found) == 0)
            & (AddressEntry.asked == ""),
            _saved_places(on_chosen),
        ),
        field(
            "Note for the rider",
            "address-note",
            hint="Such as the floor, or the name on the bell. It goes with the address you choose.",
            max_length=200,
            default_value=AddressEntry.note,
            on_blur=AddressEntry.write_note,
        ),
        on_close=AddressEntry.hide,
        sheet=True,
    )


def _ways(on_chosen: Any) -> rx.Component:
    return rx.el.div(
        rx.el.ul(
            each(AddressEntry.found, lambda place: _found(place, on_chosen), like="text"),
            aria_label="Addresses found",
            class_name="flex flex-col",
        ),
        rx.cond(
            AddressEntry.searched & (count(AddressEntry.found) == 0),
            rx.el.p(
                "We do not know that address: show us on the map where it is.",
                role="status",
                class_name="px-3 py-2 text-muted",
            ),
        ),
        locate("Use my location", AddressEntry.found_me, AddressEntry.not_located, ROW + WAY),
        rx.el.button(
            icon("map", class_name="shrink-0"),
            "Show it on the map",
            type="button",
            on_click=AddressEntry.open_map,
            id="address-on-map",
            class_name=ROW + WAY,
        ),
        class_name="flex flex-col gap-1",
    )


def _question() -> rx.Component:
    """An address whose door is not certain: its pin is only a guess."""
    return rx.el.div(
        icon("map-pin", class_name="mt-0.5 shrink-0 text-accent-ink"),
        rx.el.div(
            rx.el.p(AddressEntry.asked, class_name="font-semibold"),
            rx.el.p(
                "We are not certain where this door is. Tap on the map to put the pin on it.",
                class_name="text-sm text-muted",
            ),
            class_name="min-w-0 flex-1",
        ),
        button("Back", look="quiet", on_click=AddressEntry.back, id="another-address"),
        role="status",
        class_name="mt-3 flex items-start gap-3 rounded-card bg-sunken p-3",
    )


def _saved_places(on_chosen: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h3("Your addresses", class_name="px-3 pb-1 text-sm font-medium text-muted"),
        each(AddressEntry.saved, lambda place: _saved(place, on_chosen)),
        class_name="mb-3 mt-2 flex flex-col border-t border-line pt-3",
    )


def _map(on_chosen: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            AddressEntry.asked == "",
            rx.el.p("Tap where your door is.", class_name="pb-2 text-sm text-muted"),
        ),
        live_map(
            center=AddressEntry.center,
            markers=AddressEntry.pin,
            zoom=15,
            fit=False,
            height="16rem",
            label="Map to show your door on",
            on_map_click=AddressEntry.put_pin,
        ),
        button(
            "Deliver here",
            wide=True,
            on_click=[AddressEntry.use_pin, on_chosen],
            disabled=count(AddressEntry.pin) == 0,
            id="use-pin",
            class_name="mt-2",
        ),
        class_name="py-3",
    )


def _found(place: FoundPlace, on_chosen: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            icon("map-pin", class_name="shrink-0 text-accent-ink"),
            rx.el.span(
                rx.el.span(place.text, class_name="block font-medium"),
                rx.cond(
                    place.hint != "",
                    rx.el.span(place.hint, class_name="block text-sm text-muted"),
                ),
            ),
            type="button",
            on_click=[AddressEntry.choose(place.n), on_chosen],
            custom_attrs={"data-testid": "address-found"},
            class_name=ROW,
        )
    )


def _saved(place: SavedPlace, on_chosen: Any) -> rx.Component:
    return rx.el.button(
        icon("house", class_name="shrink-0 text-muted"),
        rx.el.span(
            rx.el.span(place.label, class_name="block font-medium"),
            rx.el.span(place.text, class_name="block text-sm text-muted"),
        ),
        type="button",
        on_click=[AddressEntry.choose_saved(place.id), on_chosen],
        custom_attrs={"data-testid": "address-saved"},
        class_name=ROW,
    )
