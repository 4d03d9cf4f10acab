"""A hostile browser at the socket: wrong origin, stolen token, Reflex's own methods, a flood."""

from collections.abc import Iterator
from typing import Any

import pytest
from simple_websocket import ConnectionError

from foodapp.ui.sockets import bound
from foodapp.ui.status import Status
from tests.fixtures.site import Site
from tests.fixtures.tab import LOAD, ROOT, ROUTER, Tab


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
