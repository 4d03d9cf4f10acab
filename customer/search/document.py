"""The search as the server writes it: a form and links, which work without a script."""

from collections.abc import Mapping
from dataclasses import replace

from customer import addresses, look
from customer import cards_html as html
from customer.link import of_home
from customer.search.asked import (
    AVOID,
    DIET,
    FREE_OF,
    LEAVE_OUT,
    PRICES,
    SOON,
    SUGGESTED,
    YES,
    Asked,
    asked,
)
from customer.search.state import shown
from foodapp.accounts.actors import Visitor
from foodapp.kit.db import ReadSession
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.ui.glyphs import glyph
from foodapp.ui.heads import Head, titled
from foodapp.ui.kit.controls import CHIP
from foodapp.ui.markup import NOTHING, Html, element, joined
from foodapp.ui.ssr import Document
from foodapp.views.customer import site_schema
from foodapp.views.customer.search import Found, search


def document(session: ReadSession, visitor: Visitor, query: Mapping[str, str]) -> Document:
    """NotFound if it asks for a town that we do not know."""
    wanted = asked(query)
    found = search(session, visitor, words=wanted.words, filters=wanted.filters(), town=wanted.town)
    return Document(
        template="search",
        head=_head(wanted, settings().public_url + of_home(session).address),
        body=body(wanted, found),
    )


def _head(wanted: Asked, image: str) -> Head:
    """What is found is no page of its own for search engines: the restaurants and the cuisines
    are."""
    words = wanted.words.strip()
    return Head(
        title=titled(_title(words)),
        description=say(t("Find dishes and restaurants, by diet, price and time.")),
        canonical=settings().public_url + addresses.SEARCH,
        image=image,
        json_ld=site_schema.website(path=addresses.SEARCH) if wanted == Asked() else {},
        is_found=wanted == Asked(),
    )


def _title(words: str) -> Words:
    return t("Search: {words}", words=words) if words else t("Search")


def body(wanted: Asked, found: Found) -> Html:
    town = element("input", type="hidden", name="town", value=wanted.town)
    return element(
        "div",
        element("h1", "Search", class_="sr-only"),
        element(
            "form",
            html.search_box(wanted.words),
            town if wanted.town else None,
            _filters(wanted),
            html.without_scripts(html.submit("Search")),
            action=addresses.SEARCH,
            method="get",
            role="search",
        ),
        element("div", _inside(wanted, found), aria_live="polite", class_="pt-4"),
    )


def _filters(wanted: Asked) -> Html:
    """Boxes to tick, in the form: of links there would be as many as there are combinations, for
    crawlers to follow."""
    soon = say(t("Within {minutes} min", minutes=SOON))
    avoided = str(len(wanted.avoid)) if wanted.avoid else ""
    return element(
        "div",
        element(
            "div",
            _chip(
                "allergens",
                bool(wanted.avoid),
                glyph("sliders-horizontal", 16),
                "Allergens",
                element("span", avoided, class_="font-bold tnum") if avoided else None,
            ),
            _chip("open", wanted.open_now, "Open now"),
            _chip("soon", wanted.soon, soon),
            *(
                _chip("up_to", wanted.up_to == minor, words, value=str(minor))
                for minor, words in PRICES.items()
            ),
            *(_chip(DIET + key, key in wanted.diets, name) for key, name in DIET_NAMES.items()),
            class_=look.FILTERS,
        ),
        _allergens(wanted),
        role="group",
        aria_label="Filters",
    )


def _chip(name: str, is_on: bool, *inside: str | Html | None, value: str = YES) -> Html:
    box = element("input", type="checkbox", name=name, value=value, checked=is_on, class_="sr-only")
    return element("label", box, *inside, class_=CHIP + look.TICKED)


def _allergens(wanted: Asked) -> Html:
    """Where they are not looked at, what was chosen is kept."""
    if not wanted.filters_shown:
        kept = (
            element("input", type="hidden", name=AVOID + key, value=YES) for key in wanted.avoid
        )
        return joined(*kept)
    chips = (_chip(AVOID + key, key in wanted.avoid, name) for key, name in ALLERGEN_NAMES.items())
    return element(
        "fieldset",
        element("legend", LEAVE_OUT, class_=look.LEGEND),
        element("div", *chips, class_=look.ALLERGENS),
        element("p", FREE_OF, class_=look.ALLERGEN_NOTE),
        class_=look.ALLERGEN_BOX,
    )


def _inside(wanted: Asked, found: Found) -> Html:
    if found.towns:
        return html.town_question(found.towns, replace(wanted, town="").address())
    if not shown(wanted, found)["searched"]:
        return _ideas(wanted)
    if not (found.dishes or found.restaurants):
        clear = Asked(words=wanted.words, town=wanted.town).address()
        return html.empty_state(
            "search-x",
            "Nothing found",
            "Try fewer letters or another word, or drop a filter.",
            html.link_button("Clear the filters", clear, "quiet"),
        )
    return element("div", _restaurants(wanted, found), _dishes(found), class_=look.LISTS)


def _restaurants(wanted: Asked, found: Found) -> Html:
    if not found.restaurants:
        return NOTHING
    return element(
        "section",
        html.heading("Restaurants"),
        html.restaurant_grid(found.restaurants, "Restaurants", seen=html.SEEN),
        html.show_more(shown(wanted, found)["more"]),
        class_=look.SECTION,
    )


def _dishes(found: Found) -> Html:
    if not found.dishes:
        return NOTHING
    return element(
        "section",
        html.heading("Dishes"),
        html.dish_list(found.dishes),
        class_=look.SECTION,
    )


def _ideas(wanted: Asked) -> Html:
    links = (
        element("a", word, href=Asked(words=word, town=wanted.town).address(), class_=look.IDEA)
        for word in SUGGESTED
    )
    return element(
        "section",
        html.heading("Hungry for…"),
        element("div", *links, class_=look.IDEAS),
        class_=look.SECTION,
    )
