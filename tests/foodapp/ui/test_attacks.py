"""Attacks that once worked, played again at a real server; what each may cost, and nobody else."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis
from simple_websocket import ConnectionClosed, ConnectionError
from sqlalchemy import create_engine
from sqlmodel import Session

from foodapp import reactions
from foodapp.accounts import disabling, roles, signing, staffing
from foodapp.accounts.actors import Admin, AdminRole, Cookies, StaffRole
from foodapp.accounts.models import AdminGrant, StaffMember
from foodapp.kit import clock, db
from foodapp.launcher import ports
from foodapp.realtime import topics
from foodapp.realtime.announce import publish_now
from foodapp.restaurants import approving
from foodapp.ui.sockets import bound
from tests.fixtures import world as worlds
from tests.fixtures.site import ROOT as SOURCES
from tests.fixtures.site import Site
from tests.fixtures.tab import LOAD, ROOT, ROUTER, Tab

pytestmark = pytest.mark.timeout(600)
addresses = (f"198.51.100.{n % 250}" for n in count(1))
AT_ONCE_S = 2.0  # within which a right that was taken is over
CONSOLE = 'tiles_rx_state_":[{'  # what only an admin's overview tells


@dataclass
class Target:
    """A site of this file's own, behind a proxy that it trusts."""

    site: Site
    world: worlds.World
    security_log: Path

    def tab(self, *, address: str = "", **details: Any) -> Tab:
        return Tab(self.site, self.site.url, address=address or next(addresses), **details)

    def security_events(self) -> list[dict[str, Any]]:
        lines = self.security_log.read_text().splitlines() if self.security_log.exists() else []
        return [json.loads(line) for line in lines]

    def tracebacks(self) -> int:
        return self.site.log.read_text().count("Traceback")


@pytest.fixture(scope="module")
def target(built: None, migrated: Any) -> Iterator[Target]:
    name = "foodapp_attacks"
    migrated.postgres.create_database(name, template="foodapp_template")
    port = ports.first_free(18770)
    log = migrated.home / "security.log"
    environment = {
        **os.environ,
        "DATABASE_URL": migrated.postgres.url(name),
        "FOODAPP_PORT": str(port),
        "FOODAPP_PUBLIC_URL": f"http://localhost:{port}",
        "FOODAPP_WEB_WORKERS": "1",
        "FOODAPP_TRUSTED_PROXY_HOPS": "1",
        "FOODAPP_SECURITY_LOG": str(log),
        "FOODAPP_NEW_TABS_A_MINUTE": "60",
    }
    engine = create_engine(migrated.postgres.url(name))
    with Session(engine, expire_on_commit=False) as session, session.begin():
        world = worlds.build(session)
        for helper in (world.customer, world.stranger):
            session.add(AdminGrant(user_id=helper.user_id, role=AdminRole.OPERATIONS))
        session.add(
            StaffMember(
                user_id=world.stranger.user_id, restaurant_id=world.nonna, role=StaffRole.OWNER
            )
        )
    reactions.assemble(tell=lambda entry_id, names: None)  # no worker carries anything out
    site = Site(environment, port, migrated.home / "attacks.log")
    site.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "engine", lambda: engine)
        yield Target(site, world, log)
    site.stop()
    reactions.assemble()
    engine.dispose()


def is_closed(tab: Tab, within_s: float = 10.0) -> bool:
    give_up = time.monotonic() + within_s
    try:
        while time.monotonic() < give_up:
            tab.socket.receive(timeout=0.1)
    except ConnectionClosed:
        return True
    return False


def open_tab(target: Target, **details: Any) -> Tab:
    tab = target.tab(**details)
    tab.hears("checked_at")
    tab.heard(0.3)
    return tab


def still_serves(target: Target) -> None:
    open_tab(target).socket.close()


ADDRESSES_OF_NOWHERE = [{"asPath": 5}, {"asPath": "http://[::1"}, [], None, {}, "x"]


@pytest.mark.parametrize("router", ADDRESSES_OF_NOWHERE, ids=range(len(ADDRESSES_OF_NOWHERE)))
@pytest.mark.parametrize("name", [LOAD, f"{ROOT}.set_is_hydrated", f"{ROOT}.hydrate_and_load"])
def test_an_event_from_nowhere_makes_no_traceback_and_no_endless_work(
    target: Target, name: str, router: Any
) -> None:
    before = len(target.site.log.read_text())
    tab = open_tab(target)
    tab.call(name, {"value": True} if "hydrated" in name else {}, router_data=router)
    assert "wrong on our side" not in tab.heard(0.3)
    tab.call(LOAD, {})
    tab.hears("checked_at")
    tab.socket.close()
    assert target.site.log.read_text()[before:] == ""


def test_who_goes_on_with_bad_frames_is_out_and_the_log_is_short(target: Target) -> None:
    before, noted = len(target.site.log.read_text()), len(target.security_events())
    tab = open_tab(target)
    for n in range(2_000):
        try:
            tab.say(["event"] if n % 2 else {"a": 1}, {})
        except (ConnectionClosed, OSError):  # cut off in the middle of a word
            break
    assert is_closed(tab, 30)
    assert target.site.log.read_text()[before:] == ""
    said = [event["event"] for event in target.security_events()[noted:]]
    assert said == ["frame_refused", "tab_thrown_out"]
    still_serves(target)


@pytest.mark.parametrize("name", ["connect", "disconnect"])
def test_a_frame_by_the_name_of_a_hook_reaches_no_hook(target: Target, name: str) -> None:
    """It once set limits back, took its own tab apart and filled the log."""
    before = len(target.site.log.read_text())
    tab = open_tab(target)
    forged = {
        "HTTP_ORIGIN": target.site.url, "QUERY_STRING": "token=stolen", "asgi.scope": {},
        "HTTP_COOKIE": f"sid={target.world.cookies['ada'].sid}",
    }  # fmt: skip
    for _ in range(5):
        tab.say(name, forged, {"event": None})
        tab.say(name)
    assert tab.heard(0.3) == ""
    tab.call(LOAD, {})
    tab.hears("checked_at")
    tab.socket.close()
    assert target.site.log.read_text()[before:] == ""


def test_a_second_greeting_makes_no_second_tab(target: Target) -> None:
    tab = open_tab(target)
    tab.socket.send("40/_event,{}")
    assert "event" not in tab.heard(0.5).replace("/_event", "")
    tab.call(LOAD, {})
    tab.hears("checked_at")
    tab.socket.close()


def bytes_kept(client: "redis.Redis") -> int:
    return sum(int(client.memory_usage(key) or 0) for key in client.scan_iter(count=1_000))


def test_nothing_large_is_kept_of_what_anybody_sends(target: Target, valkey: Any) -> None:
    tab = open_tab(target)
    before = bytes_kept(valkey)
    big = "x" * 60_000
    for payload, router in [
        ({"value": big}, ROUTER),
        ({"value": True, "more": big}, ROUTER),
        ({"value": True}, {**ROUTER, "asPath": "/" + big}),
        ({"value": True}, {**ROUTER, "query": {"a": big}}),
        ({"value": True}, {**ROUTER, "more": big}),
    ]:
        tab.call(f"{ROOT}.set_is_hydrated", payload, router_data=router)
    tab.call(LOAD, {}, more=big)
    tab.heard(0.5)
    assert bytes_kept(valkey) - before < 20_000
    tab.socket.close()


def test_an_address_opens_so_many_tabs_a_minute_and_neighbours_are_not_counted(
    target: Target,
) -> None:
    opened = refused = 0
    for _ in range(200):
        try:
            target.tab(address="203.0.113.1").socket.close()
            opened += 1
        except ConnectionError:
            refused += 1
            if refused == 5:
                break
    assert refused == 5
    assert opened >= 30
    open_tab(target, address="203.0.113.2").socket.close()
    assert target.security_events()[-1]["event"] == "socket_refused"


def test_no_raw_cookie_is_kept_anywhere_in_valkey(target: Target, valkey: Any) -> None:
    who = target.world.cookies["ada"]
    tab = target.tab(cookie=cookie(who), router=at("/admin"))
    tab.hears(CONSOLE)
    raw = redis.Redis(**{**valkey.connection_pool.connection_kwargs, "decode_responses": False})
    found = list(raw.scan_iter(count=1_000))
    assert any(b"overview" in key for key in found)
    secrets = [who.sid.encode(), who.visitor.encode(), b"198.51.100."]
    for key in found:
        kept = key + (raw.dump(key) or b"") + whole(raw, key)
        assert not [secret for secret in secrets if secret in kept], key
    tab.socket.close()


def whole(raw: "redis.Redis", key: bytes) -> bytes:
    """All of a value, uncompressed."""
    read: dict[bytes, Callable[[], Any]] = {
        b"string": lambda: raw.get(key),
        b"set": lambda: raw.smembers(key),
        b"hash": lambda: raw.hgetall(key),
        b"zset": lambda: raw.zrange(key, 0, -1),
        b"list": lambda: raw.lrange(key, 0, -1),
    }
    return repr(read[raw.type(key)]()).encode() if raw.exists(key) else b""


def cookie(who: Cookies) -> str:
    return f"sid={who.sid}; visitor={who.visitor}"


def at(path: str) -> dict[str, Any]:
    return {"pathname": path, "asPath": path, "query": {}}


Way = Callable[[Any, worlds.World, Admin], Any]
CONSOLES: list[tuple[str, Way]] = [  # whose right goes, and how
    ("sid", lambda s, w, ada: roles.give(s, ada, w.stranger.user_id, role=AdminRole.VIEWER)),
    ("sid", lambda s, w, ada: roles.take(s, ada, w.stranger.user_id)),
    ("cy", lambda s, w, ada: disabling.disable(s, ada, w.customer.user_id, reason="fraud")),
    ("ada", lambda s, w, ada: signing.sign_out(s, w.cookies["ada"])),
]
KITCHENS: list[tuple[str, Way]] = [
    ("rob", lambda s, w, ada: approving.suspend(s, ada, w.rival, reason="hygiene")),
    ("ana", lambda s, w, ada: staffing.remove(s, ada, w.nonna, user_id=w.staff.user_id)),
]


def take(target: Target, way: Way) -> None:
    """In another process than the one that holds the tab."""
    with db.transaction() as session:
        way(session, target.world, Admin(target.world.admin.user_id, AdminRole.OWNER, clock.now()))


def keys_of(valkey: Any, token: str, who: Cookies) -> list[str]:
    return list(valkey.scan_iter(f"{bound(token, cookie(who))}*", count=1_000))


@pytest.mark.parametrize(("name", "way"), CONSOLES, ids=range(len(CONSOLES)))
def test_an_open_console_is_silent_and_forgotten_once_its_right_is_gone(
    target: Target, valkey: Any, name: str, way: Way
) -> None:
    who, token = target.world.cookies[name], uuid4().hex
    tab = target.tab(cookie=cookie(who), router=at("/admin"), token=token)
    tab.hears(CONSOLE)
    publish_now(topics.admin(), rider_id="r1", lat=47.125, lng=9.5)
    tab.hears("47.125")
    assert keys_of(valkey, token, who)
    take(target, way)
    assert is_closed(tab, AT_ONCE_S)
    publish_now(topics.admin(), rider_id="r1", lat=47.375, lng=9.5)
    again = target.tab(cookie=cookie(who), router=at("/nowhere"), token=token)
    said = again.heard(1.0)
    assert "tiles_rx_state_" in said
    assert CONSOLE not in said
    assert "47." not in said
    assert not keys_of(valkey, token, who)
    again.socket.close()


@pytest.mark.parametrize(("name", "way"), KITCHENS, ids=range(len(KITCHENS)))
def test_an_open_kitchen_is_closed_once_its_right_is_gone(
    target: Target, name: str, way: Way
) -> None:
    who = target.world.cookies[name]
    tab = target.tab(cookie=cookie(who), router=at("/restaurant"))
    tab.hears('is_owner_rx_state_":true')
    bystander = open_tab(target, cookie=cookie(target.world.cookies["ravi"]))
    take(target, way)
    assert is_closed(tab, AT_ONCE_S)
    assert not is_closed(bystander, 0.5)
    bystander.socket.close()


def slowest_but_one_in_twenty(honest: list[Tab], go_on: Callable[[], bool]) -> float:
    """The 95th percentile of how long an event of an honest user takes, in seconds."""
    took: list[float] = []
    while go_on():
        tab = honest[len(took) % len(honest)]
        began = time.monotonic()
        tab.call(LOAD, {})
        tab.hears("checked_at")
        took.append(time.monotonic() - began)
        time.sleep(60 / 30 / len(honest))  # a tab may ask 30 times a minute
    assert len(took) > 20
    return sorted(took)[len(took) * 95 // 100]


def test_a_storm_of_hostile_events_leaves_no_traceback_and_others_hardly_notice(
    target: Target, request: pytest.FixtureRequest, record_property: Any
) -> None:
    events, before = request.config.getoption("--storm"), len(target.site.log.read_text())
    rounds = iter(range(120))
    honest = [open_tab(target, address=f"198.18.0.{n}") for n in range(16)]
    quiet_s = slowest_but_one_in_twenty(honest, lambda: next(rounds, None) is not None)
    words = [sys.executable, "-m", "tests.fixtures.storm", target.site.url, str(events), "48"]
    storm = subprocess.Popen(words, cwd=SOURCES, stdout=subprocess.PIPE, text=True)
    loud_s = slowest_but_one_in_twenty(honest, lambda: storm.poll() is None)
    said, _ = storm.communicate(timeout=600)
    figures = json.loads(said) | {"quiet_ms": quiet_s * 1_000, "loud_ms": loud_s * 1_000}
    record_property("storm", figures)
    print(figures)  # noqa: T201 - shown with -rP
    assert figures["sent"] >= events
    assert target.tracebacks() == 0
    written = target.site.log.read_text()[before:]
    assert written.count("\n") < 50, written[-3_000:]
    # Browsers of other tests have the same two cores, and not while it was quiet: 0.5 s was not
    # enough for them. Alone on a machine it is 0.05.
    assert loud_s < max(2 * quiet_s, 2.0)
    still_serves(target)
