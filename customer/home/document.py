"""The front page, and the page of a town, as the server writes them."""

from customer import addresses, look
from customer import cards_html as html
from customer.home.state import ORDERS, shown
from customer.link import named_town, of_home
from foodapp.accounts.actors import Visitor
from foodapp.kit.db import ReadSession
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.ui.glyphs import glyph
from foodapp.ui.heads import SCRIPTED, Head, titled
from foodapp.ui.kit.controls import BASE, LOOK
from foodapp.ui.markup import NOTHING, Html, element, joined
from foodapp.ui.ssr import Document
from foodapp.views.customer import site_schema
from foodapp.views.customer.home import RestaurantCard, Storefront
from foodapp.views.customer.home import home as storefront

INVITATION = t("Food from the restaurants of your town, brought to your door.")


def document(session: ReadSession, visitor: Visitor, *, town: str = "") -> Document:
    """town: the slug of the town whose page it is. NotFound if there is none."""
    found = storefront(session, visitor, town=town)
    link = named_town(session, town, found.town_name) if town else of_home(session)
    return Document(
        template="town/__template__" if town else "",
        head=head(found, town, link.address),
        body=body(found),
        lasts_s=found.changes_in_s,
    )


def head(found: Storefront, town: str, image: str) -> Head:
    site = settings().public_url
    path = addresses.town(town) if town else addresses.HOME
    return Head(
        title=titled(_title(found.town_name if town else "")),
        description=say(_description(found)),
        canonical=site + path,
        image=site + image,
        json_ld=_schema(found, town, path),
    )


def _title(town_name: str) -> Words:
    if town_name:
        return t("Food delivery in {town}", town=town_name)
    return t("Order food from your town")


def _description(found: Storefront) -> Words:
    names = ", ".join(chip.name for chip in found.cuisines[:5])
    if not names or not found.town_name:
        return INVITATION
    return t(
        "{cuisines} and more from the restaurants of {town}, brought to your door or ready to"
        " pick up.",
        cuisines=names,
        town=found.town_name,
    )


def _schema(found: Storefront, town: str, path: str) -> dict[str, object]:
    if not town:
        return site_schema.website(found.restaurants)
    name = say(_title(found.town_name))
    crumbs = [(settings().brand_name, addresses.HOME), (found.town_name or name, path)]
    return site_schema.collection(name, path, found.restaurants, crumbs)


def body(found: Storefront) -> Html:
    heading = t("Order food from your town")
    if found.town_name:
        heading = t("Order food in {town}", town=found.town_name)
    return joined(
        element("h1", say(heading), class_="sr-only"),
        html.form_without_scripts(),
        html.town_question(found.towns) if found.towns and not found.town else _found(found),
    )


def _found(found: Storefront) -> Html:
    values = shown(found)
    return element(
        "div",
        html.town_row(found.towns, found.town),
        html.cuisine_chips(found.cuisines),
        _again(found),
        _popular(found),
        element(
            "div",
            _open_now(values["open_now"]) if values["open_now"] else _nobody(found),
            _more("Further away", "They do not come to this address.", values["elsewhere"]),
            _more("Opening later", "Choose now, and order for when they open.", values["closed"]),
            html.show_more(values["more"]),
            class_=look.LISTS,
        ),
        class_=look.FOUND,
    )


def _again(found: Storefront) -> Html:
    if not found.again:
        return NOTHING
    return html.section(
        "Order again",
        element("h2", "Order again", id="again", class_=html.HEADING[2]),
        element("div", *map(html.small_restaurant_card, found.again), class_=look.ROW),
        class_=look.CLOSE_SECTION,
    )


def _popular(found: Storefront) -> Html:
    if not found.popular:
        return NOTHING
    tiles = (
        html.dish_tile(dish, is_seen=nth < html.SEEN) for nth, dish in enumerate(found.popular)
    )
    return html.section(
        "Popular in town",
        html.heading("Popular in town"),
        element("div", *tiles, class_=look.ROW),
        class_=look.CLOSE_SECTION,
    )


def _open_now(cards: list[RestaurantCard]) -> Html:
    on_a_map = element(
        "button",
        glyph("map", 18),
        "Map",
        type="button",
        id="map-switch",
        class_=f"{BASE} {LOOK['quiet']} {SCRIPTED}",
    )
    return html.section(
        "Open now",
        element(
            "div",
            html.heading("Open now", 2, "mr-auto"),
            _order(),
            on_a_map,
            class_=look.SECTION_TOP,
        ),
        html.restaurant_grid(cards, "Open now", seen=html.SEEN),
    )


def _order() -> Html:
    """Only a script can sort."""
    return element(
        "select",
        *(element("option", say(words), value=order.value) for order, words in ORDERS.items()),
        id="order",
        aria_label="In which order",
        class_=f"{look.ORDER} {SCRIPTED}",
    )


def _more(title: str, text: str, cards: list[RestaurantCard]) -> Html:
    if not cards:
        return NOTHING
    return html.section(
        title,
        element("div", html.heading(title), element("p", text, class_=look.SECTION_NOTE)),
        html.restaurant_grid(cards, title),
    )


def _nobody(found: Storefront) -> Html:
    if any(not card.is_open for card in found.restaurants):
        return html.empty_state("moon", "Everybody is closed", "You can still order for later.")
    return html.empty_state(
        "map-pin-off",
        "Nobody delivers here yet",
        "Try another address, or pick your food up.",
    )
