"""A kitchen whose network is gone: it is told, and what it pressed is carried out once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from foodapp import reactions
from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.orders import placing
from foodapp.orders.models import Order, OrderStatus, TimelineEntry
from tests.fixtures import world as worlds
from tests.fixtures.site import ROOT, Site

PICTURES = ROOT / "artefacts" / "no-network"


@pytest.fixture
def kitchen(site_world) -> Iterator[tuple[Session, worlds.World]]:
    reactions.assemble(tell=lambda entry_id, names: None)  # there is no worker here
    yield site_world
    reactions.assemble()


@pytest.fixture
def orders(kitchen) -> tuple[Order, Order]:
    """Two that wait for an answer: of Cy, and of somebody else."""
    session, world = kitchen
    return placed(session, world, world.customer), placed(session, world, world.stranger)


def placed(session: Session, world: worlds.World, who: Customer) -> Order:
    worlds.fill_basket(session, world, who)
    order = worlds.place(session, world, f"kitchen {who.user_id}", who)
    placing.confirm_authorised(session, PLATFORM, order.id)
    session.commit()
    return order


@pytest.fixture
def tablet(browser: Browser, site: Site, kitchen) -> Iterator[BrowserContext]:
    _, world = kitchen
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 800})
    context.add_cookies([{"name": "sid", "value": world.cookies["ana"].sid, "url": site.url}])
    yield context
    context.close()


def opened(tablet: BrowserContext, path: str = "/restaurant") -> Page:
    page = tablet.new_page()
    page.goto(path)
    expect(page.locator("[data-connection=live]")).to_be_visible()
    return page


def test_presses_of_a_kitchen_without_network_are_kept_and_carried_out_once_and_in_order(
    tablet: BrowserContext, kitchen, orders
) -> None:
    session, _ = kitchen
    first, second = orders
    page = opened(tablet)
    ticket = page.get_by_role("article", name=f"Order {first.number}")
    expect(ticket).to_be_visible()
    tablet.set_offline(True)
    banner = page.locator("#no-network")
    expect(banner).to_contain_text("No network: new orders do not come through")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "board.png")

    ticket.get_by_role("button", name="Accept · ").click()
    ticket.get_by_role("button", name="Accept · ").click()  # since nothing happens
    other = page.get_by_role("article", name=f"Order {second.number}")
    other.get_by_role("button", name=f"Reject {second.number}").click()
    page.screenshot(path=PICTURES / "reasons.png")
    other.get_by_role("button", name="Too busy").click()
    expect(other.get_by_role("dialog")).to_be_hidden()

    expect(banner).to_contain_text("2 presses will be sent")
    expect(ticket.get_by_text("Will be sent when the network is back")).to_be_visible()
    expect(other.get_by_text("Rejected. Will be sent when the network is back")).to_be_visible()
    page.screenshot(path=PICTURES / "pressed.png")
    page.close()  # the tablet's battery is empty
    session.expire_all()
    assert {first.status, second.status} == {OrderStatus.PLACED}
    tablet.set_offline(False)
    page = opened(tablet, "/restaurant/menu")  # sent from whatever page is opened

    page.wait_for_function("() => !Object.keys(localStorage).some(k => k.includes('presses'))")
    expect(page.locator("#new-orders")).to_have_count(0)
    expect(banner_of(page)).not_to_be_visible()
    session.expire_all()
    assert (first.status, second.status) == (OrderStatus.ACCEPTED, OrderStatus.REJECTED)
    kinds = session.exec(select(TimelineEntry.kind).where(TimelineEntry.order_id == first.id)).all()
    assert kinds.count("order_accepted") == 1


def banner_of(page: Page):
    return page.locator("#no-network")
