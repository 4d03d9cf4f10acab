"""A hostile browser at the socket: wrong origin, stolen token, Reflex's own methods, a flood."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from simple_websocket import Client, ConnectionClosed, ConnectionError

from foodapp.ui.sockets import bound
from foodapp.ui.status import Status
from tests.fixtures.site import Site

LOAD = f"{Status.get_full_name()}.load"
ROOT = "reflex___state____state"
ROUTER = {"pathname": "/status", "asPath": "/status", "query": {}}


class Tab:
    """Speaks Reflex's protocol (engine.io 4, socket.io) without a browser's manners."""

    def __init__(self, site: Site, origin: str | None, token: str = "", cookie: str = "") -> None:
        headers = {"Cookie": cookie} if cookie else {}
        if origin:
            headers["Origin"] = origin
        address = site.url.replace("http", "ws")
        query = f"EIO=4&transport=websocket&token={token or uuid4()}"
        self.socket = Client(f"{address}/_event/?{query}", headers=headers)
        boot = {"name": f"{ROOT}.hydrate_and_load", "payload": {}, "router_data": ROUTER}
        self.socket.send("40/_event," + json.dumps({"event": boot}))

    def call(self, name: str, payload: Any, **more: Any) -> None:
        event = {"name": name, "payload": payload, "router_data": ROUTER, **more}
        self.socket.send("42/_event," + json.dumps(["event", event]))

    def heard(self, seconds: float = 0.4) -> str:
        """Everything the server says until it is silent for this long."""
        return "\n".join(self._messages(seconds))

    def hears(self, word: str) -> str:
        """What the server says up to the message with this word in it; fails after 5 s."""
        said = []
        for message in self._messages(5):
            said.append(message)
            if word in message:
                return "\n".join(said)
        raise AssertionError(f"{word!r} was not among {said}")

    def _messages(self, seconds: float) -> Iterator[str]:
        try:
            while (message := self.socket.receive(timeout=seconds)) is not None:
                yield str(message)
        except ConnectionClosed:
            yield "closed"


@pytest.fixture
def tab(site: Site) -> Iterator[Tab]:
    tab = Tab(site, site.url)
    tab.hears("checked_at")
    tab.heard()
    yield tab
    tab.socket.close()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
def test_another_origin_is_told_nothing(site: Site, origin: str | None) -> None:
    try:
        said = Tab(site, origin).heard()
    except ConnectionError:
        return
    assert "checked_at" not in said


def test_a_handler_answers(tab: Tab) -> None:
    tab.call(LOAD, {})
    tab.hears("checked_at")


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (f"{Status.get_full_name()}.setvar", {"var_name": "database", "value": True}),
        (f"{ROOT}.setvar", {"var_name": "is_hydrated", "value": False}),
        (f"{Status.get_full_name()}._replace", {}),
        (f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal",
         {"vars": {f"{Status.get_full_name()}.checked_at": "hacked"}}),
        (f"{ROOT}.hydrate", {}),
        ("nobody.nothing", {}),
        (7, {}),
        (LOAD, "text"),
        (LOAD, [1]),
    ],
)  # fmt: skip
def test_what_is_not_declared_is_not_carried_out(tab: Tab, name: Any, payload: Any) -> None:
    tab.call(name, payload)
    assert "event" not in tab.heard(0.5)
    tab.call(LOAD, {})  # and the socket still works
    assert "hacked" not in tab.hears("checked_at")


def test_a_handler_with_more_than_it_asked_for_gets_one_sentence(tab: Tab) -> None:
    tab.call(LOAD, {"price": 1})
    assert "checked_at" not in tab.hears("does not look right")


def test_an_envelope_with_a_lone_surrogate_is_dropped(tab: Tab) -> None:
    tab.call(LOAD, {}, router_data={**ROUTER, "pathname": "/\ud800"})
    assert "checked_at" not in tab.heard(0.5)


def test_the_browsers_storage_writes_no_state(site: Site) -> None:
    tab = Tab(site, site.url)
    tab.heard()
    tab.call(f"{ROOT}.hydrate_and_load", {"vars": {f"{Status.get_full_name()}.loaded": "hacked"}})
    assert "hacked" not in tab.heard()
    tab.socket.close()


def test_a_token_opens_nothing_without_the_cookie_it_was_made_with() -> None:
    own = bound("token", "sid=a; visitor=b")
    assert own == bound("token", "visitor=b; sid=a")
    assert len({own, bound("token", ""), bound("token", "sid=x; visitor=b"), "token"}) == 4


def test_a_flood_is_dropped(tab: Tab) -> None:
    for _ in range(400):
        tab.call(LOAD, {})
    said = tab.heard(2)
    assert said.count("checked_at") <= 60
    tab.call(LOAD, {})
    assert "closed" not in tab.heard()
