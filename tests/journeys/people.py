"""What each person does, on their own screen, in their own browser."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from foodapp.kit.geo import Position
from tests.fixtures.platform import Person

PHONE, TABLET, DESKTOP = (390, 844), (1280, 800), (1440, 900)
CARD = "4242 4242 4242 4242"


class CustomerBrowser(Person):
    def __init__(self, browser: Browser, url: str, pictures: Path, at: Position) -> None:
        super().__init__(
            browser,
            url,
            "customer",
            pictures,
            PHONE,
            permissions=["geolocation"],
            geolocation={"latitude": at.lat, "longitude": at.lng},
        )

    def shares_position(self) -> None:
        """ "Use my location", on the front page."""
        self.page.goto("/")
        self.picture("home")
        self.page.locator("#address-button").click()
        self.page.locator("#use-my-location").click()
        self.page.get_by_test_id("address-found").click()  # "Is this your door?"
        expect(self.page.get_by_role("dialog")).to_be_hidden()
        expect(self.page.locator("#address-button")).not_to_contain_text("Add your address")

    def types_address(self, words: str, expected: str) -> None:
        """A door that nobody has mapped: the pin is confirmed."""
        self.page.goto("/")
        self.page.locator("#address-button").click()
        self.page.get_by_label("Street, number and town").press_sequentially(words, delay=20)
        self.page.get_by_test_id("address-found").filter(has_text=expected).first.click()
        self.page.locator("#use-pin").click()
        expect(self.page.get_by_role("dialog")).to_be_hidden()
        expect(self.page.locator("#address-button")).to_contain_text(expected)
        self.picture("home")

    def opens(self, restaurant: str) -> None:
        """From the list of who delivers here."""
        card = self.page.get_by_test_id("restaurant-card").filter(has_text=restaurant)
        card.first.click()
        self.page.wait_for_url("**/r/**")
        expect(self.page.get_by_test_id("item-row").first).to_be_visible()
        self.picture("restaurant")

    def chooses(self, dish: str, *choices: str) -> None:
        """Into the basket, with these variations and modifiers."""
        page = self.page
        page.get_by_test_id("item-row").filter(has_text=dish).first.click()
        sheet = page.get_by_role("dialog").filter(has=page.locator("#add-to-basket"))
        for choice in choices:
            sheet.get_by_label(choice, exact=False).first.check()
        self.picture("dish")
        page.locator("#add-to-basket").click()
        expect(sheet).to_be_hidden()
        expect(page.locator("#basket-bar")).to_be_visible()

    def chooses_the_first_dish(self, portions: int) -> None:
        """Whatever the starter menu begins with: the first of every choice that must be made."""
        page = self.page
        page.get_by_test_id("item-row").first.click()
        sheet = page.get_by_role("dialog").filter(has=page.locator("#add-to-basket"))
        expect(sheet).to_be_visible()
        for group in sheet.locator("fieldset").all():
            radio = group.locator("input[type=radio]")
            if radio.count():
                radio.first.check()
        for _ in range(portions - 1):
            sheet.get_by_role("button", name=re.compile("more", re.I)).click()
        self.picture("dish")
        page.locator("#add-to-basket").click()
        expect(sheet).to_be_hidden()

    def checks_out(self) -> None:
        page = self.page
        page.locator("#basket-bar").click()
        page.wait_for_url("**/basket*")
        expect(page.get_by_test_id("basket-line")).to_have_count(1)
        self.picture("basket")
        page.locator("#to-checkout").click()
        page.wait_for_url("**/checkout*")
        expect(page.locator("#pay")).to_be_enabled()
        self.picture("checkout")
        page.locator("#pay").click()

    def sees_rider_after_a_move(self, seen_before: set[str]) -> str:
        """Where the rider's marker stands, once it stands somewhere new."""
        marker = self.page.locator("#map .mk-rider")
        expect(marker).to_have_count(1, timeout=60_000)
        for _ in range(600):
            at = marker.evaluate("box => `${box.dataset.lat},${box.dataset.lng}`")
            if at not in seen_before:
                return str(at)
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the rider did not move on the map: {seen_before}")

    def pay(self, number: str = CARD) -> None:
        """On the gateway's own page, then back on ours."""
        page = self.page
        page.wait_for_url("**/pay/**")
        page.get_by_label("Card number").fill(number)
        page.get_by_label("Expiry").fill("12 / 40")
        page.get_by_label("Security code").fill("123")
        page.get_by_label("Name on card").fill("Cy Winter")
        self.picture("card")
        page.get_by_role("button", name=re.compile("^Pay")).click()

    def sees(self, words: str | re.Pattern[str], patience_ms: int = 15_000) -> None:
        """The headline of the order, without reloading."""
        expect(self.page.locator("#headline")).to_contain_text(words, timeout=patience_ms)

    def pin(self) -> str:
        shown = self.page.locator("#pin")
        expect(shown).to_be_visible()
        found = re.search(r"\d{4}", shown.inner_text().replace(" ", "").replace("\n", ""))
        assert found, shown.inner_text()
        return found[0]


class KitchenBrowser(Person):
    def __init__(self, browser: Browser, url: str, pictures: Path) -> None:
        super().__init__(browser, url, "kitchen", pictures, TABLET)

    def accepts_the_invitation(self, link: str, name: str, password: str) -> None:
        self.page.goto(link)
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("Choose a password").fill(password)
        self.page.locator("#accept").click()
        self.page.wait_for_url(lambda url: "accept-invitation" not in url)

    def opens_all_day(self) -> None:
        """The owner's first act: real hours in place of none."""
        page = self.page
        page.goto("/restaurant/hours")
        page.get_by_role("button", name="More hours on Monday").click()
        for which in ("from", "to"):
            page.get_by_label(f"Monday, {which}").fill("00:00")
            page.get_by_label(f"Monday, {which}").blur()
        expect(page.get_by_text("all day").first).to_be_visible()
        page.get_by_role("button", name="The same as Monday every day").click()
        expect(page.get_by_text("all day")).to_have_count(7)
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.get_by_text(re.compile("Open until|Always open")).first).to_be_visible()
        self.picture("hours")

    def accepts(self, number: str) -> None:
        """With the time that is proposed."""
        self.page.goto("/restaurant")
        ticket = self.ticket(number)
        expect(ticket).to_be_visible()
        ticket.get_by_role("button", name=re.compile(r"Accept · \d+ min")).click()

    def ticket(self, number: str):
        return self.page.get_by_role("article", name=f"Order {number}")


class RiderBrowser(Person):
    """A phone whose position the journey moves."""

    def __init__(self, browser: Browser, url: str, pictures: Path, at: Position) -> None:
        super().__init__(
            browser,
            url,
            "rider",
            pictures,
            PHONE,
            permissions=["geolocation"],
            geolocation={"latitude": at.lat, "longitude": at.lng},
            has_touch=True,
        )

    def move(self, at: Position) -> None:
        self.context.set_geolocation({"latitude": at.lat, "longitude": at.lng})

    def go_online(self) -> None:
        self.page.goto("/rider")
        self.page.get_by_role("button", name="Go online").click()
        expect(self.page.locator("#online")).to_be_visible()

    def go_offline(self) -> None:
        self.page.locator("#go-offline").click()
        expect(self.page.locator("#offline")).to_be_visible()

    def is_at(self, status: str) -> None:
        expect(self.page.locator("#job")).to_have_attribute("data-status", status)

    def type_pin(self, pin: str) -> None:
        for digit in pin:
            self.page.locator(f"#pin-key-{digit}").click()
        self.page.locator("#hand-over").click()


class AdminBrowser(Person):
    def __init__(self, browser: Browser, url: str, pictures: Path) -> None:
        super().__init__(browser, url, "admin", pictures, DESKTOP)

    def invites_owner(self, email: str, restaurant: str) -> str:
        """An imported eatery gets its people, by a link that is handed over."""
        page = self.page
        page.goto("/admin/restaurants")
        found = page.locator("main a[href^='/admin/restaurants/']:not([href$='/new']):visible")
        expect(found.first).to_be_visible()  # nobody searches a list that is not there yet
        page.locator("#restaurant-search").fill(restaurant)
        expect(found).to_have_count(1)  # a click while the list still changes may miss
        found.click()
        page.wait_for_url("**/admin/restaurants/*")
        page.locator("#begin-staff").click()
        page.locator("#staff-email").fill(email)
        page.locator("#staff-role").select_option("owner")
        page.locator("#invite-staff").click()
        link = page.locator("#invitation-link").inner_text()
        self.picture("owner-invited")
        return link

    def sees_order(self, number: str) -> None:
        expect(self.page.get_by_text(number).first).to_be_visible()

    def sees_delivered(self, number: str) -> None:
        """On the order's own page, which was opened while the rider was under way."""
        expect(self.page.get_by_text("Delivered").first).to_be_visible()
