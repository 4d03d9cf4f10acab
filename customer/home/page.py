import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from customer import addresses, look
from customer.address import AddressEntry, address_dialog
from customer.cards import (
    cuisine_chip,
    dish_tile,
    restaurant_grid,
    show_more,
    small_restaurant_card,
)
from customer.home.state import ORDERS, Home
from customer.layout import frame, page
from customer.towns import town_question, town_row
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.ui.kit import (
    button,
    count,
    each,
    either,
    empty_state,
    heading,
    icon,
    link_button,
    phrase,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.map import live_map
from foodapp.ui.ssr import ssr_slot
from foodapp.views.customer.home import CuisineChip, RestaurantCard

IN_YOUR_TOWN = "Order food from your town"
AGAIN_S = 120  # who was open when the page came may have closed since


@page(
    addresses.HOME,
    settings().brand_name,
    Home.arrive,
    Home.load,
    AddressEntry.arrive,
    AddressEntry.take_shared,
    description="Food from the restaurants of your town, brought to your door.",
)
def home() -> rx.Component:
    return whole()


def whole() -> rx.Component:
    """The front page, and the page of a town."""
    return frame(
        live_refresh(Home.load, every_s=AGAIN_S),
        rx.el.div(
            address_button(),
            ways(),
            search_link(),
            class_name="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-3"
            " lg:grid-cols-[20rem_minmax(0,1fr)_auto] lg:gap-x-3",
        ),
        rx.cond(
            Home.loaded,
            rx.cond(Home.missing, nowhere(), rx.fragment(title(), town_or_restaurants())),
            rx.fragment(ssr_slot(), waiting()),
        ),
        address_dialog(Home.moved),
    )


def title() -> rx.Component:
    in_town = phrase(t("Order food in {town}", town=Home.town_name))
    return rx.el.h1(either(Home.town_name != "", in_town, IN_YOUR_TOWN), class_name="sr-only")


def town_or_restaurants() -> rx.Component:
    return rx.cond(
        (some(Home.towns)) & (Home.town == ""),
        town_question(Home.towns, Home.choose_town),
        found(),
    )


def address_button() -> rx.Component:
    return rx.el.button(
        icon("map-pin", class_name="shrink-0 text-accent-ink"),
        rx.el.span(
            rx.el.span(
                either(Home.fulfilment == "pickup", "Near", "Deliver to"),
                class_name="block text-xs text-muted",
            ),
            rx.el.span(
                either(Home.address != "", Home.address, "Add your address"),
                class_name="block truncate font-semibold",
            ),
            class_name="min-w-0 flex-1 text-left leading-tight",
        ),
        icon("chevron-down", size=18, class_name="shrink-0 text-muted"),
        type="button",
        id="address-button",
        on_click=AddressEntry.show,
        class_name="flex min-h-13 min-w-0 items-center gap-2 rounded-xl border border-line"
        " bg-raised px-3 shadow-card",
    )


def ways() -> rx.Component:
    return rx.el.div(
        _way("delivery", "Deliver", "bike"),
        _way("pickup", "Pick up", "footprints"),
        role="group",
        aria_label="How",
        class_name="flex shrink-0 rounded-xl bg-sunken p-1 lg:order-3",
    )


def _way(value: str, text: str, icon_name: str) -> rx.Component:
    return rx.el.button(
        icon(icon_name, size=18),
        rx.el.span(text, class_name="sr-only sm:not-sr-only"),
        type="button",
        id=f"way-{value}",
        aria_pressed=either(Home.fulfilment == value, "true", "false"),
        on_click=Home.choose_fulfilment(value),
        class_name=either(
            Home.fulfilment == value,
            "inline-flex size-11 items-center justify-center gap-2 rounded-lg bg-raised text-sm"
            " font-semibold text-accent-ink shadow-card ring-1 ring-line sm:w-auto sm:px-4",
            "inline-flex size-11 items-center justify-center gap-2 rounded-lg text-sm"
            " font-semibold text-muted sm:w-auto sm:px-4",
        ),
    )


def search_link() -> rx.Component:
    return ReactRouterLink.create(
        icon("search", class_name="text-muted"),
        rx.el.span("Search for dishes and restaurants"),
        to=addresses.SEARCH,
        id="to-search",
        class_name="col-span-2 flex min-h-13 items-center gap-3 rounded-xl border border-line"
        " bg-raised px-4 text-muted no-underline shadow-card lg:order-2 lg:col-span-1",
    )


def found() -> rx.Component:
    return rx.el.div(
        town_row(Home.towns, Home.town, Home.choose_town),
        chips(),
        rx.cond(Home.cuisine == "", rx.fragment(order_again(), popular_dishes())),
        lists(),
        class_name=look.FOUND,
    )


def chips() -> rx.Component:
    return rx.el.div(
        each(Home.cuisines, chip_of, key="key"),
        role="group",
        aria_label="Cuisines",
        class_name=look.TIGHT_ROW,
    )


def chip_of(chip: CuisineChip) -> rx.Component:
    """A link to its page, for who opens it beside this one; pressed, it narrows this one."""
    return cuisine_chip(chip, Home.cuisine, on_click=Home.choose_cuisine(chip.key).prevent_default)


def order_again() -> rx.Component:
    return rx.cond(
        some(Home.again),
        rx.el.section(
            heading("Order again", level=2, id="again"),
            rx.el.div(each(Home.again, small_restaurant_card), class_name=look.ROW),
            aria_label="Order again",
            class_name=look.CLOSE_SECTION,
        ),
    )


def popular_dishes() -> rx.Component:
    return rx.cond(
        some(Home.popular),
        rx.el.section(
            heading("Popular in town", level=2),
            rx.el.div(each(Home.popular, dish_tile), class_name=look.ROW),
            aria_label="Popular in town",
            class_name=look.CLOSE_SECTION,
        ),
    )


def lists() -> rx.Component:
    return rx.el.div(
        rx.cond(
            some(Home.open_now),
            rx.el.section(
                rx.el.div(
                    heading("Open now", level=2, class_name="mr-auto"),
                    rx.cond(Home.on_map, rx.fragment(), order_choice()),
                    map_switch(),
                    class_name=look.SECTION_TOP,
                ),
                rx.cond(Home.on_map, the_map(), restaurant_grid(Home.open_now, "Open now")),
                aria_label="Open now",
                class_name=look.SECTION,
            ),
            nothing_here(),
        ),
        more("Further away", "They do not come to this address.", Home.elsewhere),
        more("Opening later", "Choose now, and order for when they open.", Home.closed),
        show_more(Home.more, Home.show_more),
        class_name=look.LISTS,
    )


def order_choice() -> rx.Component:
    return rx.el.select(
        *[rx.el.option(say(words), value=order.value) for order, words in ORDERS.items()],
        value=Home.order,
        on_change=Home.sort,
        id="order",
        aria_label="In which order",
        class_name=look.ORDER,
    )


def map_switch() -> rx.Component:
    return button(
        rx.cond(Home.on_map, icon("list", size=18), icon("map", size=18)),
        either(Home.on_map, "List", "Map"),
        look="quiet",
        id="map-switch",
        on_click=Home.show_map(~Home.on_map),
    )


def the_map() -> rx.Component:
    return live_map(
        center=Home.center,
        markers=Home.markers,
        height="60vh",
        label="Restaurants near you",
        cooperative=True,
        on_marker_click=Home.open_marker,
    )


def more(title: str, text: str, cards: list[RestaurantCard]) -> rx.Component:
    return rx.cond(
        some(cards),
        rx.el.section(
            rx.el.div(
                heading(title, level=2),
                rx.el.p(text, class_name=look.SECTION_NOTE),
            ),
            restaurant_grid(cards, title),
            aria_label=title,
            class_name=look.SECTION,
        ),
    )


def nowhere() -> rx.Component:
    return empty_state(
        "map-pin-off",
        "We do not know that town",
        "It may have moved, or nobody cooks there any more.",
        link_button("See who is open", to=addresses.HOME, id="see-restaurants"),
        level=1,
    )


def nothing_here() -> rx.Component:
    """Nobody delivers here, or nobody is open; each says what can be done."""
    change = button("Change the address", on_click=AddressEntry.show, id="change-address")
    pick_up = button(
        "Pick up instead", look="quiet", on_click=Home.choose_fulfilment("pickup"), id="pick-up"
    )
    return rx.cond(
        Home.cuisine != "",
        empty_state(
            "utensils",
            "No kitchen that cooks this is open",
            "",
            button("Show all", on_click=Home.choose_cuisine(""), id="show-all"),
        ),
        rx.cond(
            (some(Home.closed)) & (count(Home.elsewhere) == 0),
            empty_state("moon", "Everybody is closed", "You can still order for later."),
            empty_state(
                "map-pin-off",
                "Nobody delivers here yet",
                "Try another address, or pick your food up.",
                change,
                pick_up,
            ),
        ),
    )


def waiting() -> rx.Component:
    """The shape of what is on its way."""
    tile = rx.el.div(
        rx.el.div(class_name="skeleton aspect-[2/1] w-full"),
        rx.el.div(class_name="skeleton mt-3 h-5 w-2/3"),
        rx.el.div(class_name="skeleton mt-2 h-4 w-1/2"),
    )
    return rx.el.div(
        rx.el.div(
            *[rx.el.div(class_name="skeleton h-20 w-20 shrink-0") for _ in range(8)],
            class_name="flex gap-2 overflow-hidden",
        ),
        rx.el.div(*[tile] * 6, class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-3"),
        aria_hidden="true",
        class_name="after-slot " + look.FOUND,
    )
