"""What every test stands on: real servers started once by our own launcher, and a database that
forgets what the test did.

    session            one transaction round the whole test, rolled back at its end; as the owner
    real_transactions  a database of the test's own, where commits are real (several threads), as
                       the programs sign in
    valkey             an empty Valkey
    drain_outbox       carries out all recorded reactions, here and now, as the worker would
"""

import gc
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
import redis
from sqlalchemy import create_engine, event
from sqlmodel import Session, col, select

from foodapp.launcher import ports
from foodapp.launcher import postgres as pg
from foodapp.launcher import valkey as vk
from foodapp.launcher.supervisor import Supervisor
from tests.fixtures import memory

pytest_plugins = [
    *("tests.fixtures.side_by_side", "tests.fixtures.gateway", "tests.fixtures.site"),
    *("tests.fixtures.post", "tests.fixtures.push_service", "tests.fixtures.texts"),
    *("tests.fixtures.cpu", "tests.fixtures.worker_pages"),
]
TEMPLATE = "foodapp_template"
serial = count(1)
# A busy machine takes its time: how long one example takes says nothing about what it shows.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shuffles", type=int, default=1, help="how often each fault script of payments is played"
    )
    parser.addoption(
        "--storm", type=int, default=4_000, help="how many hostile events the storm of sockets has"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Addresses first, servers later: modules read the settings when they are imported."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        return  # its workers do the testing
    home = memory.folder("foodapp-tests-")
    own = os.getpid() * 7 % 6_000  # so that test runs side by side do not pick the same ports
    postgres = pg.describe(home / "postgres", ports.first_free(20_000 + own))
    valkey = vk.prepare(home / "valkey", ports.first_free(26_000 + own))
    config.stash[SERVERS] = SimpleNamespace(home=home, postgres=postgres, valkey=valkey)
    os.environ.setdefault("FOODAPP_MODE", "demo")
    os.environ["DATABASE_URL"] = postgres.url("foodapp_test")
    os.environ["DATABASE_OWNER_URL"] = postgres.owner_url("foodapp_test")
    os.environ["REDIS_URL"] = valkey.url
    os.environ["FOODAPP_DATA_DIR"] = str(home / "data")
    os.environ["FOODAPP_MEDIA_DIR"] = str(home / "media")


def pytest_unconfigure(config: pytest.Config) -> None:
    if servers := config.stash.get(SERVERS, None):
        shutil.rmtree(servers.home, ignore_errors=True)
        if servers.postgres.home.parent != servers.home:
            shutil.rmtree(servers.postgres.home)


SERVERS = pytest.StashKey[SimpleNamespace]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded now stays: looking through it for garbage takes longer than many a test."""
    gc.collect()
    gc.freeze()


# A power cut may take the tests' own server with it: waiting for the disk at each commit, and for
# each database that goes, proves nothing. What proves that nothing is lost has servers of its own.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Iterator[SimpleNamespace]:
    """PostgreSQL and Valkey, running: .postgres, .valkey, .home."""
    servers = request.config.stash[SERVERS]
    pg.initialise(servers.postgres)
    with (servers.postgres.data / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{key} = {value}\n" for key, value in FORGETFUL.items())
    supervisor = Supervisor(servers.home / "logs")
    try:
        supervisor.start(servers.postgres.program(), servers.valkey.program())
        yield servers
    finally:
        supervisor.stop()


@pytest.fixture(scope="session")
def migrated(servers: SimpleNamespace) -> SimpleNamespace:
    """The template every test database is copied from, and the one `session` uses."""
    from foodapp.kit.settings import settings
    from foodapp.launcher import migrating

    servers.postgres.create_database("foodapp_test")
    assert settings().database_url == os.environ["DATABASE_URL"]
    migrating.migrate(settings(), print)
    servers.postgres.create_database(TEMPLATE, template="foodapp_test")
    return servers


@pytest.fixture(autouse=True)
def _outside_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may depend on somebody else's server."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not _is_here(str(address[0])):
            raise RuntimeError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_here(host: str) -> bool:
    return host in ("localhost", "::1", "0.0.0.0") or host.startswith("127.")


@pytest.fixture
def _reactions_wait() -> Iterator[None]:
    """Nothing goes to a broker: what was recorded waits for drain_outbox."""
    from foodapp import reactions

    reactions.assemble(tell=lambda entry_id, names: None)
    yield
    reactions.assemble()


@pytest.fixture(scope="session")
def _engine(migrated: SimpleNamespace) -> Iterator[Any]:
    engine = create_engine(
        migrated.postgres.owner_url("foodapp_test"),  # some tests look at what only an owner may do
        pool_size=1,  # one connection for all tests: a new one has to learn every table again
        pool_pre_ping=True,
        connect_args={"options": "-c timezone=UTC -c lock_timeout=8s"},
    )
    yield engine
    engine.dispose()


@pytest.fixture
def session(
    _engine: Any, _reactions_wait: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """Every transaction() of the test joins one outer transaction that is rolled back at the end.
    What was left for "after commit" runs at the inner commit, as it does for users."""
    from foodapp import tables  # noqa: F401 - relations need every model loaded
    from foodapp.kit import db

    with _engine.connect() as connection:
        outer = connection.begin()

        def join() -> Session:
            return Session(
                connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
            )

        def look() -> Session:
            reading = join()
            event.listen(reading, "after_begin", _reads_only)
            return reading

        monkeypatch.setattr(db, "open_session", join)
        monkeypatch.setattr(db, "open_reading", look)
        with join() as session:
            event.listen(session, "after_commit", db.run_after_commit)
            yield session
        outer.rollback()


def _reads_only(_: Session, __: Any, connection: Any) -> None:
    """Until the end of its savepoint. Unheard by whoever counts statements: elsewhere BEGIN says
    it."""
    connection.connection.driver_connection.execute("SET TRANSACTION READ ONLY")


@pytest.fixture
def real_transactions(
    migrated: SimpleNamespace, _reactions_wait: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """For what happens between transactions (locks, two tablets at once): a fresh database in
    which transaction() really commits, from any thread. Gives its URL."""
    from foodapp.kit import db

    name = f"foodapp_test_{next(serial)}"
    migrated.postgres.create_database(name, template=TEMPLATE)
    engine = create_engine(
        migrated.postgres.url(name), pool_size=10, connect_args={"options": "-c timezone=UTC"}
    )
    monkeypatch.setattr(db, "engine", lambda: engine)
    yield migrated.postgres.url(name)
    engine.dispose()
    with migrated.postgres.connect() as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def as_owner(
    migrated: SimpleNamespace, real_transactions: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """real_transactions as the owner of the tables, for what writes up a past."""
    from foodapp.kit import db

    url = migrated.postgres.owner_url(real_transactions.rpartition("/")[2])
    engine = create_engine(url, connect_args={"options": "-c timezone=UTC"})
    monkeypatch.setattr(db, "engine", lambda: engine)
    yield
    engine.dispose()


@pytest.fixture
def valkey(servers: SimpleNamespace) -> "redis.Redis":
    from foodapp.kit.valkey import valkey

    client = valkey()
    client.flushall()
    return client


@pytest.fixture
def drain_outbox() -> Callable[[], int]:
    """Call it to carry out every recorded reaction, and those that follow from them, through the
    worker's own function. Returns how many were carried out; what one raises comes out here."""
    from foodapp import worker
    from foodapp.kit import db
    from foodapp.kit.outbox import OutboxEntry, ReactionDone

    def waiting() -> list[tuple[int, str]]:
        with db.transaction() as session:
            entries = session.exec(
                select(OutboxEntry)
                .where(col(OutboxEntry.done_at).is_(None))
                .order_by(col(OutboxEntry.id))
            ).all()
            among = col(ReactionDone.entry_id).in_([entry.id for entry in entries])
            claims = session.exec(select(ReactionDone).where(among)) if entries else []
            done = {(one.entry_id, one.reaction) for one in claims}
            return [
                (entry.id, name)
                for entry in entries
                for name in entry.reactions
                if entry.id is not None and (entry.id, name) not in done
            ]

    def drain() -> int:
        carried_out = 0
        while found := waiting():
            assert carried_out < 1_000, f"reactions that never end: {found[:5]}"
            for entry_id, name in found:
                worker.carry_out(entry_id, name)
                carried_out += 1
        return carried_out

    return drain


@pytest.fixture(scope="session")
def small_world(_engine: Any) -> Any:
    from foodapp import tables  # noqa: F401 - relations need every model loaded
    from tests.fixtures import photograph, world

    with Session(_engine, expire_on_commit=False) as session:
        return photograph.take(session, world.build)


@pytest.fixture
def world(session: Session, valkey: Any, small_world: Any) -> Any:
    """Nonna, Rival, Cy, Ana, Ravi, Ada: see tests/fixtures/world.py."""
    laid = small_world.lay(session)
    session.commit()
    return laid


@pytest.fixture
def placed_order(session: Session, world: Any) -> Any:
    """Cy's large Margherita at Nonna's, authorised: the restaurant has yet to answer."""
    from foodapp.accounts.actors import PLATFORM
    from foodapp.orders import placing
    from tests.fixtures.world import start_order

    order = start_order(session, world)
    assert placing.confirm_authorised(session, PLATFORM, order.id)
    session.commit()
    return order
