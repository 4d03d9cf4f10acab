import reflex as rx

from customer import addresses
from customer.address import AddressEntry, address_dialog
from customer.avoiding import Avoiding, avoiding_button, avoiding_dialog
from customer.layout import frame, page
from customer.parts import allergen_marks
from customer.restaurant import look
from customer.restaurant.about import about_dialog
from customer.restaurant.dish import dish_sheet
from customer.restaurant.dish_state import DishSheet
from customer.restaurant.look import (
    DISH,
    HERO,
    MENU,
    OVER_ALL,
    OVER_THE_PICTURE,
    PICTURE,
    WORDS,
    WORDS_ALONE,
)
from customer.restaurant.mini_basket import basket_bar, basket_column
from customer.restaurant.state import RestaurantScreen
from foodapp.kit.settings import settings
from foodapp.kit.words import t
from foodapp.ui.category_tabs import category_tabs
from foodapp.ui.food_pictures import food_picture
from foodapp.ui.kit import (
    badge,
    each,
    either,
    empty_state,
    heading,
    icon,
    link_button,
    no,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.page_title import page_title
from foodapp.ui.ssr import ssr_slot
from foodapp.views.customer.restaurant import ItemRow, Section


@page(
    addresses.restaurant("[slug]"),
    settings().brand_name,
    RestaurantScreen.arrive,
    DishSheet.arrive,
    RestaurantScreen.load,
    DishSheet.load,
    Avoiding.load,
    AddressEntry.arrive,
)
def restaurant() -> rx.Component:
    return frame(
        title(),
        rx.cond(
            RestaurantScreen.loaded,
            rx.cond(RestaurantScreen.missing, nowhere(), restaurant_and_basket()),
            rx.fragment(ssr_slot(), waiting()),
        ),
        dish_sheet(),
        about_dialog(),
        avoiding_dialog(),
        live_refresh(RestaurantScreen.refresh),
        address_dialog(RestaurantScreen.refresh),
    )


def title() -> rx.Component:
    """In the words of the document (customer/restaurant/document.py)."""
    one = RestaurantScreen.profile
    cooks = t("{restaurant}: {cuisines} delivered", restaurant=one.name, cuisines=one.cuisines)
    sells = t("{restaurant}: menu and delivery", restaurant=one.name)
    named = either(one.cuisines != "", phrase(cooks), phrase(sells))
    whole = phrase(t("{title} · {brand}", title=named, brand=settings().brand_name))
    return page_title(either(one.name != "", whole, ""))


def restaurant_and_basket() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            hero(),
            menu_bar(),
            menu(),
            class_name="min-w-0 flex-1",
        ),
        basket_column(),
        basket_bar(),
        class_name=look.BESIDE,
    )


def hero() -> rx.Component:
    one = RestaurantScreen.profile
    return rx.el.section(
        food_picture(
            one.shown,
            "hero",
            name=one.name,
            on_phones=one.on_phones,
            eager=True,
            class_name=HERO,
        ),
        rx.el.div(
            rx.el.div(
                heading(one.name),
                rx.el.p(one.cuisines, class_name="text-muted"),
                class_name="min-w-0",
            ),
            rating_button(),
            class_name=look.TOP,
        ),
        rx.cond(one.description != "", rx.el.p(one.description, class_name="pt-1")),
        facts(),
        stands_in_the_way(),
        aria_label="About",
    )


def rating_button() -> rx.Component:
    """Opens hours, address and reviews."""
    one = RestaurantScreen.profile
    return rx.el.button(
        rx.cond(
            one.rating != "",
            rx.el.span(
                icon("star", size=16, class_name="fill-current text-accent"),
                rx.el.span(one.rating, class_name="font-bold tnum"),
                rx.el.span("(", one.rating_count, ")", class_name="text-muted tnum"),
                class_name=look.RATED,
            ),
            rx.el.span("New here", class_name="font-medium"),
        ),
        rx.el.span("Hours and reviews", class_name="text-xs text-accent-ink"),
        type="button",
        id="about-restaurant",
        on_click=RestaurantScreen.show_about,
        class_name=look.RATING,
    )


def facts() -> rx.Component:
    one = RestaurantScreen.profile
    return rx.el.ul(
        _fact("clock", phrase(t("{minutes} min", minutes=one.minutes))),
        rx.cond(one.is_delivery & (one.fee != ""), _fact("bike", one.fee, " delivery")),
        rx.cond(
            one.is_delivery & (one.minimum != ""), _fact("shopping-bag", one.minimum, " minimum")
        ),
        rx.cond(one.distance != "", _fact("map-pin", one.distance)),
        rx.cond(one.offer != "", rx.el.li(badge(one.offer, look="accent"), id="offer")),
        _fact("door-open", one.opening),
        rx.cond(
            one.is_open & one.is_busy,
            rx.el.li(badge("Busy: takes a little longer", look="act")),
        ),
        rx.cond(
            ~one.has_address & one.is_delivery,
            rx.el.li(
                rx.el.button(
                    "Add your address for the exact fee",
                    type="button",
                    id="address-button",
                    on_click=AddressEntry.show,
                    class_name=look.EXACT_FEE,
                )
            ),
        ),
        aria_label="Delivery",
        class_name=look.FACTS,
    )


def _fact(icon_name: str, *text: str) -> rx.Component:
    return rx.el.li(icon(icon_name, size=16), rx.el.span(*text), class_name=look.FACT)


def stands_in_the_way() -> rx.Component:
    return rx.cond(
        RestaurantScreen.profile.why_not != "",
        rx.el.p(
            icon("info", class_name="mt-0.5 shrink-0"),
            rx.el.span(RestaurantScreen.profile.why_not),
            role="status",
            id="why-not",
            class_name=look.WHY_NOT,
        ),
    )


def menu_bar() -> rx.Component:
    """Stays under the header while the menu scrolls."""
    return rx.el.div(
        rx.el.div(
            icon("search", size=18, class_name=look.SEARCH_ICON),
            rx.el.input(
                id="menu-search",
                type="search",
                aria_label="Search this menu",
                placeholder="Search this menu",
                default_value=RestaurantScreen.words,
                on_change=RestaurantScreen.search_menu,
                max_length=60,
                class_name=look.SEARCH_FIELD,
            ),
            class_name="relative",
        ),
        avoiding_button(),
        category_tabs(RestaurantScreen.sections),
        class_name=look.BAR,
    )


def menu() -> rx.Component:
    return rx.cond(
        some(RestaurantScreen.sections),
        rx.el.div(
            each(RestaurantScreen.sections, section),
            class_name=look.SECTIONS,
        ),
        rx.cond(
            RestaurantScreen.words != "",
            empty_state("search-x", "Not on this menu", "Try another word."),
            empty_state("utensils", "The menu is being written", "Please come back soon."),
        ),
    )


def section(one: Section) -> rx.Component:
    return rx.el.section(
        heading(one.name, level=2, class_name="pb-2"),
        rx.el.ul(
            each(one.dishes, lambda item: item_row(item, one.is_pictured)),
            class_name=MENU,
        ),
        id="section-" + one.id,
        aria_label=one.name,
        class_name=look.SECTION,
    )


def item_row(item: ItemRow, is_pictured: bool) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.el.span(item.name, class_name=look.DISH_NAME),
                rx.el.span(item.description, class_name=look.DISH_TEXT),
                allergen_marks(item.marks),
                rx.el.span(
                    rx.el.span(item.price, class_name=look.PRICE),
                    each(item.badges, lambda word: badge(word, look="accent")),
                    each(item.diets, lambda diet: badge(diet, look="done")),
                    rx.cond(item.note != "", badge(item.note, look="act")),
                    class_name=look.DISH_LINE,
                ),
                class_name=either(is_pictured, WORDS, WORDS_ALONE),
            ),
            rx.cond(is_pictured, picture_of(item)),
            type="button",
            disabled=no(item.is_available),
            on_click=DishSheet.open(item.id),
            custom_attrs={"data-testid": "item-row", "data-item": item.id},
            class_name=DISH,
        ),
        rx.cond(item.is_available & ~item.has_choices, add_at_once(item, is_pictured)),
        class_name=look.ITEM,
    )


def add_at_once(item: ItemRow, is_pictured: bool) -> rx.Component:
    """On the picture, where there is one: words stay free to be read."""
    return rx.el.div(
        rx.el.button(
            icon("plus"),
            type="button",
            aria_label=phrase(t("Add {dish}", dish=item.name)),
            on_click=DishSheet.add_at_once(item.id),
            custom_attrs={"data-testid": "add-at-once", "data-dish": item.id},
            class_name=look.PLUS,
        ),
        class_name=either(is_pictured, OVER_THE_PICTURE, OVER_ALL),
    )


def picture_of(item: ItemRow) -> rx.Component:
    return food_picture(
        item.shown,
        "menu",
        name=item.name,
        class_name=either(item.is_available, PICTURE, PICTURE + " grayscale"),
    )


def nowhere() -> rx.Component:
    return empty_state(
        "store",
        "We could not find that restaurant",
        "It may have moved, or it is taking a break.",
        link_button("See who is open", to="/", id="see-restaurants"),
        level=1,
    )


def waiting() -> rx.Component:
    """Hidden by the style sheet where the server already wrote the page into the slot."""
    return rx.el.div(
        rx.el.div(class_name="skeleton !rounded-none " + HERO),
        skeleton(lines=9),
        class_name="after-slot flex flex-col gap-4",
    )
