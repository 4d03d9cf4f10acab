"""Cards, rows and chips as the server writes them: the same words and classes as `customer.cards`,
whose place they keep until the page is live."""

from collections.abc import Iterable, Sequence

from customer import addresses, look
from foodapp.discovery.towns import Town
from foodapp.kit.words import n, say, t
from foodapp.orders.eating import Mark
from foodapp.ui.glyphs import glyph
from foodapp.ui.heads import INSTEAD, SCRIPTED
from foodapp.ui.kit.controls import BASE, LOOK
from foodapp.ui.kit.surfaces import BADGE, BADGES
from foodapp.ui.markup import NOTHING, Html, element
from foodapp.ui.picture_html import picture_html
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import CuisineChip, RestaurantCard

SEEN = 2  # cards and tiles that a phone shows before it is scrolled
HEADING = {
    1: "text-2xl font-bold tracking-tight",
    2: "text-lg font-semibold",
}


def heading(text: str, level: int = 2, class_: str = "") -> Html:
    return element(f"h{level}", text, class_=f"{HEADING[level]} {class_}".rstrip())


def restaurant_grid(cards: Sequence[RestaurantCard], label: str, *, seen: int = 0) -> Html:
    """seen: so many of them are seen before anything is scrolled; of the others' pictures there is
    the ground, and the live page loads what is near."""
    return element(
        "ul",
        *(
            element("li", restaurant_card(card, is_seen=nth < seen), class_="flex")
            for nth, card in enumerate(cards)
        ),
        aria_label=label,
        class_=look.GRID,
    )


def restaurant_card(card: RestaurantCard, *, is_seen: bool = False) -> Html:
    picture = picture_html(
        card.shown,
        "card",
        name=card.name,
        loads=is_seen,
        eager=is_seen,
        class_name=look.PICTURE if card.is_open else look.PALE,
    )
    return element(
        "a",
        element("div", Html(picture), _on_the_picture(card), class_="relative"),
        element(
            "div",
            element(
                "div",
                element("h3", card.name, class_=look.CARD_NAME, translate="no"),
                _rating(card),
                class_=look.CARD_TOP,
            ),
            element("p", card.cuisines, class_=look.CUISINES),
            _facts(card),
            class_=look.CARD_WORDS,
        ),
        href=addresses.restaurant(card.slug),
        data_testid="restaurant-card",
        data_slug=card.slug,
        class_=look.WHOLE_CARD,
    )


def _on_the_picture(card: RestaurantCard) -> Html:
    is_free = card.is_open and card.fee == "Free"
    return element(
        "div",
        element("span", card.note, class_=look.NOTE_TAG) if card.note else None,
        element("span", "Busy", class_=look.BUSY_TAG) if card.is_open and card.is_busy else None,
        element("span", card.offer, class_=look.OFFER_TAG) if card.offer else None,
        element("span", "Free delivery", class_=look.FREE_TAG) if is_free else None,
        class_=look.ON_THE_PICTURE,
    )


def _rating(card: RestaurantCard) -> Html:
    if not card.rating:
        return element("span", "New", class_=look.NEW)
    return element(
        "span",
        glyph("star", 14, look.STAR),
        element("span", "Rated ", class_="sr-only"),
        card.rating,
        class_=look.RATING,
    )


def _facts(card: RestaurantCard) -> Html:
    minutes = say(t("{minutes} min", minutes=card.minutes))
    facts = (("clock", minutes), ("bike", card.fee), ("map-pin", card.distance))
    return element(
        "p",
        *(element("span", glyph(icon, 14), text, class_=look.FACT) for icon, text in facts if text),
        class_=look.FACTS,
    )


def small_restaurant_card(card: RestaurantCard) -> Html:
    minutes = say(t("{minutes} min", minutes=card.minutes))
    return element(
        "a",
        Html(picture_html(card.small, "small", class_name="w-16")),
        element(
            "span",
            element("span", card.name, class_=look.SMALL_NAME, translate="no"),
            element("span", minutes if card.is_open else card.note, class_=look.SMALL_NOTE),
            class_="min-w-0",
        ),
        href=addresses.restaurant(card.slug),
        data_testid="again-card",
        data_slug=card.slug,
        class_=look.SMALL_CARD,
    )


def dish_tile(dish: DishCard, *, is_seen: bool = False) -> Html:
    picture = picture_html(
        dish.shown, "tile", name=dish.name, loads=is_seen, class_name=look.TILE_PICTURE
    )
    return element(
        "a",
        Html(picture),
        element(
            "span",
            element("span", dish.name, class_=look.TILE_NAME),
            element("span", dish.restaurant_name, class_=look.TILE_WHERE, translate="no"),
            element(
                "span",
                element("span", dish.price, class_=look.PRICE),
                class_=look.TILE_PRICE_LINE,
            ),
            element(
                "span",
                glyph("flame", 14),
                element("span", dish.reason, class_="truncate"),
                class_=look.REASON,
            ),
            class_=look.TILE_WORDS,
        ),
        href=addresses.dish(dish.slug, dish.item_id),
        data_testid="popular-dish",
        class_=look.TILE,
    )


def dish_list(dishes: Iterable[DishCard]) -> Html:
    return element(
        "ul",
        *(element("li", dish_row(dish)) for dish in dishes),
        aria_label="Dishes",
        class_=look.DISH_LIST,
    )


def dish_row(dish: DishCard) -> Html:
    picture = picture_html(
        dish.shown,
        "row",
        name=dish.name,
        loads=False,
        class_name=look.DISH_PICTURE if dish.is_open else look.DISH_PALE,
    )
    return element(
        "a",
        element(
            "span",
            element("span", dish.name, class_=look.DISH_NAME),
            element("span", dish.description, class_=look.DISH_TEXT),
            allergen_marks(dish.marks),
            element(
                "span",
                element("span", dish.price, class_=look.PRICE),
                element("span", "·", aria_hidden="true", class_="text-muted"),
                element("span", dish.restaurant_name, class_="truncate text-muted", translate="no"),
                class_=look.DISH_LINE,
            ),
            None if dish.is_open else element("span", dish.note, class_=look.DISH_NOTE),
            class_=look.DISH_WORDS,
        ),
        Html(picture),
        href=addresses.dish(dish.slug, dish.item_id),
        data_testid="dish-found",
        class_=look.DISH_ROW,
    )


def allergen_marks(marks: Iterable[Mark]) -> Html:
    return element("span", *map(_mark, marks), class_=look.MARKS)


def _mark(mark: Mark) -> Html:
    return element(
        "span",
        glyph("triangle-alert", 14, "mt-px shrink-0"),
        element("span", mark.text),
        class_=look.GRAVE_MARK if mark.is_grave else look.MARK,
    )


def cuisine_chips(chips: Iterable[CuisineChip], chosen: str = "", *, query: str = "") -> Html:
    """query: what their addresses end in, to stay in a town."""
    return element(
        "div",
        *(_chip(chip, chosen, query) for chip in chips),
        role="group",
        aria_label="Cuisines",
        class_=look.TIGHT_ROW,
    )


def _chip(chip: CuisineChip, chosen: str, query: str) -> Html:
    return element(
        "a",
        Html(picture_html(chip.shown, "chip", class_name="w-14")),
        element("span", chip.name, class_=look.CUISINE_NAME),
        href=addresses.cuisine(chip.key) + query,
        aria_current="true" if chip.key == chosen else "false",
        data_testid="cuisine-chip",
        data_cuisine=chip.key,
        class_=look.CUISINE_CHIP_ON if chip.key == chosen else look.CUISINE_CHIP,
    )


def town_question(towns: Iterable[Town], where: str = "") -> Html:
    """where: the page to see of the town; empty: its own."""
    return element(
        "section",
        heading("Which town are you in?"),
        element(
            "p",
            "Or add your address above, and see who delivers to your door.",
            class_="text-muted",
        ),
        element("div", *(_large_town(town, where) for town in towns), class_=look.TOWN_GRID),
        aria_label="Which town are you in?",
        class_=look.TOWNS,
    )


def _large_town(town: Town, where: str) -> Html:
    places = say(n("{count} restaurant", "{count} restaurants", town.count))
    return element(
        "a",
        glyph("map-pin", 20, "shrink-0 text-accent-ink"),
        element(
            "span",
            element("span", name_of(town), class_=look.TOWN_NAME),
            element("span", places, class_=look.TOWN_COUNT),
            class_=look.TOWN_WORDS,
        ),
        glyph("chevron-right", 18, "shrink-0 text-muted"),
        href=in_town(town, where),
        data_testid="town",
        class_=look.TOWN,
    )


def town_row(towns: Sequence[Town], chosen: str, where: str = "") -> Html:
    if not towns:
        return NOTHING
    return element(
        "div",
        *(_small_town(town, chosen, where) for town in towns),
        role="group",
        aria_label="Towns",
        class_=look.TIGHT_ROW,
    )


def _small_town(town: Town, chosen: str, where: str) -> Html:
    return element(
        "a",
        name_of(town),
        href=in_town(town, where),
        aria_current="true" if town.key == chosen else "false",
        data_testid="town",
        class_=look.SMALL_TOWN_ON if town.key == chosen else look.SMALL_TOWN,
    )


def name_of(town: Town) -> str:
    return town.name or "Around here"


def in_town(town: Town, where: str) -> str:
    """where: "/search?q=pizza"; empty for the town's own page."""
    if not where:
        return addresses.town(town.slug)
    return f"{where}{'&' if '?' in where else '?'}town={town.slug}"


def show_more(left: int) -> Html:
    """Only a script can: without one there is the search."""
    if left <= 0:
        return NOTHING
    button = element(
        "button",
        "Show more",
        element("span", str(left), class_=look.LEFT),
        type="button",
        id="show-more",
        class_=f"{BASE} {LOOK['quiet']} {SCRIPTED}",
    )
    return element("div", button, class_=look.MORE)


def badge(text: str, kind: str) -> Html:
    """kind: as foodapp.ui.kit.badge knows them."""
    return element("span", text, class_=f"{BADGE} {BADGES[kind]}")


def section(title: str, *inside: Html, label: str = "", class_: str = look.SECTION) -> Html:
    return element("section", *inside, aria_label=label or title, class_=class_)


def empty_state(icon: str, title: str, text: str, *actions: Html, level: int = 2) -> Html:
    sign = element("span", glyph(icon, 32), class_=look.SIGN)
    return element(
        "div",
        sign,
        heading(title, level, "pt-1 text-balance !text-xl"),
        element("p", text, class_=look.EMPTY_TEXT),
        *actions,
        class_=look.EMPTY,
    )


def link_button(text: str, to: str, look_: str = "primary") -> Html:
    return element("a", text, href=to, class_=f"{BASE} {LOOK[look_]}")


def search_box(words: str = "") -> Html:
    return element(
        "div",
        glyph("search", 20, look.SEARCH_ICON),
        element(
            "input",
            id="search-words",
            type="search",
            name="q",
            value=words or None,
            aria_label="Search for dishes and restaurants",
            placeholder="Dishes, restaurants, cuisines",
            maxlength=60,
            autocomplete="off",
            enterkeyhint="search",
            class_=look.SEARCH_FIELD,
        ),
        class_="relative",
    )


def submit(text: str) -> Html:
    return element("button", text, type="submit", class_=f"{BASE} {LOOK['primary']}")


def search_form(class_: str = "") -> Html:
    """Works without a script."""
    return element(
        "form",
        search_box(),
        action=addresses.SEARCH,
        method="get",
        role="search",
        class_=class_ or None,
    )


def form_without_scripts() -> Html:
    """Where the live page has a link to the search."""
    return without_scripts(search_form("mt-3"))


def without_scripts(*inside: Html) -> Html:
    """Seen only where no script runs."""
    return element("div", *inside, class_=INSTEAD)
