"""A cuisine's page as the server writes it: who cooks it, and which dishes, with their prices."""

from customer import addresses, look
from customer import cards_html as html
from customer.cuisine.state import shown
from customer.link import of_cuisine
from foodapp.accounts.actors import Visitor
from foodapp.kit.db import ReadSession
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.ui.glyphs import glyph
from foodapp.ui.heads import Head, titled
from foodapp.ui.markup import NOTHING, Html, element
from foodapp.ui.ssr import Document
from foodapp.views.customer import site_schema
from foodapp.views.customer.cuisine import CuisinePage
from foodapp.views.customer.cuisine import page as cuisine_page


def document(session: ReadSession, visitor: Visitor, key: str, *, town: str = "") -> Document:
    """NotFound if there is no such cuisine, or no such town."""
    found = cuisine_page(session, visitor, key, town=town)
    return Document(
        template="cuisine/__template__",
        head=_head(found, town, of_cuisine(session, key).address),
        body=body(found),
        lasts_s=found.changes_in_s,
    )


def _head(found: CuisinePage, town: str, image: str) -> Head:
    site = settings().public_url
    path = addresses.cuisine(found.key) + (f"?town={town}" if town else "")
    name = say(_title(found))
    crumbs = [(settings().brand_name, addresses.HOME), (name, path)]
    return Head(
        title=titled(name),
        description=say(_description(found)),
        canonical=site + path,
        image=site + image,
        json_ld=site_schema.collection(name, path, found.restaurants, crumbs),
        is_found=bool(found.restaurants),
    )


def _title(found: CuisinePage) -> Words:
    if not found.town_name:
        return t("{cuisine}, delivered or to pick up", cuisine=found.name)
    return t("{cuisine} in {town}", cuisine=found.name, town=found.town_name)


def _description(found: CuisinePage) -> Words:
    names = ", ".join(card.name for card in found.restaurants[:3])
    if not names:
        return t("Nobody cooks {cuisine} here at the moment.", cuisine=found.name)
    dishes = ", ".join(dict.fromkeys(dish.name for dish in found.dishes[:4]))
    if not dishes:
        return t(
            "{cuisine} from {restaurants} and others, brought to your door.",
            cuisine=found.name,
            restaurants=names,
        )
    return t(
        "{cuisine} from {restaurants}: {dishes} and more, brought to your door.",
        cuisine=found.name,
        restaurants=names,
        dishes=dishes,
    )


def body(found: CuisinePage) -> Html:
    title = found.name
    if found.town_name:
        title = say(t("{cuisine} in {town}", cuisine=found.name, town=found.town_name))
    return element(
        "div",
        element(
            "div",
            element(
                "a",
                glyph("chevron-left", 18),
                "All restaurants",
                href=addresses.HOME,
                class_=look.BACK,
            ),
            html.heading(title, 1),
        ),
        html.form_without_scripts(),
        html.town_row(found.towns, found.town, addresses.cuisine(found.key)),
        html.cuisine_chips(found.cuisines, found.key, query=found.query),
        element(
            "div",
            _restaurants(found) if found.restaurants else _nobody(),
            _dishes(found),
            class_=look.LISTS,
        ),
        class_=look.CUISINE_PAGE,
    )


def _restaurants(found: CuisinePage) -> Html:
    return html.section(
        "Restaurants",
        html.heading("Restaurants"),
        html.restaurant_grid(found.restaurants, "Restaurants", seen=html.SEEN),
        html.show_more(shown(found)["more"]),
    )


def _dishes(found: CuisinePage) -> Html:
    if not found.dishes:
        return NOTHING
    return html.section("Dishes", html.heading("Dishes"), html.dish_list(found.dishes))


def _nobody() -> Html:
    return html.empty_state(
        "utensils",
        "No kitchen here cooks this",
        "Have a look at what the others cook.",
        html.link_button("See who is open", addresses.HOME),
    )
