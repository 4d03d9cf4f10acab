"""The main pages of everybody, for test_looks: a page added here is looked at."""

import re
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class View:
    who: str  # before the @ of the demo's address; "" for a visitor
    path: str
    shows: str  # a selector of Playwright's: before it stands there, the page is still coming
    press: str | tuple[str, ...] = ""  # selectors: pressed one after the other before the look
    then_shows: str = ""  # what the press brings
    leads_to: str = ""  # the page's route where it is not the path's: see `route`
    on: str = ""  # only on this: phone
    is_missing: bool = False  # answered with 404

    @property
    def route(self) -> str:
        """The page that is seen, as the program names it."""
        return self.leads_to or self.path.split("?")[0]

    @property
    def presses(self) -> tuple[str, ...]:
        return (self.press,) if isinstance(self.press, str) and self.press else tuple(self.press)

    @property
    def name(self) -> str:
        words = f"{self.who or 'visitor'} {self.path} {' '.join(self.presses)}"
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
SHOP = "main a[href^='/admin/restaurants/']:not([href$='/new']):visible"
ACCOUNT = "main a[href^='/admin/ledger/account']:visible"
ROLE = "main [aria-label^='Console role of ']:visible"
PAST, ADD = "[data-testid=past-order]", "dialog[open] #add-to-basket"
MORE, BOOKS = "nav summary:has-text('More')", "main a[href$='/money']"
OFFER, CHOICES = "[data-testid=promotion]", "#choices"
DISABLE = "main [aria-label^='Disable ']:visible"
VIEWS = [
    View("", "/become-a-partner", "#apply-new"),
    View("", "/ride-with-us", "#apply-new"),
    View("", "/", RESTAURANT),
    View("", "/", RESTAURANT, press="#map-switch", then_shows=".maplibregl-canvas"),
    View("", "/", RESTAURANT, press="#address-button", then_shows="dialog[open]"),
    View("", "/search?q=pizza", "[data-testid=dish-found]"),
    View("", "/search?q=zzzzzz", "text=Nothing found"),
    View("", "/cuisine/pizza", RESTAURANT, leads_to="/cuisine/[key]"),
    View(
        "",
        "/cuisine/nothing",
        "text=We do not know that cuisine",
        is_missing=True,
        leads_to="/cuisine/[key]",
    ),
    View("", "/town/talbruck", RESTAURANT, leads_to="/town/[slug]"),
    View("", "/r/rosa", DISH, leads_to="/r/[slug]"),
    View("", "/r/rosa", DISH, press=DISH, then_shows=ADD),
    View("", "/basket", "text=Your basket is empty"),
    View("", "/checkout", "text=Your basket is empty"),
    View("", "/r/rosa", DISH, press=(DISH, ADD), then_shows="text=View basket"),
    View("", "/basket", "[data-testid=basket-line]"),
    View("", "/checkout", "#who"),
    View("", "/status", "#checked"),
    View("", "/r/nobody-cooks-here", "text=We could not find that restaurant", is_missing=True),
    View("", "/sign-in", "#sign-in"),
    View("", "/sign-up", "#sign-up"),
    View("", "/sign-in/forgotten", "#ask", leads_to="/sign-in/[step]"),
    View("", "/sign-in/link?sent=1", "h1", leads_to="/sign-in/[step]"),
    View("", "/sign-in/reset?token=old", "h1", leads_to="/sign-in/[step]"),
    View("", "/restaurant/sign-in/forgotten", "#ask", leads_to="/restaurant/sign-in/[step]"),
    View("", "/rider/sign-in/link", "#ask", leads_to="/rider/sign-in/[step]"),
    View("", "/admin/sign-in/second-step", "h1", leads_to="/admin/sign-in/[step]"),
    View("ana", "/restaurant/account", "#begin-passkey"),
    View("ravi", "/rider/account", "#begin-passkey"),
    View("ada", "/admin/your-account", "#begin-passkey"),
    View("ada", "/admin/secure", "#begin-passkey"),
    View("", "/nowhere-at-all", "h1", leads_to="404", is_missing=True),
    View("cy", "/", "#again"),
    View("cy", "/orders", PAST),
    View("cy", "/orders", PAST, f"{PAST} a", "#headline", leads_to="/orders/[id]"),
    View("cy", "/account", "#sign-out"),
    View("cy", "/credit", "#balance"),
    View("cy", "/support", "[data-chat]"),
    View("cy", "/gift-cards", "#buy-card"),
    View("cy", "/gift-cards", "#buy-card", press="#as-present", then_shows="#present"),
    View("cy", "/inbox", CHOICES),
    View("cy", "/inbox", CHOICES, press=CHOICES, then_shows="text=Quiet hours"),
    View("cy", "/rider", "text=This account is not a rider's."),
    View("kenji", "/orders", "text=No orders yet"),  # cooks, and has never ordered
    View("kenji", "/account", "#sign-out"),
    View("kenji", "/r/rosa", DISH, press=(DISH, ADD), then_shows="text=View basket"),
    View("kenji", "/checkout", "#pay"),
    View("kenji", "/checkout", "#pay", press="#later", then_shows="[aria-label=Time] button"),
    View("", "/rider/sign-in", "#sign-in"),
    View("rita", "/rider/support", "[data-chat]"),
    View("rita", "/rider", "#offline"),
    View("rita", "/rider/inbox", CHOICES, press=CHOICES, then_shows="text=Quiet hours"),
    View("rita", "/rider/earnings", "#earned-week"),
    View("rita", "/rider/earnings", "#payouts", "#change-account", "text=Account holder"),
    View("", "/restaurant/sign-in", "#sign-in"),
    View("ana", "/restaurant", NEW),
    View("ana", "/restaurant", NEW, press=MORE, then_shows=f"{MORE} + div", on="phone"),
    View("ana", "/restaurant", NEW, press="header button:has-text('Slow down')", then_shows=OPEN),
    View("ana", "/restaurant/menu", "main li"),
    View("ana", "/restaurant/menu", "main li", press="text=Choices", then_shows="text=Up to 2"),
    View("ana", "/restaurant/menu", "h2", press="[aria-label^='Edit ']", then_shows=OPEN),
    View("ana", "/restaurant/menu/pictures", "[data-testid=pictures] li"),
    View("ana", "/restaurant/hours", "text=The usual week"),
    View(
        "ana",
        "/restaurant/hours",
        "text=The usual week",
        "text=As text",
        "text=Use the weekly editor",
    ),
    View("ana", "/restaurant/delivery", MAP),
    View("ana", "/restaurant/delivery", MAP, press="text=An area I draw", then_shows="text=Undo"),
    View("ana", "/restaurant/analytics", "figure"),
    View("ana", "/restaurant/reviews", "text=unanswered"),
    View("ana", "/restaurant/reviews", "text=unanswered", "[aria-label^='Answer, ']", "textarea"),
    View("ana", "/restaurant/promotions", OFFER),
    View("ana", "/restaurant/promotions", OFFER, "#new-promotion", "#promotion-form"),
    View("ana", "/restaurant/payouts", "#invoices"),
    View("ana", "/restaurant/staff", "[data-testid=team] li"),
    View("ana", "/restaurant/staff", "#begin-staff", press="#begin-staff", then_shows=OPEN),
    View("ana", "/restaurant/support", "[data-chat]"),
    View("ana", "/restaurant/inbox", CHOICES, press=CHOICES, then_shows="text=Quiet hours"),
    View("ana", "/restaurant/photos", "h3"),
    View("ana", "/restaurant/about", "h2:has-text('Cuisines')"),
    View("", "/restaurant/accept-invitation?token=x", "text=This link is no longer valid"),
    View("", "/rider/accept-invitation?token=x", "text=This link is no longer valid"),
    View("", "/admin/accept-invitation?token=x", "text=This link is no longer valid"),
    View("", "/admin/sign-in", "#sign-in"),
    View("ada", "/admin", MAP),
    View("ada", "/admin/support", "#speed"),
    View(
        "ada",
        f"/admin/support/{UUID(int=0)}",
        "text=There is no such conversation",
        leads_to="/admin/support/[id]",
    ),
    View("ada", "/admin/orders", "#next-page"),
    View("ada", "/admin/orders", ORDER, ORDER, "text=What happened", "/admin/orders/[id]"),
    View(
        "ada",
        "/admin/orders",
        ORDER,
        (ORDER, BOOKS),
        "h2:has-text('The ledger')",
        "/admin/orders/[id]/money",
    ),
    View("ada", "/admin/orders", ORDER, press=MORE, then_shows=f"{MORE} + div", on="phone"),
    View("ada", "/admin/orders?which=late", "text=Nothing here"),
    View("ada", "/admin/orders/no-such-order", "text=There is no such order"),
    View("ada", "/admin/restaurants", SHOP),
    View("ada", "/admin/restaurants", SHOP, SHOP, "text=Last 30 days", "/admin/restaurants/[id]"),
    View("cy", "/account/delete?token=none", "#confirm-deletion"),
    View("ada", "/admin/applications", "text=Nobody waits"),
    View(
        "ada",
        f"/admin/applications/{UUID(int=0)}",
        "text=There is no such application",
        leads_to="/admin/applications/[id]",
    ),
    View("ada", "/admin/inbox", CHOICES, press=CHOICES, then_shows="text=Quiet hours"),
    View("ada", "/admin/notifications", "#on-call li"),
    View("ada", "/admin/people", DISABLE),
    View("ada", "/admin/people", DISABLE, press=DISABLE, then_shows=OPEN),
    View("ada", "/admin/audit", "text=Nothing here can be changed"),
    View("ada", "/admin/people?which=admins", ROLE, press=ROLE, then_shows=OPEN),
    View("ada", "/admin/restaurants/new", "#make-restaurant"),
    View("ada", "/admin/people", "#begin-rider", press="#begin-rider", then_shows=OPEN),
    View("ada", "/admin/promotions", "text=WELCOME5 >> visible=true"),
    View("ada", "/admin/promotions", "#new-promotion", "#new-promotion", "#promotion-form"),
    View("ada", "/admin/payouts", "#send-all"),
    View("ada", "/admin/payouts", "#send-all", press="#send-all", then_shows=OPEN),
    View("ada", "/admin/payouts?which=paid", "#next-page"),
    View("ada", "/admin/payouts?which=failed", "[aria-label^='Try again']:visible"),
    View("ada", "/admin/cash", "text=No rider holds cash"),
    View("ada", "/admin/invoices", "main a[href^='/api/admin/invoices/']:visible"),
    View("ada", "/admin/refunds?which=declined", "text=Nothing here"),
    View("ada", "/admin/gift-cards?which=blocked", "text=Nothing here"),
    View("ada", "/admin/gift-cards", "#give", press="#give", then_shows=OPEN),
    View("ada", "/admin/ledger", "text=Held by Stripe"),
    View("ada", "/admin/ledger", ACCOUNT, ACCOUNT, "#account-balance", "/admin/ledger/account"),
    View("ada", "/admin/ledger?which=riders", ACCOUNT),
    View("ada", "/admin/reconciliation", "text=The last comparisons"),
    View("ada", "/admin/disputes", "text=No bank wants anything back"),
    View("ada", "/admin/settings", "text=System health"),
    View("ada", "/admin/rates", "text=Nothing set yet", "#set-rate", OPEN),
]
