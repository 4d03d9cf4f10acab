"""The menu of a restaurant's page as the server writes it."""

from collections.abc import Sequence

from customer import addresses
from customer import cards_html as html
from customer.restaurant import look
from foodapp.kit.words import say, t
from foodapp.ui.glyphs import glyph
from foodapp.ui.heads import SCRIPTED
from foodapp.ui.markup import Html, element
from foodapp.ui.picture_html import picture_html
from foodapp.views.customer.restaurant import ItemRow, Section

SEEN = 2  # dishes that a phone shows before it is scrolled


def bar(sections: Sequence[Section]) -> Html:
    """Search and the tabs over the menu. Only a script searches in it."""
    return element(
        "div",
        element(
            "div",
            glyph("search", 18, look.SEARCH_ICON),
            element(
                "input",
                id="menu-search",
                type="search",
                aria_label="Search this menu",
                placeholder="Search this menu",
                maxlength=60,
                class_=look.SEARCH_FIELD,
            ),
            class_=f"relative {SCRIPTED}",
        ),
        element(
            "button",
            glyph("triangle-alert", 16, "shrink-0"),
            element("span", "Do you avoid anything?", class_="truncate"),
            type="button",
            id="avoiding",
            class_=f"{look.AVOIDING} {SCRIPTED}",
        ),
        element(
            "nav",
            *(_tab(one, is_first=not nth) for nth, one in enumerate(sections)),
            aria_label="Menu sections",
            class_=look.TABS,
        ),
        class_=look.BAR,
    )


def _tab(one: Section, *, is_first: bool) -> Html:
    return element(
        "a",
        one.name,
        href=f"#section-{one.id}",
        aria_current="true" if is_first else None,
        class_=look.TAB_ON if is_first else look.TAB_OFF,
    )


def menu(slug: str, sections: Sequence[Section]) -> Html:
    if not sections:
        return html.empty_state("utensils", "The menu is being written", "Please come back soon.")
    return element(
        "div",
        *(_section(slug, one, is_first=not nth) for nth, one in enumerate(sections)),
        class_=look.SECTIONS,
    )


def _section(slug: str, one: Section, *, is_first: bool) -> Html:
    items = (
        _item(slug, item, one.is_pictured, is_seen=is_first and nth < SEEN)
        for nth, item in enumerate(one.dishes)
    )
    return element(
        "section",
        html.heading(one.name, 2, "pb-2"),
        element("ul", *items, class_=look.MENU),
        id=f"section-{one.id}",
        aria_label=one.name,
        class_=look.SECTION,
    )


def _item(slug: str, item: ItemRow, is_pictured: bool, *, is_seen: bool) -> Html:
    """is_seen: without scrolling. Of the others' pictures there is the ground alone: the live
    page, which knows what is near, will load them."""
    there = item.is_available
    row = element(
        "a" if there else "div",
        _words(item, look.WORDS if is_pictured else look.WORDS_ALONE),
        Html(_picture(item, is_seen)) if is_pictured else None,
        href=addresses.dish(slug, item.id) if there else None,
        rel="nofollow" if there else None,
        data_testid="item-row",
        data_item=item.id,
        class_=f"{look.DISH} text-ink no-underline{'' if there else ' opacity-60'}",
    )
    at_once = there and not item.has_choices
    return element("li", row, _plus(item, is_pictured) if at_once else None, class_=look.ITEM)


def _plus(item: ItemRow, is_pictured: bool) -> Html:
    """Pressed before the page is live, it is pressed again then."""
    button = element(
        "button",
        glyph("plus"),
        type="button",
        aria_label=say(t("Add {dish}", dish=item.name)),
        data_testid="add-at-once",
        data_dish=item.id,
        class_=f"{look.PLUS} {SCRIPTED}",
    )
    return element("div", button, class_=look.OVER_THE_PICTURE if is_pictured else look.OVER_ALL)


def _words(item: ItemRow, classes: str) -> Html:
    return element(
        "span",
        element("span", item.name, class_=look.DISH_NAME),
        element("span", item.description, class_=look.DISH_TEXT),
        html.allergen_marks(item.marks),
        element(
            "span",
            element("span", item.price, class_=look.PRICE),
            *(html.badge(word, "accent") for word in item.badges),
            *(html.badge(diet, "done") for diet in item.diets),
            html.badge(item.note, "act") if item.note else None,
            class_=look.DISH_LINE,
        ),
        class_=classes,
    )


def _picture(item: ItemRow, is_seen: bool) -> str:
    classes = look.PICTURE if item.is_available else f"{look.PICTURE} grayscale"
    return picture_html(item.shown, "menu", name=item.name, loads=is_seen, class_name=classes)
