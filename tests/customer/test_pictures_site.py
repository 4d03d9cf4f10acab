"""Pictures of food in a real browser: what is loaded and when, what is said of them, and what
stands where one did not come."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from foodapp.menu.models import Item
from foodapp.restaurants.models import RestaurantStatus
from tests.fixtures.coming_true import comes_true
from tests.fixtures.site import Site
from tests.fixtures.world import make_item, make_restaurant
from tests.journeys import looks

PHOTOS = [f"{n:032x}" for n in range(1, 13)]
LONG = "Spaghettialleverdurefrittodimare" * 3  # no word that could be broken
ROW = "[data-testid=item-row]"


@pytest.fixture(scope="module")
def menu(site_world) -> Iterator[str]:
    """A restaurant with a dozen photographed dishes, one with a very long name."""
    session, _ = site_world
    gallery = make_restaurant(session, "Gallery")
    first = make_item(session, gallery, LONG, 900, picture=PHOTOS[0], description=LONG * 4)
    for place, photo in enumerate(PHOTOS[1:], 1):
        session.add(
            Item(
                restaurant_id=gallery.id,
                category_id=first.category_id,
                name=f"Dish {place}.",
                price_minor=900,
                picture=photo,
                position=place,
            )
        )
    session.commit()
    yield "/r/gallery"
    gallery.status = RestaurantStatus.DRAFT  # others count who is open
    session.commit()


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.url, viewport={"width": 390, "height": 844}, device_scale_factor=3
    )
    yield context.new_page()
    context.close()


def asked_for(page: Page, answer: Callable[[Route], None]) -> list[str]:
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url.rpartition("/")[2])
        answer(route)

    page.route("**/media/*", note)
    return asked


def painted(route: Route) -> None:
    out = BytesIO()
    Image.new("RGB", (32, 24), "orange").save(out, "WEBP")
    route.fulfill(body=out.getvalue(), content_type="image/webp")


def arrived(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(ROW).first).to_be_visible()
    expect(page.locator("[data-connection=live]")).to_be_attached()
    expect(page.locator("#ssr-slot")).to_have_count(0)  # alive: what the server wrote is gone


def test_nothing_is_loaded_before_it_is_near(phone: Page, menu: str) -> None:
    asked = asked_for(phone, painted)
    arrived(phone, menu)
    phone.wait_for_timeout(500)  # what would come unasked has had its time
    last = f"{PHOTOS[-1]}-s.avif"
    assert last not in asked
    phone.locator(ROW).last.scroll_into_view_if_needed()
    comes_true(phone, f"performance.getEntriesByName(location.origin + '/media/{last}').length > 0")
    assert last in asked
    in_rows = [name for name in asked if not name.startswith(PHOTOS[0])]  # which is the hero's, too
    assert {name[32:] for name in in_rows} == {"-s.avif"}, "no more than two pixels a point"


def test_one_that_does_not_come_leaves_a_sign_and_no_hole(phone: Page, menu: str) -> None:
    asked_for(phone, lambda route: route.fulfill(body=b"no picture", content_type="image/webp"))
    arrived(phone, menu)
    row = phone.locator(ROW, has_text="Dish 1.").first
    row.scroll_into_view_if_needed()
    frame = row.locator(".food-picture")
    expect(frame).to_have_attribute("data-kind", "neutral")
    expect(frame.locator("img")).to_have_count(0)
    box = frame.bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (112, 84)


@pytest.mark.parametrize(("wide", "high"), [(390, 844), (1440, 900)])
def test_long_names_and_every_picture_leave_the_page_fit_to_be_seen(
    phone: Page, menu: str, wide: int, high: int
) -> None:
    asked_for(phone, painted)
    phone.set_viewport_size({"width": wide, "height": high})
    arrived(phone, menu)
    phone.locator(ROW, has_text=LONG[:30]).first.scroll_into_view_if_needed()
    assert looks.faults(phone) == []


def test_the_keyboard_opens_a_dish_with_its_picture(phone: Page, menu: str) -> None:
    asked_for(phone, painted)
    arrived(phone, menu)
    row = phone.locator(ROW, has_text="Dish 2.").first
    row.focus()
    phone.keyboard.press("Enter")
    sheet = phone.locator("dialog[open]")
    expect(sheet.get_by_alt_text("Dish 2.")).to_be_visible()
    expect(sheet.get_by_text("Illustration", exact=True)).to_have_count(0)  # a photo is none
    phone.keyboard.press("Escape")
    expect(row).to_be_focused()


def test_the_first_answer_names_the_picture_of_links(site: Site, phone: Page, menu: str) -> None:
    answer = phone.request.get(menu)
    (address,) = re.findall(r'property="og:image" content="([^"]+)"', answer.text())
    picture = phone.request.get(address)
    assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")
