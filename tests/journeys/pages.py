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
NEW, MAP, OPEN = "section[aria-label=New]", ".maplibregl-canvas", "dialog[open]"
ORDER = "main a[href^='/admin/orders/']:visible"
SHOP = "main a[href^='/admin/restaurants/']:visible"
ACCOUNT = "main a[href^='/admin/ledger/account']:visible"
OFFER = "[data-testid=promotion]"
DISABLE = "main [aria-label^='Disable ']:visible"
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
    View("cy", "/rider", "text=This account is not a rider's."),
    View("kenji", "/orders", "text=No orders yet"),  # cooks, and has never ordered
    View("", "/rider/sign-in", "#sign-in"),
    View("rita", "/rider", "#offline"),
    View("rita", "/rider/earnings", "#earned-week"),
    View("rita", "/rider/earnings", "#payouts", "#change-account", "text=Account holder"),
    View("", "/restaurant/sign-in", "#sign-in"),
    View("ana", "/restaurant", NEW),
    View("ana", "/restaurant", NEW, press="header button:has-text('Slow down')", then_shows=OPEN),
    View("ana", "/restaurant/menu", "main li"),
    View("ana", "/restaurant/menu", "main li", press="text=Choices", then_shows="text=Up to 2"),
    View("ana", "/restaurant/menu", "h2", press="[aria-label^='Edit ']", then_shows=OPEN),
    View("ana", "/restaurant/hours", "text=The usual week"),
    View("ana", "/restaurant/delivery", MAP),
    View("ana", "/restaurant/delivery", MAP, press="text=An area I draw", then_shows="text=Undo"),
    View("ana", "/restaurant/analytics", "figure"),
    View("ana", "/restaurant/reviews", "text=unanswered"),
    View("ana", "/restaurant/promotions", OFFER),
    View("ana", "/restaurant/promotions", OFFER, "#new-promotion", "#promotion-form"),
    View("ana", "/restaurant/payouts", "#invoices"),
    View("ana", "/restaurant/about", "h2:has-text('Cuisines')"),
    View("", "/admin/sign-in", "#sign-in"),
    View("ada", "/admin", MAP),
    View("ada", "/admin/orders", "#next-page"),
    View("ada", "/admin/orders", ORDER, press=ORDER, then_shows="text=What happened"),
    View("ada", "/admin/orders?which=late", "text=No orders here"),
    View("ada", "/admin/orders/no-such-order", "text=There is no such order"),
    View("ada", "/admin/restaurants", SHOP),
    View("ada", "/admin/restaurants", SHOP, press=SHOP, then_shows="text=Last 30 days"),
    View("ada", "/admin/people", DISABLE),
    View("ada", "/admin/people", DISABLE, press=DISABLE, then_shows=OPEN),
    View("ada", "/admin/audit", "text=Nothing here can be changed"),
    View("ada", "/admin/promotions", "text=WELCOME5 >> visible=true"),
    View("ada", "/admin/promotions", "#new-promotion", "#new-promotion", "#promotion-form"),
    View("ada", "/admin/payouts", "#send-all"),
    View("ada", "/admin/payouts", "#send-all", press="#send-all", then_shows=OPEN),
    View("ada", "/admin/payouts?which=paid", "#next-page"),
    View("ada", "/admin/payouts?which=failed", "[aria-label^='Take up again']:visible"),
    View("ada", "/admin/cash", "text=No rider holds cash"),
    View("ada", "/admin/invoices", "main a[href^='/api/admin/invoices/']:visible"),
    View("ada", "/admin/refunds?which=declined", "text=No refunds here"),
    View("ada", "/admin/ledger", "text=Held by Stripe"),
    View("ada", "/admin/ledger", ACCOUNT, press=ACCOUNT, then_shows="#account-balance"),
    View("ada", "/admin/ledger?which=riders", ACCOUNT),
    View("ada", "/admin/reconciliation", "text=The last comparisons"),
    View("ada", "/admin/settings", "text=System health"),
]
