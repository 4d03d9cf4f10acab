"""Customer, rider and support write to each other, in their browsers."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, col, select

from foodapp import reactions
from foodapp.cases.models import Case
from foodapp.chat.models import ChatLine, Kind, Thread
from foodapp.dispatch.models import Delivery
from foodapp.ledger import store_credit
from foodapp.orders import endings
from foodapp.orders.models import Order
from foodapp.payments.refunds.models import Adjustment
from tests.fixtures import rides
from tests.fixtures import world as worlds
from tests.fixtures.coming_true import comes_true
from tests.fixtures.site import Site, watch_for_trouble
from tests.foodapp.cases.conftest import deliver

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def ride(site_world) -> Iterator[Delivery]:
    """Ravi brings Cy's order."""
    with rides.begun(*site_world) as delivery:
        yield delivery


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


def end_earlier(session: Session, order_id, by: timedelta) -> None:
    order = session.get_one(Order, order_id)
    assert order.ended_at
    order.ended_at -= by
    session.commit()


def test_a_line_written_while_the_chat_closes_is_kept_and_yesterdays_order_offers_no_chat(
    person, site_world, ride
) -> None:
    session, world = site_world
    endings.cancel_for_support(session, world.admin, ride.order_id, reason="Rain")
    session.commit()
    cy = person("cy", f"/orders/{ride.order_id}")
    expect(cy.locator("#chat-rider")).to_have_text("Message Ravi")
    cy.locator("#chat-rider").click()
    field = cy.locator("dialog[open]").get_by_label("Your message")
    field.fill("Did you find my umbrella?")
    end_earlier(session, ride.order_id, timedelta(days=1))
    field.press("Enter")

    kept = cy.locator("dialog[open] [data-waiting=refused]")
    expect(kept).to_contain_text("Did you find my umbrella?")
    expect(kept).to_contain_text("This chat is closed. Our support is there for you.")
    expect(cy.locator("dialog[open]").get_by_role("status")).to_have_text("This chat is closed.")
    cy.reload()
    expect(cy.locator("#chat-rider")).to_have_text("Messages with Ravi")
    cy.locator("#chat-rider").click()
    expect(kept).to_contain_text("Did you find my umbrella?")
    kept.get_by_text("Discard").click()
    cy.reload()
    expect(cy.locator("#chat-support")).to_have_text("Message support")
    expect(cy.locator("#chat-rider")).to_have_count(0)
    assert lines_of(session, ride.order_id, Kind.CUSTOMER_RIDER) == []


@pytest.fixture
def came(site_world) -> Iterator[Order]:
    """Two dishes that Cy has paid by card, and has."""
    session, world = site_world
    reactions.assemble(tell=lambda entry_id, names: None)
    worlds.fill_basket(session, world)
    yield deliver(session, world, f"came {uuid4()}")
    reactions.assemble()


def test_a_cold_dish_with_a_photo_is_credit_at_once_and_support_gives_a_dish_back(
    person, site_world, came
) -> None:
    session, world = site_world
    cy = person("cy", f"/orders/{came.id}")
    cy.locator("#report-problem").click()
    sheet = cy.locator("dialog[open]")
    sheet.locator("[name^=line-]").check()
    sheet.locator("[name^=count-]").select_option("1")
    sheet.get_by_label("It is cold").check()
    sheet.locator("#problem-text").fill("It came <b>cold</b>")
    junk = {"name": "cold.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    sheet.locator("[data-photo]").set_input_files(files=[junk])
    expect(sheet.get_by_role("alert")).to_contain_text("We cannot read that photo.")
    sheet.locator("[data-photo]").set_input_files(files=[a_photo()])
    expect(sheet.locator("[data-photo-state=kept]")).to_be_visible()
    expect(sheet.get_by_role("alert")).to_be_empty()
    expect(sheet.locator("#problem-text")).to_have_value("It came <b>cold</b>")  # nothing is lost
    sheet.locator("#send-problem").dblclick()

    told = cy.locator("#told [data-case=given]")
    expect(told).to_contain_text("as credit")
    expect(told).to_contain_text("It came <b>cold</b>")
    upright = "i => i.complete && i.naturalHeight === 2 * i.naturalWidth"
    comes_true(cy, f"({upright})(document.querySelector('#told img'))")
    session.rollback()
    (case,) = session.exec(select(Case).where(Case.order_id == came.id))
    assert store_credit.balance(session, world.customer.user_id, "CHF") == case.proposed_minor

    cy.locator("#chat-support").click()
    write(cy, "The other one is missing")
    ada = person("ada", "/admin/support", DESK)
    ada.locator("[data-testid=request] a").first.click()
    expect(ada.locator("#problems [data-case=given] img")).to_be_visible()
    write(ada, "We are sorry, and give it back.")
    expect(cy.locator("[data-mine=no]")).to_contain_text("We are sorry")
    ada.locator("[name=note]").fill("Second time")
    ada.locator("#add-note").click()
    expect(ada.get_by_text("Second time")).to_be_visible()
    ada.locator("#to-refund").click()
    ada.locator("[name^=line-]").select_option("1")
    ada.get_by_label("Reason").fill("It was missing")
    ada.locator("#give-back").click()
    expect(cy.locator("#given-back")).to_contain_text("Given back")
    session.rollback()
    rows = session.exec(select(Adjustment).where(Adjustment.order_id == came.id)).all()
    assert {one.kind: one.what for one in rows}["refund"] == "1 × Margherita"
    assert [one for one in cy.troubles if "422" not in one] == []
    assert ada.troubles == []
