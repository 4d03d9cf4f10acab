"""What open tabs hear of an order, over real sockets: the news itself, and nobody else hears it."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from simple_websocket import ConnectionClosed
from sqlmodel import create_engine

from benchmarks import cpu
from customer.account.state import Account
from customer.order.state import OrderScreen
from foodapp import reactions
from foodapp.accounts import sessions
from foodapp.accounts.actors import PLATFORM, Cookies, Customer, RestaurantStaff, StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.kit import db
from foodapp.orders import basket, kitchen, placing
from foodapp.realtime import topics
from foodapp.realtime.announce import publish_now
from restaurant.state import Bell
from tests.fixtures.site import Site
from tests.fixtures.tab import Tab
from tests.fixtures.world import HOME, make_item, make_restaurant, person

ORDER, BOARD, READ_AGAIN = '"order_rx_state_"', '"new_rx_state_"', '"changed_rx_state_"'
SILENCE_S = 1.5  # after which nothing more is on its way


@dataclass
class Person:
    user_id: UUID
    cookies: Cookies


@dataclass
class Street:
    """Two kitchens; two customers; a cook in each kitchen, and an owner of both."""

    site: Site
    kitchens: list[UUID]
    dish: UUID
    people: dict[str, Person]
    open: list[Tab] = field(default_factory=list)

    def order(self) -> UUID:
        """Of ann, at the first kitchen: it waits for an answer."""
        ann = Customer(self.people["ann"].user_id)
        with db.transaction() as session:
            basket.set_address(session, ann, HOME)
            basket.add(session, ann, restaurant_id=self.kitchens[0], item_id=self.dish)
        with db.transaction() as session:
            priced = basket.priced(session, ann)
            assert priced is not None
            key, total = uuid4().hex, priced.total_minor
            order = placing.place(session, ann, idempotency_key=key, seen_total_minor=total)
            placing.confirm_authorised(session, PLATFORM, order.id)
        return order.id

    def accept(self, order_id: UUID) -> None:
        cook = RestaurantStaff(self.people["cook"].user_id, self.kitchens[0], StaffRole.KITCHEN)
        with db.transaction() as session:
            kitchen.accept(session, cook, order_id, prep_minutes=20)

    def tab(self, who: str, route: str, path: str, **query: str) -> Tab:
        cookies = self.people[who].cookies
        router = {"pathname": route, "asPath": path, "query": query}
        cookie = f"sid={cookies.sid}; visitor={cookies.visitor}"
        tab = Tab(self.site, self.site.url, cookie=cookie, router=router)
        self.open.append(tab)
        return tab

    def order_page(self, who: str, order_id: UUID) -> Tab:
        tab = self.tab(who, "/orders/[id]", f"/orders/{order_id}", id=str(order_id))
        tab.hears('"loaded_rx_state_":true')
        tab.heard(SILENCE_S)
        return tab

    def board(self, who: str) -> Tab:
        tab = self.tab(who, "/restaurant", "/restaurant")
        tab.hears(BOARD)
        tab.heard(SILENCE_S)
        return tab


@pytest.fixture(scope="module")
def street_of(site: Site) -> Iterator[Callable[[], Street]]:
    engine = create_engine(site.environment["DATABASE_URL"])
    reactions.assemble(tell=lambda entry_id, names: None)  # no worker carries anything out
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "engine", lambda: engine)
        yield lambda: _built(site)
    reactions.assemble()
    engine.dispose()


def _built(site: Site) -> Street:
    tag = uuid4().hex[:8]
    with db.transaction() as session:
        kitchens = [make_restaurant(session, f"{name} {tag}") for name in ("North", "South")]
        dish = make_item(session, kitchens[0], "Soup", 1200)
        people = {}
        for name in ("ann", "bob", "cook", "rival", "owner"):
            row = person(session, f"{name}-{tag}")
            people[name] = Person(row.id, Cookies(sessions.open_for(session, row), uuid4().hex))
        works = {"cook": kitchens[:1], "rival": kitchens[1:], "owner": kitchens}
        for name, at in works.items():
            for one in at:
                member = {"user_id": people[name].user_id, "restaurant_id": one.id}
                session.add(StaffMember(**member, role=StaffRole.OWNER))
        return Street(site, [one.id for one in kitchens], dish.id, people)


@pytest.fixture
def street(street_of: Callable[[], Street]) -> Iterator[Street]:
    street = street_of()
    yield street
    for tab in street.open:
        with suppress(ConnectionClosed):
            tab.socket.close()


def is_closed(tab: Tab) -> bool:
    try:
        while tab.socket.receive(timeout=SILENCE_S) is not None:
            pass
    except ConnectionClosed:
        return True
    return False


def test_news_of_an_order_brings_it_to_all_tabs_of_its_customer(street: Street) -> None:
    order_id = street.order()
    tabs = [street.order_page("ann", order_id) for _ in range(3)]

    street.accept(order_id)

    for tab in tabs:
        said = tab.hears(ORDER)
        assert '"status":"accepted"' in said
        assert READ_AGAIN not in said, "nothing is left to ask for"


def test_nobody_else_hears_of_it_whatever_address_they_have_open(street: Street) -> None:
    order_id = street.order()
    hers, his = street.order_page("ann", order_id), street.order_page("bob", order_id)
    kitchen_tab, rival_tab = street.board("cook"), street.board("rival")

    street.accept(order_id)

    hers.hears('"status":"accepted"')
    kitchen_tab.hears('"status":"accepted"')
    for tab in (his, rival_tab):
        assert "rx_state_" not in tab.heard(SILENCE_S)


def test_only_what_is_different_is_sent(street: Street) -> None:
    order_id = street.order()
    tab = street.order_page("ann", order_id)

    street.accept(order_id)
    said = tab.hears(ORDER)

    assert '"review_rx_state_"' not in said
    publish_now(topics.order(order_id))  # news of nothing
    assert "rx_state_" not in tab.heard(SILENCE_S)


def test_a_sign_in_that_ends_hears_nothing_of_what_comes_after(street: Street) -> None:
    order_id = street.order()
    phone = street.order_page("ann", order_id)
    with db.transaction() as session:
        sessions.revoke_all(session, street.people["ann"].user_id)

    street.accept(order_id)

    said = phone.heard(SILENCE_S)
    assert "accepted" not in said
    assert is_closed(phone) or said.endswith("closed")


def test_what_a_dismissed_tab_had_asked_for_comes_to_an_end(street: Street) -> None:
    """None of it finds the tab's state any more. It loads no page anew, which would find none
    either, and load it anew, for ever."""
    phone = street.order_page("ann", street.order())
    guess = {"current": "x" * 12, "new": "y" * 12}
    for _ in range(8):  # slow: the rest waits until the tab is gone
        phone.call(Account.get_full_name() + ".change_password", {"form": guess})
    for _ in range(40):
        phone.call(OrderScreen.get_full_name() + ".load", {})
    with db.transaction() as session:
        sessions.revoke_all(session, street.people["ann"].user_id)

    assert street.site.process is not None
    give_up = time.monotonic() + 60
    while busy_s(street.site.process.pid) > 0.1:
        assert time.monotonic() < give_up, "the site goes on for nobody"


def busy_s(pid: int, during_s: float = 2) -> float:
    before = cpu.used_s(pid)
    time.sleep(during_s)
    return cpu.used_s(pid) - before


def test_a_board_hears_at_once_and_one_that_has_gone_on_reads_for_itself(street: Street) -> None:
    cook, owner = street.board("cook"), street.board("owner")
    with db.transaction() as session:  # in another tab, the owner goes on to South
        cookies = street.people["owner"].cookies
        sessions.choose_restaurant(session, cookies, street.kitchens[1])

    street.order()

    assert '"waiting_rx_state_":1' in cook.hears(BOARD)
    said = owner.hears(READ_AGAIN)
    assert BOARD not in said, "neither the board it may not show nor another one unasked"


def test_what_was_sent_is_known_to_the_next_handler(street: Street) -> None:
    """The copy that Reflex keeps has not heard the news; a handler that reads something else of
    the screen must not bring the old back."""
    cook = street.board("cook")
    street.order()
    assert '"waiting_rx_state_":1' in cook.hears(BOARD)

    cook.call(f"{Bell.get_full_name()}.say_present", {})

    assert '"waiting_rx_state_":0' not in cook.heard(SILENCE_S)


def test_an_order_page_still_reads_again_when_it_is_asked(street: Street) -> None:
    order_id = street.order()
    tab = street.order_page("ann", order_id)
    street.accept(order_id)
    tab.hears(ORDER)

    tab.call(f"{OrderScreen.get_full_name()}.refresh", {})

    assert '"status":"accepted"' in tab.hears(ORDER)
