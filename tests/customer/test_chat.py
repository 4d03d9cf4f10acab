"""The chats of an order, as the screens of both call them."""

from uuid import uuid4

import pytest

from foodapp.accounts.actors import Rider
from foodapp.chat import scoped
from foodapp.chat.models import Kind
from foodapp.chat.scoped import Place
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.ui import live
from tests.fixtures.screens import Tab

from customer.chat.state import OrderChat, SupportChat  # isort: skip
from rider.support.state import RideChat  # isort: skip


@pytest.fixture
def heard(monkeypatch) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = {}

    def chats(state, *names, shows):
        topics[state.router.session.client_token] = list(names)

    monkeypatch.setattr(live, "chats", chats)
    return topics


@pytest.fixture
def delivery(session, world, placed_order) -> Delivery:
    row = Delivery(
        order_id=placed_order.id,
        restaurant_id=world.nonna,
        rider_id=world.rider.rider_id,
        status=DeliveryStatus.ASSIGNED,
        distance_m=900,
        currency="CHF",
        pay_minor=500,
        search_from=clock.now(),
        search_until=clock.now(),
        assigned_at=clock.now(),
    )
    session.add(row)
    session.commit()
    return row


async def opened(world, who: str, screen, path: str = "/") -> Tab:
    tab = Tab(world.cookies[who]).at(path)
    await tab.call(screen, "load_chats")
    return tab


async def written(tab: Tab, screen, kind: str, about: object, text: str, client_id=None) -> str:
    name = str(client_id or uuid4())
    await tab.call(screen, "write", client_id=name, kind=kind, about=str(about), text=text)
    return name


async def test_customer_and_rider_read_each_other_and_see_what_is_read(world, delivery, heard):
    order_id = delivery.order_id
    cy = await opened(world, "cy", OrderChat, f"/orders/{order_id}")
    ravi = await opened(world, "ravi", RideChat, "/rider")
    titles = [card.title for card in cy.screen(OrderChat).chats]
    assert titles == ["Ravi", "Support"]
    assert [card.title for card in ravi.screen(RideChat).chats] == ["Cy", "Support"]

    name = await written(cy, OrderChat, "customer_rider", order_id, "Second floor")
    assert cy.screen(OrderChat).acked == name
    await ravi.call(RideChat, "refresh_chats")
    (card, _) = ravi.screen(RideChat).chats
    assert [(line.by, line.text, line.mine) for line in card.lines] == [
        ("Cy", "Second floor", False)
    ]
    assert (card.unread, card.lines[0].client_id) == (1, "")

    await ravi.call(RideChat, "seen", kind="customer_rider", about=str(order_id), number=1)
    await cy.call(OrderChat, "refresh_chats")
    (line,) = cy.screen(OrderChat).chats[0].lines
    assert (line.is_read, line.client_id) == (True, name)


async def test_a_strangers_page_has_no_chats_and_its_lines_go_nowhere(world, delivery, heard):
    sid = await opened(world, "sid", OrderChat, f"/orders/{delivery.order_id}")
    assert sid.screen(OrderChat).chats == []
    assert heard == {}
    for kind in ("customer_rider", "customer_support"):
        name = await written(sid, OrderChat, kind, delivery.order_id, "Hello")
        assert sid.screen(OrderChat).refused["id"] == name
        assert "could not find" in sid.screen(OrderChat).refused["words"]


async def test_what_is_refused_is_said_beside_the_line(world, heard):
    cy = await opened(world, "cy", SupportChat, "/support")
    name = await written(cy, SupportChat, "customer_support", "", "x" * 1_500)
    refused = cy.screen(SupportChat).refused
    assert (refused["id"], "at most 1,000 characters" in refused["words"]) == (name, True)


@pytest.mark.parametrize(
    ("kind", "about"), [("x", ""), ("customer_rider", "x"), ("customer_support", "'; --")]
)
async def test_junk_for_a_chat_is_refused(world, heard, kind, about):
    cy = await opened(world, "cy", SupportChat, "/support")
    await written(cy, SupportChat, kind, about, "Hello")
    assert cy.screen(SupportChat).refused["words"]


async def test_a_rider_hears_of_their_ride_alone(session, world, delivery, heard):
    ravi = await opened(world, "ravi", RideChat, "/rider")
    mine = heard[ravi.socket.token]
    assert f"chat:customer_rider:{delivery.order_id}" in mine
    rita = await opened(world, "rita", RideChat, "/rider")
    assert heard[rita.socket.token] == [f"chat:rider_support:{world.second_rider.rider_id}"]
    assert isinstance(world.rider, Rider)
    place = Place(Kind.CUSTOMER_RIDER, delivery.order_id)
    assert scoped.ground(session, world.rider, place).rider_id == world.rider.rider_id


async def test_earlier_lines_are_read_when_they_are_asked_for(world, heard, monkeypatch):
    from foodapp.chat import settings

    chosen = settings.settings().model_copy(update={"chat_lines_a_minute": 500})
    monkeypatch.setattr("foodapp.chat.writing.settings", lambda: chosen)
    monkeypatch.setattr("foodapp.ui.guard._spend", lambda *_: None)
    cy = await opened(world, "cy", SupportChat, "/support")
    for n in range(90):
        await written(cy, SupportChat, "customer_support", "", f"Line {n}")
    await cy.call(SupportChat, "refresh_chats")
    (card,) = cy.screen(SupportChat).chats
    assert (len(card.lines), card.has_earlier, card.lines[0].text) == (80, True, "Line 10")

    await cy.call(SupportChat, "earlier")
    (card,) = cy.screen(SupportChat).chats
    assert (len(card.lines), card.has_earlier) == (90, False)
