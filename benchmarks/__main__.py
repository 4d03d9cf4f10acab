"""python -m benchmarks [--here | --load | --live | --chat | --push | --pictures | --telling
                       | --documents | --paint]

--here: this folder and its build instead of a fresh clone (without clone-to-page and warm start).
--load: orders and webhooks a second alone, with nothing beside them but PostgreSQL, Valkey and web
workers that answer the webhooks.
--live: orders over the wire and news to many tabs alone, with nothing beside them but PostgreSQL,
Valkey and the web workers of this folder's build.
--chat: lines of a chat alone, with the same.
--push: news to phones alone, with PostgreSQL, Valkey, the worker and the notifier.
--pictures: what the customer's pages load of pictures on a phone, with the platform of this folder.
--documents: pages that the server writes, with PostgreSQL, Valkey and this folder's build.
--paint: what a slow phone sees of the first pages and when, with the platform of this folder.
--telling: what it costs an order that somebody is told, with PostgreSQL and Valkey alone.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from playwright.sync_api import Browser, sync_playwright

from benchmarks import bare, fresh, memory, pages, paint, pictures, web
from benchmarks.figures import Figure, Files, add, machine, write
from foodapp.launcher import ports, postgres
from foodapp.launcher import valkey as cache
from foodapp.launcher.program import Program
from foodapp.launcher.supervisor import Supervisor
from tests.fixtures.platform import running
from tests.fixtures.site import CHROMIUM, FLAGS, MAPS, ROOT

Told = list[Figure]
FILES = Files(
    readme=ROOT / "README.md",
    how=ROOT / "docs" / "benchmarks.md",
    results=ROOT / "benchmarks" / "results.json",
)


def main() -> int:
    where, began = machine(), time.monotonic()
    figures: Told = []
    if "--load" in sys.argv:
        with servers(web.program) as (database, url, web_pid):
            load(database, url, web_pid, figures)
        print(add(FILES, figures, where))
        return 0
    if "--live" in sys.argv:
        with servers(pages.program) as (_, url, web_pid):
            alone(url, web_pid, figures)
        print(add(FILES, figures, where))
        return 0
    if "--chat" in sys.argv:
        with servers(pages.program) as (_, url, web_pid):
            chats(url, web_pid, figures)
        print(add(FILES, figures, where))
        return 0
    if "--push" in sys.argv:
        phones(figures)
        print(add(FILES, figures, where))
        return 0
    if "--pictures" in sys.argv:
        looked_at("pictures", pictures.measure, figures)
        print(add(FILES, figures, where))
        return 0
    if "--paint" in sys.argv:
        looked_at("paint", paint.measure, figures)
        print(add(FILES, figures, where))
        return 0
    if "--documents" in sys.argv:
        os.environ["FOODAPP_MODE"] = "demo"
        with servers(pages.program) as (_, url, web_pid):
            written(url, web_pid, figures)
        print(add(FILES, figures, where))
        return 0
    if "--telling" in sys.argv:
        with servers(nobody):
            messages(figures)
        print(add(FILES, figures, where))
        return 0
    with started(figures, here="--here" in sys.argv) as (url, record):
        reach(record)
        say("memory", lambda: memory.measure(record()), figures)
        play(url, record(), figures)
    print(write(FILES, figures, where))
    print(f"It took {time.monotonic() - began:.0f} s.")
    return 0


@contextmanager
def started(figures: Told, *, here: bool) -> Iterator[tuple[str, Callable[[], dict[str, Any]]]]:
    """A running platform: its address, and what it says about itself."""
    if here:
        with running() as platform:
            yield platform.url, platform.record
        return
    home = Path(tempfile.mkdtemp(prefix="foodapp-bench-"))
    home.chmod(0o711)  # the account PostgreSQL runs under has to pass through
    clone = fresh.Clone(home / "saffron")
    try:
        say("clone and start", lambda: fresh.measure(clone), figures)
        yield clone.url, clone.record
    finally:
        clone.stop()
        shutil.rmtree(home, ignore_errors=True)


def reach(record: Callable[[], dict[str, Any]]) -> None:
    """From here on this process works on the platform's own database; so the domain is imported
    only below. The worker and the beat are up a moment after the first page."""
    end = time.monotonic() + 60
    while not {"worker", "beat"} <= set(record()["programs"]):
        assert time.monotonic() < end, "no worker came up"
        time.sleep(0.2)
    time.sleep(8)  # until its processes have imported what they need
    urls = record()["urls"]
    os.environ |= {"DATABASE_URL": urls["database"], "REDIS_URL": urls["redis"]}


def play(url: str, record: dict[str, Any], figures: Told) -> None:
    from benchmarks import cast as casting
    from benchmarks import chatting, domain, live, screens
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

    reactions.assemble()
    cast = casting.assemble()
    database = for_libpq(record["urls"]["database_owner"])
    base_s = statistics.median(bare.publish_to_receive(record["urls"]["redis"]))
    web_pid = int(record["programs"]["web"]["pid"])
    with sync_playwright() as playwright:
        system = {"executable_path": CHROMIUM} if Path(CHROMIUM).exists() else {}
        browser = playwright.chromium.launch(args=[*FLAGS, *MAPS], **system)
        say("first load", lambda: [screens.first_load(browser, url)], figures)
        say("board", lambda: [screens.order_to_board(browser, url, web_pid, cast, base_s)], figures)
        say("map", lambda: [screens.position_to_map(browser, url, web_pid, cast, base_s)], figures)
        browser.close()
    say("live", lambda: live.measure(url, web_pid, cast), figures)
    say("chat", lambda: chatting.measure(url, web_pid, cast), figures)
    say("orders", lambda: [domain.orders_a_second(cast, database)], figures)
    say("near me", lambda: [domain.near_me(database)], figures)
    load(database, url, web_pid, figures)


def load(database: str, url: str, web_pid: int, figures: Told) -> None:
    from benchmarks import placing, webhooks
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

    reactions.assemble()
    say("placing", lambda: placing.measure(database), figures)
    say("webhooks", lambda: webhooks.measure(database, url, web_pid), figures)


def alone(url: str, web_pid: int, figures: Told) -> None:
    from benchmarks import cast, live
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

    reactions.assemble()
    say("live", lambda: live.measure(url, web_pid, cast.assemble()), figures)


def chats(url: str, web_pid: int, figures: Told) -> None:
    from benchmarks import cast, chatting
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

    reactions.assemble()
    say("chat", lambda: chatting.measure(url, web_pid, cast.assemble()), figures)


def messages(figures: Told) -> None:
    from benchmarks import cast, telling
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

    os.environ["FOODAPP_MODE"] = "demo"
    reactions.assemble()
    say("telling", lambda: telling.measure(cast.assemble()), figures)


def phones(figures: Told) -> None:
    from tests.fixtures.push_service import PushService

    service = PushService()
    os.environ |= {"FOODAPP_MODE": "demo", "FOODAPP_PUSH_HOSTS": service.url}
    home = Path(tempfile.mkdtemp(prefix="foodapp-bench-push-"))
    with servers(nobody):
        from benchmarks import cast, push
        from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded

        reactions.assemble()
        with push.senders(home):
            say("push", lambda: push.measure(cast.assemble(), service), figures)
    service.close()
    shutil.rmtree(home, ignore_errors=True)


def looked_at(what: str, measure: Callable[[Browser, str], Told], figures: Told) -> None:
    with running("--no-simulate") as platform, sync_playwright() as playwright:
        system = {"executable_path": CHROMIUM} if Path(CHROMIUM).exists() else {}
        browser = playwright.chromium.launch(args=FLAGS, **system)
        say(what, lambda: measure(browser, platform.url), figures)
        browser.close()


def written(url: str, web_pid: int, figures: Told) -> None:
    from benchmarks import documents
    from foodapp import tables  # noqa: F401 - relations need every model loaded

    say("documents", lambda: documents.measure(url, web_pid), figures)


def nobody(_: int) -> Program:
    """In place of the web: no page is asked for."""
    return Program("web", ["/bin/sleep", "100000"], ready=lambda: True)


@contextmanager
def servers(program: Callable[[int], Program]) -> Iterator[tuple[str, str, int]]:
    """An empty, migrated database and a Valkey of our own, in the settings, and web workers on
    them; the URLs of the database and of the web, and the workers' process."""
    home = Path(tempfile.mkdtemp(prefix="foodapp-bench-"))
    home.chmod(0o711)  # the account PostgreSQL runs under has to pass through
    database, valkey = postgres.prepare(home / "postgres"), cache.prepare(home / "valkey")
    os.environ |= {"DATABASE_URL": database.owner_url("bench"), "REDIS_URL": valkey.url}
    supervisor = Supervisor(home / "logs")
    try:
        supervisor.start(database.program(), valkey.program())
        database.create_database("bench")
        command.upgrade(Config(ROOT / "alembic.ini"), "head")
        port = ports.first_free(18_200)
        supervisor.start(program(port))
        web_pid = supervisor.children["web"].process.pid
        yield for_libpq(database.url("bench")), f"http://localhost:{port}", web_pid
    finally:
        supervisor.stop()
        shutil.rmtree(home, ignore_errors=True)


def for_libpq(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def say(what: str, measure: Callable[[], Told], figures: Told) -> None:
    print(f"{what} ...", flush=True)
    found = measure()
    for one in found:
        print(f"  {one.what}: {one.value}   [{one.baseline}]", flush=True)
    figures += found


if __name__ == "__main__":
    sys.exit(main())
