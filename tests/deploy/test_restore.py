"""A backup is worth what comes back from it; and an old database learns its letters."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from foodapp import reactions
from foodapp.launcher import ports
from foodapp.launcher import postgres as pg
from foodapp.launcher.letters import teach
from foodapp.launcher.supervisor import Supervisor
from tests.conftest import TEMPLATE
from tests.fixtures.site import ROOT
from tests.simulation.place import opened

OLD = Path("/usr/lib/postgresql/15/bin")  # Debian's, as many operators have it
RICH = ("orders", "ledger_journals", "ledger_entries", "payments", "moves", "restaurants")


@pytest.fixture(scope="module", params=["ours", "15"])
def server(request: pytest.FixtureRequest, migrated: SimpleNamespace) -> Iterator[pg.Postgres]:
    if request.param == "ours":
        yield migrated.postgres
        return
    if not (OLD / "pg_dump").exists():
        pytest.skip("no PostgreSQL 15 with its tools is installed here")
    home = Path(tempfile.mkdtemp(prefix="foodapp-old-"))
    home.chmod(0o711)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PG_BIN", str(OLD))
        old = pg.prepare(home / "postgres", ports.first_free(27_000))
    supervisor = Supervisor(home / "logs")
    supervisor.start(old.program())
    old.create_database(TEMPLATE)
    foodapp(old, "migrate", database=TEMPLATE)
    yield old
    supervisor.stop()


def foodapp(server: pg.Postgres, *words: str, database: str) -> str:
    env = {
        **os.environ,
        "DATABASE_URL": server.url(database),
        "DATABASE_OWNER_URL": server.owner_url(database),
    }
    done = subprocess.run(
        [sys.executable, "-m", "foodapp.cli", *words],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def filled(server: pg.Postgres, servers: SimpleNamespace) -> Iterator[str]:
    """The name of a database in which somebody has ordered, paid and disputed."""
    reactions.assemble(tell=lambda entry_id, names: None)
    with pytest.MonkeyPatch.context() as patch, opened(server, TEMPLATE, patch) as place:
        with place.run("disputed"):
            pass
        yield "foodapp_play_0"
    reactions.assemble()


def tool(server: pg.Postgres, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {
        "PATH": f"{server.tool('psql').parent}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": ports.LOOPBACK,
        "PGPORT": str(server.port),
        "PGUSER": pg.USER,
        "PGPASSWORD": server.password,
        **more,
    }
    return subprocess.run([*words], env=env, capture_output=True, text=True)


def facts(server: pg.Postgres, database: str) -> list[str]:
    told = tool(
        server,
        "psql",
        "-X",
        "-A",
        "-t",
        "-d",
        database,
        "-f",
        str(ROOT / "deploy/postgres/facts.sql"),
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.splitlines()


def restored(server: pg.Postgres, source: str, name: str, how: str = "") -> None:
    with server.connect() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"DROP DATABASE IF EXISTS {name}_before WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 {how}")
    dump = server.home.parent / "backup.dump"
    for words in (
        ("pg_dump", "-Fc", "-f", str(dump), source),
        ("pg_restore", "--exit-on-error", "-d", name, str(dump)),
    ):
        done = tool(server, *words)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_a_dump_restores_is_what_there_was(server, filled):
    restored(server, filled, "foodapp_restored")

    before, after = facts(server, filled), facts(server, "foodapp_restored")

    assert after == before
    assert any("|CREATE INDEX ix_restaurants_earth " in line for line in after)
    for table in RICH:
        [count] = [line.split("|")[2] for line in after if line.startswith(f"table|{table}|")]
        assert int(count) > 0, table
    for kind in ("trigger", "function", "constraint", "counter"):
        assert sum(line.startswith(f"{kind}|") for line in after) > 3, kind


def without_letters(server: pg.Postgres) -> str:
    """As databases were made until now."""
    if server.binaries.major < 17:
        return "LOCALE 'C'"
    return "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"


def letters(server: pg.Postgres, database: str, **more: str) -> subprocess.CompletedProcess[str]:
    return tool(server, "sh", str(ROOT / "deploy/postgres/letters"), database, **more)


def knows(server: pg.Postgres, database: str) -> bool:
    with server.connect(database) as connection:
        row = connection.execute(
            "SELECT '寿司' <% '東京 寿司' AND show_trgm('Столовая') <> '{}'"
        ).fetchone()
    return row == (True,)


def test_a_database_that_exists_learns_the_letters_of_every_script(server, filled):
    restored(server, filled, "foodapp_old", without_letters(server))
    before = facts(server, "foodapp_old")
    assert not knows(server, "foodapp_old")

    done = letters(server, "foodapp_old")

    assert (done.returncode, done.stderr) == (0, "")
    assert knows(server, "foodapp_old")
    assert facts(server, "foodapp_old") == before
    assert facts(server, "foodapp_old_before") == before
    again = letters(server, "foodapp_old")
    assert again.returncode == 0
    assert "nothing was changed" in again.stdout


def test_a_database_that_is_in_use_or_cannot_learn_is_left_as_it_is(server, filled):
    restored(server, filled, "foodapp_old", without_letters(server))
    with server.connect("foodapp_old"):
        refused = letters(server, "foodapp_old")
    assert refused.returncode == 1
    assert refused.stderr == "Somebody is connected to foodapp_old: stop the programs first.\n"
    for locale in ("C", "no_such.locale"):
        refused = letters(server, "foodapp_old", LETTERS_LOCALE=locale)
        assert refused.returncode == 1
        assert len(refused.stderr.splitlines()) == 1
    assert not knows(server, "foodapp_old")
    assert facts(server, "foodapp_old") == facts(server, filled)


def test_an_embedded_database_of_before_learns_them_at_the_next_start(server, filled):
    """As `foodapp run` does it, by the same script."""
    restored(server, filled, "foodapp_old", without_letters(server))
    before = facts(server, "foodapp_old")
    said = teach(server, ROOT, "foodapp_old")
    assert said.startswith("foodapp_old knows the letters of every script now.")
    assert "foodapp_old_before" in said
    assert knows(server, "foodapp_old")
    assert facts(server, "foodapp_old") == before
