"""A cook's folder of photos becomes the menu's: sent together, matched by name, cut and shown."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from foodapp.kit import media
from foodapp.menu.models import Item
from tests.fixtures.site import Site


@pytest.fixture
def page(browser: Browser, site: Site, site_world) -> Iterator[Page]:
    _, world = site_world
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sid", "value": world.cookies["ana"].sid, "url": site.url}])
    page = context.new_page()
    page.goto("/restaurant/photos")
    expect(page.get_by_role("heading", name="Margherita")).to_be_visible()
    yield page
    context.close()


def a_file(name: str, shade: int = 60) -> FilePayload:
    out = BytesIO()
    Image.new("RGB", (1200, 1200), (shade, 20, 20)).save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def chosen_of(page: Page, file: FilePayload) -> Locator:
    return page.locator(f"[data-file='{file['name']}'] select")


def test_photos_sent_together_find_their_dishes_and_one_is_cut(page: Page, site_world) -> None:
    session, world = site_world
    junk: FilePayload = {"name": "tiramisu.png", "mimeType": "image/png", "buffer": b"<svg/>"}
    page.locator("[data-photos]").set_input_files(
        [a_file("margherita (2).jpg"), junk, a_file("IMG_1.jpg")]
    )
    margherita, unknown = (
        page.locator(f"[data-file='{name}'] select") for name in ("margherita (2).jpg", "IMG_1.jpg")
    )
    expect(margherita).to_have_value(str(world.margherita))
    expect(unknown).to_have_value("")
    page.get_by_label("Leave IMG_1.jpg out").click()
    page.get_by_role("button", name="Send 2 photos").click()

    refused = page.locator("[data-file='tiramisu.png']")  # it stays, and says why
    expect(refused.get_by_role("alert")).to_contain_text("We cannot read that photo.")
    expect(page.locator("[data-file]")).to_have_count(1)
    shown = page.get_by_role("button", name="Change this photo")
    expect(shown).to_have_count(1)
    session.rollback()
    before = session.get_one(Item, world.margherita).picture
    assert media.key_of(before)

    shown.click()
    page.locator("[data-brighter]").click()
    page.get_by_role("radio", name="Top left").check(force=True)
    page.locator("[data-save-photo]").click()
    expect(page.locator("[data-editor]")).to_have_count(0)
    expect(shown.locator("img")).to_have_attribute("src", re.compile(f"^(?!.*{before})"))
    session.rollback()
    after = session.get_one(Item, world.margherita).picture
    assert media.focus_of(after) == (0, 0)
    with Image.open(media.find(f"{media.key_of(after)}-l.webp")) as made:  # cut to the card's frame
        assert made.width / made.height == pytest.approx(4 / 3, rel=0.01)
        assert made.getpixel((9, 9))[0] > 80
    assert media.find(f"{before}-l.webp") is None


def test_photos_that_could_not_be_sent_are_still_there(page: Page) -> None:
    page.locator("[data-photos]").set_input_files([a_file("margherita.jpg")])
    expect(page.get_by_role("button", name="Send 1 photo")).to_be_enabled()
    page.context.set_offline(True)
    page.get_by_role("button", name="Send 1 photo").click()
    lost = page.locator("[data-file='margherita.jpg']").get_by_role("alert")
    expect(lost).to_contain_text("Your photos are still here")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send 1 photo").click()
    expect(page.locator("[data-file]")).to_have_count(0)
    expect(page.get_by_role("button", name="Change this photo").first).to_be_visible()
