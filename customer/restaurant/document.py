"""What a crawler, and a slow phone, reads at /r/<slug> before any script runs."""

from customer import addresses
from customer import cards_html as html
from customer.restaurant import document_menu, look
from customer.restaurant.link import link_of
from foodapp.accounts.actors import Visitor
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.settings import settings
from foodapp.kit.words import Words, say, t
from foodapp.ui.glyphs import glyph
from foodapp.ui.heads import SCRIPTED, Head, titled
from foodapp.ui.markup import NOTHING, Html, element
from foodapp.ui.picture_html import picture_html
from foodapp.ui.ssr import Document
from foodapp.views.customer import restaurant_schema, site_schema
from foodapp.views.customer.checkout import checkout
from foodapp.views.customer.restaurant import (
    Facts,
    Profile,
    RestaurantPage,
    facts_of,
    page_of,
)

TEMPLATE = "r/__template__"


def document(session: ReadSession, visitor: Visitor, slug: str) -> Document:
    """As this visitor sees it. NotFound if there is none."""
    facts = facts_of(session, slug)
    page = page_of(session, visitor, facts)
    basket = None if visitor.is_anybody else checkout(session, visitor)
    return Document(
        template=TEMPLATE,
        head=head(page, facts),
        body=body(page, has_basket=basket is not None),
        lasts_s=facts.seconds_unchanged(clock.now()),
    )


def head(page: RestaurantPage, facts: Facts) -> Head:
    one, site = page.profile, settings().public_url
    dishes = [item.name for section in page.sections for item in section.dishes][:3]
    image = site + link_of(one).address
    return Head(
        title=titled(_title(one)),
        description=one.description or say(_invitation(one, dishes)),
        canonical=site + site_schema.restaurant_path(one.slug),
        image=image,
        kind="restaurant.restaurant",
        json_ld=restaurant_schema.schema_of(facts, site, image),
    )


def _title(one: Profile) -> Words:
    if one.cuisines:
        return t("{restaurant}: {cuisines} delivered", restaurant=one.name, cuisines=one.cuisines)
    return t("{restaurant}: menu and delivery", restaurant=one.name)


def _invitation(one: Profile, dishes: list[str]) -> Words:
    if not dishes:
        return t("Order from {restaurant}.", restaurant=one.name)
    said = t("Order {restaurant}: {dishes} and more.")
    if one.cuisines:
        said = t("Order {cuisines} from {restaurant}: {dishes} and more.", cuisines=one.cuisines)
    return said.with_({"restaurant": one.name, "dishes": ", ".join(dishes)})


def body(page: RestaurantPage, *, has_basket: bool = False) -> Html:
    """The same look as the live page, which takes its place."""
    return element(
        "div",
        element(
            "div",
            _profile(page.profile),
            document_menu.bar(page.sections),
            document_menu.menu(page.profile.slug, page.sections),
            _without_scripts(page.profile),
            class_="min-w-0 flex-1",
        ),
        _basket(has_basket),
        class_=look.BESIDE,
    )


def _profile(one: Profile) -> Html:
    picture = picture_html(
        one.shown, "hero", name=one.name, on_phones=one.on_phones, eager=True, class_name=look.HERO
    )
    return element(
        "section",
        Html(picture),
        element(
            "div",
            element(
                "div",
                html.heading(one.name, 1),
                element("p", one.cuisines, class_="text-muted"),
                class_="min-w-0",
            ),
            _rating(one),
            class_=look.TOP,
        ),
        element("p", one.description, class_="pt-1") if one.description else None,
        _facts(one),
        _why_not(one),
        aria_label="About",
    )


def _rating(one: Profile) -> Html:
    """Without scripts it leads to the hours below the menu."""
    rated = element("span", "New here", class_="font-medium")
    if one.rating:
        rated = element(
            "span",
            glyph("star", 16, "fill-current text-accent"),
            element("span", one.rating, class_="font-bold tnum"),
            element("span", f"({one.rating_count})", class_="text-muted tnum"),
            class_=look.RATED,
        )
    return element(
        "a",
        rated,
        element("span", "Hours and reviews", class_="text-xs text-accent-ink"),
        href=f"{addresses.restaurant(one.slug)}#hours",
        class_=f"{look.RATING} text-ink no-underline",
    )


def _facts(one: Profile) -> Html:
    fee = say(t("{price} delivery", price=one.fee)) if one.is_delivery and one.fee else ""
    least = one.minimum if one.is_delivery else ""
    exact = element("button", "Add your address for the exact fee", type="button",
                    id="address-button", class_=f"{look.EXACT_FEE} {SCRIPTED}")  # fmt: skip
    return element(
        "ul",
        _fact("clock", say(t("{minutes} min", minutes=one.minutes))),
        _fact("bike", fee),
        _fact("shopping-bag", say(t("{amount} minimum", amount=least)) if least else ""),
        _fact("map-pin", one.distance),
        element("li", html.badge(one.offer, "accent")) if one.offer else None,
        _fact("door-open", one.opening),
        element("li", html.badge("Busy: takes a little longer", "act"))
        if one.is_open and one.is_busy
        else None,
        element("li", exact) if one.is_delivery and not one.has_address else None,
        aria_label="Delivery",
        class_=look.FACTS,
    )


def _fact(icon: str, text: str) -> Html:
    if not text:
        return NOTHING
    return element("li", glyph(icon, 16), element("span", text), class_=look.FACT)


def _why_not(one: Profile) -> Html:
    if not one.why_not:
        return NOTHING
    return element(
        "p",
        glyph("info", 20, "mt-0.5 shrink-0"),
        element("span", one.why_not),
        role="status",
        class_=look.WHY_NOT,
    )


def _basket(has_basket: bool) -> Html:
    """What is in it, the live page says."""
    empty = element(
        "div",
        glyph("shopping-bag", 32, "text-muted"),
        element("p", "What you choose appears here.", class_="text-muted"),
        class_=look.NOTHING_YET,
    )
    return element(
        "aside",
        html.heading("Your basket"),
        element("div", class_="skeleton h-24 w-full") if has_basket else empty,
        aria_label="Your basket",
        class_=look.COLUMN,
    )


def _without_scripts(one: Profile) -> Html:
    """What the live page shows when it is asked for."""
    days = (
        element("li", element("span", day.day), " ", element("span", day.hours, class_="tnum"))
        for day in one.week
    )
    return html.without_scripts(
        element(
            "section",
            html.heading("Opening hours"),
            element("p", one.address, class_="text-muted"),
            element("p", one.phone, class_="text-muted") if one.phone else None,
            element("ul", *days, class_="pt-2"),
            id="hours",
            class_="pt-8",
        ),
        html.search_form("mt-6"),
    )
