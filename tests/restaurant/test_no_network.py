"""A kitchen whose network is gone: it is told, and what it pressed is carried out once."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from foodapp import reactions
from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.menu import selling_out
from foodapp.orders import kitchen as cooking
from foodapp.orders import placing
from foodapp.orders.missing import MissingDish
from foodapp.orders.models import Order, OrderStatus, TimelineEntry
from foodapp.restaurants import pausing
from foodapp.restaurants.models import Restaurant
from tests.fixtures import queue
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
    order = worlds.place(session, world, f"kitchen {uuid4()}", who)
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

    queue.runs_empty(page)
    expect(page.locator("#new-orders")).to_have_count(0)
    expect(banner_of(page)).not_to_be_visible()
    session.expire_all()
    assert (first.status, second.status) == (OrderStatus.ACCEPTED, OrderStatus.REJECTED)
    kinds = session.exec(select(TimelineEntry.kind).where(TimelineEntry.order_id == first.id)).all()
    assert kinds.count("order_accepted") == 1


@pytest.fixture
def as_before(kitchen) -> Iterator[None]:
    """The world is others', too: Nonna takes orders again, and has Margherita."""
    yield
    session, world = kitchen
    pausing.resume(session, world.staff)
    pausing.set_busy(session, world.staff, extra_minutes=0)
    selling_out.bring_back(session, world.staff, [world.margherita])
    session.commit()


def test_slowing_down_pausing_and_what_cannot_be_made_need_no_network_either(
    tablet: BrowserContext, kitchen, orders, as_before
) -> None:
    session, world = kitchen
    first, second = orders
    for order in orders:
        cooking.accept(session, world.staff, order.id, prep_minutes=20)
    session.commit()
    page = opened(tablet)
    ticket = page.get_by_role("article", name=f"Order {first.number}")
    other = page.get_by_role("article", name=f"Order {second.number}")
    expect(ticket).to_be_visible()
    tablet.set_offline(True)
    expect(banner_of(page)).to_contain_text("No network")

    page.get_by_role("button", name="Slow down").click()
    slow = page.get_by_role("dialog", name="Too much at once?")
    slow.get_by_role("button", name="+20 min").click()
    slow.get_by_role("button", name="30 min", exact=True).click()
    expect(slow).to_be_hidden()
    expect(page.get_by_text("Paused as of now. Will be sent")).to_be_visible()
    ticket.get_by_role("button", name="Cannot make Margherita").click()
    dish = page.get_by_role("dialog", name="Out of Margherita")
    expect(dish.get_by_text("known again when the network is back")).to_be_visible()
    dish.get_by_text("Until I say so").click()
    page.screenshot(path=PICTURES / "cannot-make.png")
    dish.get_by_role("button", name="Take it off").click()
    expect(dish).to_be_hidden()
    expect(ticket.get_by_text("Cannot be made. Will be sent")).to_be_visible()
    other.get_by_role("button", name=f"Cancel {second.number}").click()
    page.get_by_role("button", name="Something in the kitchen broke").click()
    expect(other.get_by_text("Cancelled. Will be sent")).to_be_visible()
    expect(banner_of(page)).to_contain_text("4 presses will be sent")
    page.screenshot(path=PICTURES / "kept.png")
    tablet.set_offline(False)

    queue.runs_empty(page)
    expect(page.get_by_text("Paused until")).to_be_visible()
    session.expire_all()
    nonna = session.get_one(Restaurant, world.nonna)
    assert (nonna.busy_extra_minutes, nonna.paused_until is not None) == (20, True)
    assert [row.order_id for row in session.exec(select(MissingDish))] == [first.id]
    assert second.status is OrderStatus.CANCELLED


def banner_of(page: Page):
    return page.locator("#no-network")
