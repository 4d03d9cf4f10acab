"""The programs' role can do its work and nothing else; migrations are their owner's."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count

import psycopg
import pytest

from foodapp import reactions
from foodapp.launcher import CannotStart, migrating, ports, rights
from foodapp.launcher import postgres as pg
from foodapp.launcher.programs import ROOT
from foodapp.launcher.rights import Role
from tests.conftest import TEMPLATE
from tests.simulation.place import opened

APPEND_ONLY = ("audit_log", "ledger_journals", "ledger_entries", "invoices")
serial = count(1)


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


@pytest.fixture
def name(migrated) -> Iterator[str]:
    """Of a migrated database of the test's own."""
    made = f"foodapp_rights_{next(serial)}"
    migrated.postgres.create_database(made, template=TEMPLATE)
    yield made
    with migrated.postgres.connect() as admin:
        admin.execute(f"DROP DATABASE {made} WITH (FORCE)")


@pytest.fixture
def app(migrated, name) -> Iterator[psycopg.Connection]:
    with psycopg.connect(plain(migrated.postgres.url(name)), autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        *(f"UPDATE {table} SET id = DEFAULT" for table in APPEND_ONLY),  # noqa: S608
        *(f"DELETE FROM {table}" for table in APPEND_ONLY),  # noqa: S608
        *(f"TRUNCATE {table} CASCADE" for table in (*APPEND_ONLY, "orders", "moves")),
        "ALTER TABLE audit_log DISABLE TRIGGER ALL",
        "ALTER TABLE orders DISABLE TRIGGER orders_log_move",
        "DROP TRIGGER audit_log_is_append_only ON audit_log",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (n int)",
        "DROP TABLE orders",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'",
        "UPDATE alembic_version SET version_num = 'm0001_kit'",
        "CREATE ROLE mighty SUPERUSER",
        "COPY users TO PROGRAM 'cat'",
        "SELECT setval('ledger_journals_id_seq', 1)",
    ],
)
def test_the_programs_may_not(app, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_every_table_that_refuses_changes_by_a_trigger_refuses_them_by_right_as_well(migrated, app):
    """Also one that a later migration brings."""
    with migrated.postgres.connect("foodapp_test") as owner:
        found = {table for table, refused in rights._append_only(owner) if "UPDATE" in refused}
    assert set(APPEND_ONLY) <= found
    for table in found:
        assert app.execute("SELECT has_table_privilege(%s, 'INSERT')", [table]).fetchone() == (
            True,
        )
        for right in ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
            held = app.execute("SELECT has_table_privilege(%s, %s)", [table, right]).fetchone()
            assert held == (False,), (table, right)


def test_an_order_comes_from_the_card_to_the_books_by_the_plain_role(migrated, valkey, monkeypatch):
    """Ordered, paid, cooked, delivered, disputed, refunded, paid out: each with its journals."""
    reactions.assemble(tell=lambda entry_id, names: None)
    with opened(migrated.postgres, TEMPLATE, monkeypatch) as place:
        for opening in ("delivered", "disputed", "in cash", "all at once: cooking"):
            with place.run(opening) as stage:
                who = stage._db.exec_driver_sql("SELECT current_user").scalar()
                books = stage._db.exec_driver_sql("SELECT count(*) FROM ledger_entries").scalar()
                assert who == pg.APP_USER
                assert books or opening not in ("delivered", "disputed")
    reactions.assemble()


def test_the_role_is_plain(app):
    row = app.execute(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication"
        " FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert row == (False,) * 5


def migrate(database_url: str, owner_url: str = "", *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "DATABASE_URL": database_url, "DATABASE_OWNER_URL": owner_url}
    return subprocess.Popen(
        [sys.executable, "-m", "foodapp.cli", "migrate", *words],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=180)
    assert "Traceback" not in said, said
    return process.returncode, said


def test_a_database_from_before_there_was_a_plain_role_lets_it_in(migrated, name):
    server = migrated.postgres
    with server.connect(name) as owner:
        owner.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM foodapp_app")
        assert not rights.are_given(owner, Role(pg.APP_USER, server.app_password))
        owner.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM foodapp_app")
    assert ended(migrate(server.url(name), server.owner_url(name)))[0] == 0
    with psycopg.connect(plain(server.url(name))) as app:
        app.execute("SELECT count(*) FROM orders")
        app.execute("SELECT nextval('ledger_journals_id_seq')")


def test_a_role_that_is_missing_is_made_and_a_wrong_password_is_put_right(migrated, name):
    server, database = migrated.postgres, name
    for password in ("first-password", "second-password"):
        url = f"postgresql://foodapp_other:{password}@127.0.0.1:{server.port}/{database}"
        code, said = ended(migrate(url, server.owner_url(database)))
        assert (code, said) == (0, "")
        with psycopg.connect(url) as app:
            app.execute("SELECT count(*) FROM orders")
    with server.connect(database) as owner:
        owner.execute("DROP OWNED BY foodapp_other; DROP ROLE foodapp_other")


def test_one_role_that_owns_everything_still_works_and_is_told_of(migrated, name):
    code, said = ended(migrate(migrated.postgres.owner_url(name)))
    assert code == 0
    assert said.startswith("The programs sign in as foodapp, who may empty every table")
    assert len(said.strip().splitlines()) == 1


@pytest.fixture
def modest(migrated) -> Iterator[str]:
    """A database that belongs to a role without any special right; its name."""
    made = f"foodapp_modest_{next(serial)}"
    with migrated.postgres.connect() as admin:
        admin.execute(f"CREATE ROLE {made} LOGIN PASSWORD 'modest'")
        admin.execute(
            f"CREATE DATABASE {made} OWNER {made} TEMPLATE template0"
            " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        )
    yield made
    with migrated.postgres.connect() as admin:
        admin.execute(f"DROP DATABASE {made} WITH (FORCE)")
        admin.execute(f"DROP ROLE {made}")


def test_who_is_no_superuser_can_migrate_where_the_extensions_are_there(migrated, modest):
    server = migrated.postgres
    url = f"postgresql://{modest}:modest@127.0.0.1:{server.port}/{modest}"
    code, said = ended(migrate(url))
    assert code == 1
    assert said.count("\n") == 1
    assert f"may not add the extensions earthdistance to the database {modest}" in said
    assert "CREATE EXTENSION earthdistance;" in said

    with server.connect(modest) as admin:
        admin.execute("CREATE EXTENSION cube; CREATE EXTENSION earthdistance")
    code, said = ended(migrate(url))
    assert code == 0, said
    assert "knows no letters" in said
    assert "sh deploy/postgres/letters" in said

    assert ended(migrate(server.url(modest), url))[0] == 0, "the programs' role is there already"
    code, said = ended(migrate(url.replace(f"{modest}:modest", "nobody_yet:x"), url))
    assert (code, said.count("\n")) == (1, 1)
    assert "CREATE ROLE nobody_yet LOGIN PASSWORD" in said


def test_a_database_that_is_down_is_waited_for_and_one_that_refuses_is_not(migrated, name):
    server = migrated.postgres
    port = ports.first_free(27_500)
    elsewhere = plain(server.owner_url(name)).replace(f":{server.port}/", f":{port}/")
    process = migrate(elsewhere, "", "--wait", "60")
    first = process.stderr.readline() if process.stderr else ""
    assert first.startswith("The database does not answer yet; waiting up to 60 s: ")
    with forwarding(port, server.port):
        code, said = ended(process)
    assert code == 0, said
    assert "waiting" not in said, "said once"

    began = time.monotonic()
    code, said = ended(migrate(plain(server.owner_url(name)).replace(server.password, "guessed")))
    assert (code, said.count("\n")) == (1, 1)
    assert "password authentication failed" in said
    assert time.monotonic() - began < 50
    with pytest.raises(CannotStart, match="does not answer"):
        migrating.migrations.connect(f"postgresql://a:b@127.0.0.1:{port}/x", wait_s=1, say=print)


class forwarding:
    """A door at `port` that leads to the server: it was shut, and is open now."""

    def __init__(self, port: int, to: int) -> None:
        words = ["chaos.wires"]
        self.argv = [sys.executable, "-c", FORWARD, str(port), str(to), *words]

    def __enter__(self) -> None:
        self.process = subprocess.Popen(self.argv)

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()


FORWARD = """
import asyncio, sys
async def pump(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
async def met(reader, writer):
    there = await asyncio.open_connection("127.0.0.1", int(sys.argv[2]))
    await asyncio.gather(pump(reader, there[1]), pump(there[0], writer), return_exceptions=True)
async def main():
    server = await asyncio.start_server(met, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()
asyncio.run(main())
"""


@pytest.fixture
def behind(migrated) -> Iterator[str]:
    """A database whose last migration is still to come, which changes a busy table."""
    made = f"foodapp_behind_{next(serial)}"
    migrated.postgres.create_database(made, template=TEMPLATE)
    env = {
        **os.environ,
        "DATABASE_URL": migrated.postgres.owner_url(made),
        "DATABASE_OWNER_URL": "",
    }
    subprocess.run(
        [sys.executable, "-m", "alembic", "downgrade", "m0022_payouts_compared"],
        cwd=ROOT, env=env, check=True, capture_output=True,
    )  # fmt: skip
    yield made
    with migrated.postgres.connect() as admin:
        admin.execute(f"DROP DATABASE {made} WITH (FORCE)")


def version(server: pg.Postgres, name: str) -> object:
    with server.connect(name) as owner:
        row = owner.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None


def test_two_that_migrate_at_once_do_it_one_after_the_other(migrated, behind):
    server = migrated.postgres
    both = [migrate(server.url(behind), server.owner_url(behind)) for _ in range(2)]
    assert [ended(one) for one in both] == [(0, ""), (0, "")]
    assert {str(version(server, behind))} == migrating.migrations.newest(ROOT / "alembic/versions")


def test_a_busy_table_makes_the_migration_give_up_and_nobody_else_wait(migrated, behind):
    server = migrated.postgres
    with psycopg.connect(plain(server.url(behind))) as busy:
        busy.execute("SELECT count(*) FROM restaurants")
        busy.execute("LOCK TABLE restaurants IN ROW EXCLUSIVE MODE")
        process = migrate(server.url(behind), server.owner_url(behind))
        waits: list[float] = []
        stop = threading.Event()

        def others() -> None:
            with psycopg.connect(plain(server.url(behind)), autocommit=True) as other:
                while not stop.is_set():
                    began = time.monotonic()
                    other.execute("SELECT count(*) FROM restaurants")
                    waits.append(time.monotonic() - began)
                    time.sleep(0.05)

        crowd = threading.Thread(target=others)
        crowd.start()
        code, said = ended(process)
        stop.set()
        crowd.join()
    assert code == 1
    assert said.strip().splitlines()[-1].startswith("A long transaction holds a table")
    assert len(waits) > 10
    assert max(waits) < 8, "nobody waited longer than one attempt"
    assert ended(migrate(server.url(behind), server.owner_url(behind)))[0] == 0


def test_an_index_that_was_left_half_made_is_made_again(migrated, name):
    server = migrated.postgres
    with server.connect(name) as owner:
        owner.execute(
            "UPDATE pg_index SET indisvalid = false"
            " WHERE indexrelid = 'ix_restaurants_earth'::regclass"
        )
    code, said = ended(migrate(server.url(name), server.owner_url(name)))
    assert (code, said) == (
        0,
        "The index ix_restaurants_earth was left half made: it is made again.\n",
    )
    with server.connect(name) as owner:
        assert owner.execute("SELECT count(*) FROM pg_index WHERE NOT indisvalid").fetchone() == (
            0,
        )
