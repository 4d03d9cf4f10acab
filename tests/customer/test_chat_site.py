"""Customer, rider and support write to each other, in their browsers."""

from collections.abc import Iterator
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, col, select

from foodapp import reactions
from foodapp.accounts.actors import PLATFORM
from foodapp.chat.models import ChatLine, Kind, Thread
from foodapp.dispatch.models import Delivery, DeliveryStatus, Shift
from foodapp.kit import clock
from foodapp.orders import kitchen, placing
from foodapp.orders.models import Order
from tests.fixtures import world as worlds
from tests.fixtures.site import Site, watch_for_trouble

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def ride(site_world) -> Iterator[Delivery]:
    """Ravi brings Cy's order."""
    session, world = site_world
    reactions.assemble(tell=lambda entry_id, names: None)  # there is no worker here
    worlds.fill_basket(session, world)
    order = worlds.place(session, world, f"chat {uuid4()}")
    placing.confirm_authorised(session, PLATFORM, order.id)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    delivery = Delivery(
        order_id=order.id,
        restaurant_id=order.restaurant_id,
        rider_id=world.rider.rider_id,
        status=DeliveryStatus.ASSIGNED,
        distance_m=300,
        currency="CHF",
        pay_minor=400,
        search_from=clock.now(),
        search_until=clock.now(),
        assigned_at=clock.now(),
    )
    shift = Shift(rider_id=world.rider.rider_id)
    session.add_all([delivery, shift])
    session.commit()
    yield delivery
    delivery.status, shift.ended_at = DeliveryStatus.CANCELLED, clock.now()
    session.commit()
    reactions.assemble()


@pytest.fixture
def person(browser: Browser, site: Site, site_world) -> Iterator:
    contexts: list[BrowserContext] = []

    def opened(name: str, path: str, size: dict[str, int] = PHONE) -> Page:
        context = browser.new_context(base_url=site.url, viewport=size)
        contexts.append(context)
        sid = site_world[1].cookies[name].sid
        context.add_cookies([{"name": "sid", "value": sid, "url": site.url}])
        page = context.new_page()
        page.troubles = watch_for_trouble(page, site.url)  # type: ignore[attr-defined]
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Send", exact=True).click()


def a_photo() -> dict:
    """As a phone holds it: on its side, with the place where it was taken."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (1200, 600), "orange").save(out, "JPEG", exif=exif.tobytes())
    return {"name": "cold.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def lines_of(session: Session, order_id, kind: Kind) -> list[str]:
    session.rollback()
    found = select(ChatLine.text).join(Thread, col(Thread.id) == ChatLine.thread_id)
    mine = found.where(Thread.order_id == order_id, Thread.kind == kind)
    return list(session.exec(mine.order_by(col(ChatLine.number))))


def test_customer_and_rider_write_and_nothing_is_lost_or_twice_without_a_network(
    person, site_world, ride
) -> None:
    session, _ = site_world
    cy = person("cy", f"/orders/{ride.order_id}")
    ravi = person("ravi", "/rider")
    cy.locator("#chat-rider").click()
    write(cy, "<b>Second</b> floor")
    badge = ravi.locator("#chat-customer [data-unread]")
    expect(badge).to_have_text("1 unread")
    ravi.locator("#chat-customer").click()
    there = ravi.locator("dialog[open] [data-line]")
    expect(there).to_contain_text("<b>Second</b> floor")
    expect(cy.locator("[data-mine=yes]")).to_contain_text("Read")
    expect(badge).to_have_count(0)

    ravi.get_by_label("Your message").press_sequentially("Wh")
    expect(cy.locator("[data-typing=yes]")).to_have_text("Ravi is writing…")
    ravi.locator("[data-quick]").first.click()
    expect(cy.locator("[data-mine=no]")).to_contain_text("I am at the door.")

    cy.context.set_offline(True)
    for text in ("ok", "ok", "The left bell"):
        write(cy, text)
    expect(cy.locator("[data-waiting=yes]")).to_have_count(3)
    expect(cy.locator("[data-waiting=yes]").first).to_contain_text("Waits for the network")
    cy.close()  # the browser throws the page away
    context = cy.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/orders/{ride.order_id}")

    expect(ravi.locator("dialog[open] [data-mine=no]")).to_have_count(4)
    again.locator("#chat-rider").click()
    expect(again.locator("[data-mine=yes]")).to_have_count(4)
    expect(again.locator("[data-waiting]")).to_have_count(0)
    assert again.evaluate("Object.keys(localStorage).filter(k => k.includes('lines'))") == []
    written = lines_of(session, ride.order_id, Kind.CUSTOMER_RIDER)
    assert written[2:] == ["ok", "ok", "The left bell"]
    assert [one for one in ravi.troubles if one.startswith("uncaught")] == []


def test_support_reads_a_photo_answers_and_gives_a_dish_back(person, site_world, ride) -> None:
    session, _ = site_world
    cy = person("cy", f"/orders/{ride.order_id}")
    ada = person("ada", "/admin/support", DESK)
    expect(ada.locator("#speed")).to_be_visible()
    cy.locator("#chat-support").click()
    write(cy, "It is cold")
    cy.locator("dialog[open] [data-photo]").set_input_files(files=[a_photo()])
    expect(cy.locator("[data-mine=yes] img")).to_be_visible()
    upright = "i => i.complete && i.naturalHeight === 2 * i.naturalWidth"
    cy.wait_for_function(f"({upright})(document.querySelector('[data-mine=yes] img'))")

    ada.locator("[data-testid=request] a").first.click()
    expect(ada.locator("#order-beside")).to_contain_text("Margherita")
    expect(ada.locator("[data-mine=no] img")).to_be_visible()
    write(ada, "We are sorry, and give it back.")
    expect(cy.locator("[data-mine=no]")).to_contain_text("We are sorry")
    ada.locator("[name=note]").fill("Second time")
    ada.locator("#add-note").click()
    expect(ada.get_by_text("Second time")).to_be_visible()
    ada.locator("#to-refund").click()
    expect(ada).to_have_url(f"{ada.url.partition('/admin')[0]}/admin/orders/{ride.order_id}/money")
    assert lines_of(session, ride.order_id, Kind.CUSTOMER_SUPPORT)[-1].startswith("We are sorry")
    assert session.get_one(Order, ride.order_id).number
    assert ada.troubles == []
