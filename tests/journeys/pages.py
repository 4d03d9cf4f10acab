"""The main pages of everybody, for test_looks: a page added here is looked at."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    who: str  # before the @ of the demo's address; "" for a visitor
    path: str
    shows: str  # a selector of Playwright's: before it stands there, the page is still coming
    press: str = ""  # a selector: pressed before the look
    then_shows: str = ""  # what the press brings
    is_missing: bool = False  # answered with 404

    @property
    def name(self) -> str:
        words = f"{self.who or 'visitor'} {self.path} {self.press}"
        return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


DOORS = {  # where each of them signs in
    **dict.fromkeys(("cy", "nora"), "/sign-in"),
    **dict.fromkeys(("ana", "kenji"), "/restaurant/sign-in"),
    **dict.fromkeys(("ravi", "rita"), "/rider/sign-in"),
    "ada": "/admin/sign-in",
}

RESTAURANT, DISH = "[data-testid=restaurant-card]", "[data-testid=item-row]"
VIEWS = [
    View("", "/", RESTAURANT),
    View("", "/", RESTAURANT, press="#map-switch", then_shows=".maplibregl-canvas"),
    View("", "/", RESTAURANT, press="#address-button", then_shows="dialog[open]"),
    View("", "/search?q=pizza", "[data-testid=dish-found]"),
    View("", "/search?q=zzzzzz", "text=Nothing found"),
    View("", "/r/rosa", DISH),
    View("", "/r/rosa", DISH, press=DISH, then_shows="dialog[open] #add-to-basket"),
    View("", "/r/nobody-cooks-here", "text=We could not find that restaurant", is_missing=True),
    View("", "/basket", "text=Your basket is empty"),
    View("", "/checkout", "text=Your basket is empty"),
    View("", "/sign-in", "#sign-in"),
    View("", "/sign-up", "#sign-up"),
    View("", "/nowhere-at-all", "h1", is_missing=True),
    View("cy", "/", "#again"),
    View("cy", "/orders", "[data-testid=past-order]"),
    View("cy", "/orders", "[data-testid=past-order]", "[data-testid=past-order] a", "#headline"),
    View("cy", "/account", "#sign-out"),
    View("nora", "/orders", "text=No orders yet"),
    View("", "/rider/sign-in", "#sign-in"),
    View("rita", "/rider", "#offline"),
    View("rita", "/rider/earnings", "#earned-week"),
]
