"""A hostile browser: every handler and every route, with everything they do not want, by those who
may not. The server stays up, nothing is unhandled, and what is somebody else's stays as it was."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from simple_websocket import ConnectionClosed
from sqlalchemy import create_engine
from sqlmodel import Session, select
from starlette.routing import Route

from foodapp import app, reactions
from foodapp.accounts import disabling, passwords, roles, sessions, staffing
from foodapp.accounts.actors import PLATFORM, Admin, AdminRole, Cookies, StaffRole
from foodapp.accounts.models import AdminGrant, StaffMember, User
from foodapp.kit import clock
from foodapp.launcher import ports
from foodapp.menu.models import Category
from foodapp.orders import placing
from foodapp.orders.basket_models import Basket, BasketLine
from foodapp.ui.handlers import Remote, every_handler
from foodapp.ui.http import routes
from tests.fixtures import world as worlds
from tests.fixtures.site import ROOT, Site
from tests.fixtures.tab import LOAD, Tab
from tests.journeys import attacks

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
REFUSED = "(further occurrences of this error"  # engine.io, of what it turned away
ROWS = SQL("SELECT t::text FROM {} t")
BATCH = 100  # a socket lets 80 events through at once, then 30 a second
TABS = 4  # side by side: each is made to wait for most of its time, being busy
PATIENCE_S = 60
PAGES = {  # of screens whose address says what they show
    "customer.order": "/orders/{order}",
    "customer.restaurant": "/r/nonna",
    "admin.restaurant": "/admin/restaurants/{nonna}",
    "admin.order": "/admin/orders/{order}",
}
MADE_BY_NOBODY_HERE = ("users", "admin_grants", "staff_members", "restaurants", "riders")
BOOKKEEPING = ("alembic_version", "outbox", "reactions_done")


@dataclass
class Town:
    """A site of this test's own with Nonna's world in it, and the ways to attack it."""

    site: Site
    database: str
    world: worlds.World
    order: str  # Cy's, waiting for Nonna
    of_others: list[str]  # ids an attacker may have learnt
    former: dict[str, tuple[Cookies, UUID]]  # who once might do everything here, and their ids

    def unhandled(self) -> set[str]:
        """What went wrong inside, each kind once: the exception and our line it came through."""
        troubles = set()
        for line in self.site.log.read_text().splitlines():
            try:
                said = json.loads(line)
            except ValueError:  # not from our logger: a panic, a bare traceback
                if line.strip() and not line.startswith("  ") and REFUSED not in line:
                    troubles.add(line[:300])
                continue
            if "exception" in said or said.get("event") == "unhandled":
                frames = said.get("exception", "").splitlines()
                ours = [one.strip() for one in frames if f'"{ROOT}' in one and ".venv" not in one]
                troubles.add(f"{str(said['event'])[:200]}: {[*ours[-2:], *frames[-1:]]}"[:900])
        return troubles

    def rows(self) -> dict[str, list[str]]:
        """All tables, as text."""
        with psycopg.connect(self.database) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            return {
                name: [row for (row,) in connection.execute(ROWS.format(Identifier(name)))]
                for (name,) in tables
                if name not in BOOKKEEPING
            }

    def page_of(self, remote: Remote) -> str:
        package = ".".join(remote.state.__module__.split(".")[:2])
        path = PAGES.get(package, "/nowhere")
        return path.format(order=self.order, nonna=self.world.nonna)


@pytest.fixture(scope="module")
def town(built: None, migrated: Any) -> Iterator[Town]:
    name = "foodapp_hostile"
    migrated.postgres.create_database(name, template="foodapp_template")
    port = ports.first_free(18750)
    environment = {
        **os.environ,
        "DATABASE_URL": migrated.postgres.url(name),
        "FOODAPP_PORT": str(port),
        "FOODAPP_PUBLIC_URL": f"http://localhost:{port}",
        "FOODAPP_WEB_WORKERS": "1",
    }
    town = settle(Site(environment, port, migrated.home / "hostile.log"), migrated.postgres, name)
    town.site.start()
    yield town
    town.site.stop()


def settle(site: Site, postgres: Any, name: str) -> Town:
    reactions.assemble(tell=lambda entry_id, names: None)  # no worker carries anything out
    engine = create_engine(postgres.url(name))
    with Session(engine, expire_on_commit=False) as session, session.begin():
        world = worlds.build(session)
        order = worlds.start_order(session, world)
        assert placing.confirm_authorised(session, PLATFORM, order.id)
        worlds.fill_basket(session, world)
        worlds.fill_basket(session, world, world.stranger)
        category = Category(restaurant_id=world.nonna, name="Sweets")
        session.add(category)
        session.flush()
        line = session.exec(
            select(BasketLine.id).join(Basket).where(Basket.user_id == world.customer.user_id)
        ).one()
        former = former_ones(session, world)
        password = passwords.hashed("correct horse battery")
        for user in session.exec(select(User)):
            user.password_hash = password
        of_others = [
            order.id, line, world.nonna, world.margherita, category.id,
            world.customer.user_id, world.staff.user_id, world.rider.rider_id,
            world.rider.user_id, world.ribs,
        ]  # fmt: skip
    engine.dispose()
    reactions.assemble()
    url = postgres.url(name).replace("+psycopg", "")
    return Town(site, url, world, str(order.id), [str(one) for one in of_others], former)


def former_ones(session: Session, world: worlds.World) -> dict[str, tuple[Cookies, UUID]]:
    """Two who were admins and owned Nonna: the sign-in of one was revoked, the rights of the other
    were taken from under an open sign-in. A third was disabled."""
    found = {}
    people = {name: worlds.person(session, name) for name in ("Gus", "Ida", "Otto")}
    for name, user in people.items():
        session.add(AdminGrant(user_id=user.id, role=AdminRole.OWNER))
        session.add(StaffMember(user_id=user.id, restaurant_id=world.nonna, role=StaffRole.OWNER))
        found[name.lower()] = (Cookies(sessions.open_for(session, user), f"v-{name}"), user.id)
    session.flush()
    ada = Admin(world.admin.user_id, AdminRole.OWNER, clock.now())
    sessions.revoke_all(session, people["Gus"].id)
    roles.take(session, ada, people["Ida"].id)
    staffing.remove(session, ada, world.nonna, user_id=people["Ida"].id)
    disabling.disable(session, ada, people["Otto"].id, reason="Left the team")
    return found


@pytest.fixture(scope="module")
def handlers() -> list[Remote]:
    """The site's: other tests make states of their own in this process, which no site knows."""
    ours = (one for one in every_handler() if not one.state.__module__.startswith("tests."))
    return sorted((one for one in ours if one.declared), key=lambda one: one.name)


def cookie(who: Cookies) -> str:
    return f"sid={who.sid}; visitor={who.visitor}"


def attack(town: Town, handlers: list[Remote], who: str, calls_of: Callable[[Remote], Any]) -> None:
    """Each handler with each of its calls, on a few tabs at once. What a tab was told that another
    one closed (it ended their sign-in) is said again when no other is open."""
    batches = list(in_batches(town, handlers, calls_of))
    with ThreadPoolExecutor(TABS) as pool:
        told = list(pool.map(lambda one: sent(town, one[1], who, one[0]), batches))
    for (path, calls), is_told in zip(batches, told, strict=True):
        if not is_told:
            send(town, calls, who, path)


def send(town: Town, calls: list[attacks.Call], who: str, path: str) -> None:
    """On a new tab; comes back when all of them are answered. A tab that is closed (its sign-in has
    ended, it was slow to read) comes back once and says it all again, as a browser would."""
    if not sent(town, calls, who, path) and not sent(town, calls, who, path):
        log = town.site.log.read_text()[-2_000:]
        raise AssertionError(f"closed twice while {calls[0].name} ... were called: {log}")


def send_until_closed(town: Town, calls: list[attacks.Call], who: str, path: str) -> None:
    """As send, by somebody whose own calls may end their sign-in or change their rights: where a
    tab was closed twice, its calls are said in two halves, down to the one that closes it."""
    if sent(town, calls, who, path) or sent(town, calls, who, path) or len(calls) == 1:
        return
    half = len(calls) // 2
    send_until_closed(town, calls[:half], who, path)
    send_until_closed(town, calls[half:], who, path)


def sent(town: Town, calls: list[attacks.Call], who: str, path: str) -> bool:
    """False when the tab was closed before it had all its answers."""
    router = {"pathname": path, "asPath": path, "query": {}}
    tab = Tab(town.site, town.site.url, cookie=who, router=router)
    try:
        tab.hears("checked_at", PATIENCE_S)  # the tab's own state
        for call in calls:
            tab.call(call.name, call.payload)
        tab.call(LOAD, {})
        tab.hears("checked_at", PATIENCE_S)
        tab.socket.close()
    except ConnectionClosed:
        return False
    except AssertionError:
        if tab.socket.connected:
            raise
        return False
    return True


def in_batches(
    town: Town, handlers: list[Remote], calls_of: Callable[[Remote], Any]
) -> Iterator[tuple[str, list[attacks.Call]]]:
    for path, of_page in groupby(sorted(handlers, key=town.page_of), key=town.page_of):
        calls = [call for one in of_page for call in calls_of(one)]
        for start in range(0, len(calls), BATCH):
            yield path, calls[start : start + BATCH]


def test_arguments_of_the_wrong_shape_break_nothing(town: Town, handlers: list[Remote]) -> None:
    before = town.rows()
    attack(town, handlers, "visitor=shapeless", attacks.misshapen)
    assert not town.unhandled()
    after = town.rows()
    baskets = [row for row in after.pop("baskets") if sessions.hashed("shapeless") not in row]
    assert {**after, "baskets": baskets} == before


@pytest.mark.parametrize("name", ["nobody", "sid", "rob", "rita", "gus", "ida", "otto"])
def test_nobody_changes_what_is_somebody_elses(
    town: Town, handlers: list[Remote], name: str
) -> None:
    """No account; a customer; the owner of the other restaurant; the other rider; those who once
    were admins and owners here."""
    former = {one: cookies for one, (cookies, _) in town.former.items()}
    known = {**town.world.cookies, **former, "nobody": Cookies("", "nobody")}
    who = cookie(known[name]) if known[name].sid else "visitor=nobody"
    before = town.rows()
    attack(town, handlers, who, lambda one: attacks.plausible(one, town.of_others))
    after = town.rows()
    assert not town.unhandled()
    own = their_own(town, name)
    for table, rows in before.items():
        kept = {row for row in rows if not any(one in row for one in own)}
        assert kept <= set(after[table]), f"{name} changed {table}"
    for table in MADE_BY_NOBODY_HERE:
        assert len(after[table]) == len(before[table]), f"{name} made or removed {table}"


def their_own(town: Town, name: str) -> list[str]:
    """The ids that mark a row as the attacker's."""
    world = town.world
    ids: dict[str, list[Any]] = {
        "nobody": [sessions.hashed("nobody")],
        "sid": [world.stranger.user_id],
        "rob": [world.rival_staff.user_id, world.rival],
        "rita": [world.second_rider.user_id, world.second_rider.rider_id],
    }
    if name in town.former:
        cookies, user_id = town.former[name]
        ids[name] = [sessions.hashed(cookies.visitor), user_id]
    marks = [str(one) for one in ids[name]]
    baskets = [row for row in town.rows()["baskets"] if any(mark in row for mark in marks)]
    return marks + [row.strip("()").split(",")[0] for row in baskets]


def requests_to(route: Route) -> Iterator[httpx.Request]:
    """Every method with what no page of ours would send along."""
    for odd in attacks.IN_ADDRESSES:
        path = attacks.PARAMETER.sub(odd, route.path)
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"):
            yield httpx.Request(method, path)
        if path == route.path:
            break
    path = attacks.PARAMETER.sub("1", route.path)
    for kind, body in attacks.BODIES:
        yield httpx.Request("POST", path, content=body, headers={"Content-Type": kind})


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "its own"])
def test_no_route_is_broken_by_a_request_and_none_obeys_another_site(
    town: Town, origin: str
) -> None:
    """Signed in, so that an obeyed request would change something."""
    sent = {"Origin": town.site.url if origin == "its own" else origin} if origin else {}
    before = town.rows()
    wrong = []
    who = cookie(town.world.cookies["rob"])
    with httpx.Client(base_url=town.site.url, timeout=PATIENCE_S) as browser:
        for request in [one for route in all_routes() for one in requests_to(route)]:
            headers = {**sent, **request.headers, "Cookie": who, "Connection": "close"}
            headers.pop("host", None)
            address = request.url.raw_path.decode()
            try:
                answer = browser.request(
                    request.method, address, content=request.content, headers=headers
                )
                why = complaint(answer)
            except httpx.TransportError as gone:  # it need not read all of what it refuses
                why = "" if len(request.content) > attacks.A_LOT else str(gone)
            if why:
                wrong.append(f"{request.method} {str(request.url)[:120]}: {why}")
    assert not wrong
    assert not town.unhandled()
    if origin in ("http://evil.example", "null"):  # a script may leave it out, a foreign page not
        assert town.rows() == before


def all_routes() -> list[Route]:
    ours = [one for one in routes(app.screen_routes).routes if isinstance(one, Route)]
    return [*ours, *(Route(path, lambda request: None) for path in attacks.ADDRESSES)]


def complaint(answer: httpx.Response) -> str:
    """Empty for an answer that a person, or their browser, can make sense of."""
    if answer.status_code >= 500 or "Traceback" in answer.text:
        return f"{answer.status_code} {answer.text[:200]}"
    if "root:x:" in answer.text:
        return "a file of the system"
    if answer.status_code >= 400 and answer.request.method not in ("HEAD", "OPTIONS"):
        kind = answer.headers.get("content-type", "")
        said = answer.json().get("error") if kind.startswith("application/json") else answer.text
        return "" if isinstance(said, str) and said else f"{answer.status_code} without a word"
    return ""


@pytest.mark.parametrize("name", ["ada", "ana"])
def test_who_may_can_still_not_break_the_server(
    town: Town, handlers: list[Remote], name: str
) -> None:
    """Last: these may change what they see here. On one tab at a time: a call that ends their
    sign-in, or changes their rights, closes all others."""
    who = cookie(town.world.cookies[name])
    for path, calls in in_batches(
        town, handlers, lambda one: attacks.plausible(one, town.of_others)
    ):
        send_until_closed(town, calls, who, path)
    assert not town.unhandled()
