"""Behind PgBouncer in transaction mode: a hundred clients share five connections, and each
transaction may come to another one."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from sqlmodel import Session, select, text

from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded
from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db, outbox
from foodapp.kit.outbox import Event, OutboxEntry
from foodapp.kit.settings import Settings
from foodapp.launcher import account, ports
from foodapp.launcher import postgres as pg
from foodapp.orders import kitchen
from foodapp.orders.models import Order
from tests.fixtures import world as worlds
from tests.fixtures.site import ROOT
from tests.foodapp.launcher.test_rights import ended, migrate

UNPACKED = ROOT / ".data/pgbouncer"
PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin:{UNPACKED}/usr/sbin")
pytestmark = pytest.mark.skipif(
    PGBOUNCER is None, reason="no PgBouncer here and none could be had (see scripts/pgbouncer)"
)
CONNECTIONS, CLIENTS, EACH = 5, 50, 12
NAME = "foodapp_pooled"


class Knocked(Event):
    times: int


@pytest.fixture(scope="module")
def pooler(migrated: SimpleNamespace) -> Iterator[SimpleNamespace]:
    server: pg.Postgres = migrated.postgres
    server.create_database(NAME)
    home = Path(tempfile.mkdtemp(prefix="foodapp-pooler-"))
    port = ports.first_free(27_700)
    users = ((pg.USER, server.password), (pg.APP_USER, server.app_password))
    (home / "users").write_text("".join(f'"{name}" "{word}"\n' for name, word in users))
    (home / "pgbouncer.ini").write_text(
        f"[databases]\n{NAME} = host=127.0.0.1 port={server.port}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {home}/users\nlogfile = {home}/log\n"
        f"pool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\nmax_client_conn = 200\n"
    )
    runs_as = account.for_servers()
    who = {"user": runs_as.uid, "group": runs_as.gid, "extra_groups": []} if runs_as else {}
    for path in (home, *home.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
        if runs_as:
            runs_as.owns(path)
    libraries = ":".join(str(one.parent) for one in UNPACKED.rglob("libcares.so*"))
    if runs_as:  # who may not be able to enter this folder
        for one in (Path(str(PGBOUNCER)), *UNPACKED.rglob("lib*.so*")):
            shutil.copy(one, home)
        libraries = str(home)
    program = home / "pgbouncer" if runs_as else PGBOUNCER
    process = subprocess.Popen(
        [str(program), str(home / "pgbouncer.ini")],
        env={"PATH": os.defpath, "LD_LIBRARY_PATH": libraries},
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **who,
    )
    at = f"127.0.0.1:{port}/{NAME}"
    yield SimpleNamespace(
        process=process,
        url=f"postgresql+psycopg://{pg.APP_USER}:{server.app_password}@{at}",
        owner_url=f"postgresql+psycopg://{pg.USER}:{server.password}@{at}",
    )
    process.terminate()
    process.wait(10)
    shutil.rmtree(home)
    with server.connect() as admin:
        admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.fixture(scope="module")
def pooled(pooler: SimpleNamespace) -> Iterator[SimpleNamespace]:
    """Migrated through the pooler, by two at once; the program's own engine on it."""
    both = [migrate(pooler.url, pooler.owner_url) for _ in range(2)]
    assert [ended(one) for one in both] == [(0, ""), (0, "")]
    chosen = Settings(
        database_url=pooler.url, db_through_pooler=True, db_pool_size=CLIENTS // 2, mode="demo"
    )
    reactions.assemble(tell=lambda entry_id, names: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "settings", lambda: chosen)
        db.engine.cache_clear()
        yield pooler
        db.engine().dispose()
    db.engine.cache_clear()
    reactions.assemble()


def test_fifty_at_once_share_five_connections(pooled, servers, monkeypatch):
    """The same statements often enough for psycopg to prepare them, if it were let."""
    monkeypatch.setitem(reactions.REACTIONS, Knocked, {})

    def knock(client: int) -> list[int]:
        seen = []
        for times in range(EACH):
            with db.transaction() as session:
                session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": client % 7})
                outbox.record(session, Knocked(times=times))
                seen.append(session.execute(text("SELECT pg_backend_pid()")).scalar_one())
                session.exec(select(Order.id).limit(3)).all()
        return seen

    with ThreadPoolExecutor(CLIENTS) as crowd:
        backends = [one for seen in crowd.map(knock, range(CLIENTS)) for one in seen]
    assert len(backends) == CLIENTS * EACH
    assert len(set(backends)) <= CONNECTIONS + 2, "a killed or idle one may have been replaced"
    with db.transaction() as session:
        kept = session.exec(select(OutboxEntry).where(OutboxEntry.event == "Knocked")).all()
    assert len(kept) == CLIENTS * EACH


def test_an_order_is_placed_and_accepted(pooled, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        order = worlds.place_and_confirm(session, world)
    with db.transaction() as session:
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    with db.transaction() as session:
        assert session.get_one(Order, order.id).status == "accepted"
    assert PLATFORM


def test_what_a_connection_would_ask_for_is_the_databases_own(pooled):
    with Session(db.engine()) as session:
        said = [
            session.execute(text(f"SHOW {one}")).scalar() for one in ("timezone", "lock_timeout")
        ]
    assert said == ["UTC", "8s"]


def test_without_the_setting_the_pooler_says_why_it_refuses(pooled):
    with pytest.raises(psycopg.OperationalError, match="unsupported startup parameter: options"):
        psycopg.connect(pooled.url.replace("+psycopg", ""), options="-c lock_timeout=8s")


def test_a_migration_leaves_no_lock_behind(pooled):
    assert ended(migrate(pooled.url, pooled.owner_url)) == (0, "")
    give_up = time.monotonic() + 30  # the server hears a moment later that its client has gone
    while locks := advisory_locks():
        assert time.monotonic() < give_up, locks
        time.sleep(0.05)


def advisory_locks() -> int:
    with Session(db.engine()) as session:
        held = session.execute(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
        return int(held.scalar_one())
