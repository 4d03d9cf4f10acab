import os
import signal
from dataclasses import replace

import psutil
import psycopg
import pytest

from foodapp.launcher import CannotStart, account
from foodapp.launcher import postgres as pg

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands data to another account")


def test_the_database_asks_for_its_password(servers):
    stranger = replace(servers.postgres, password="guessed")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        stranger.connect()


def test_the_database_never_runs_as_root(servers):
    for process in psutil.process_iter(["cmdline", "uids"]):
        if str(servers.postgres.data) in (process.info["cmdline"] or []):
            assert process.info["uids"].real != 0
            return
    pytest.fail("the database's process was not found")


def test_the_password_and_the_data_are_closed_to_others(servers):
    home = servers.postgres.home
    assert (servers.home / "postgres.password").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700
    assert not (home / "initdb.password").exists()


def test_an_acknowledged_write_survives_a_kill_9(place, supervisor):
    server = pg.prepare(place / "postgres")
    supervisor.start(server.program())
    server.create_database()
    server.assert_durable()
    with server.connect(pg.DATABASE) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    os.kill(supervisor.children["postgres"].process.pid, signal.SIGKILL)
    supervisor.children["postgres"].process.wait()
    supervisor.stop()
    supervisor.stop_wanted = False
    supervisor.start(pg.prepare(place / "postgres", server.port).program())
    with server.connect(pg.DATABASE) as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]


def test_a_server_told_to_forget_is_refused(place, supervisor):
    server = pg.prepare(place / "postgres")
    with (server.data / "postgresql.conf").open("a") as conf:
        conf.write("fsync = off\n")
    supervisor.start(server.program())
    with pytest.raises(CannotStart, match="runs with fsync not on"):
        server.assert_durable()


def test_text_sorts_alike_on_every_machine(servers):
    with servers.postgres.connect() as connection:
        found = connection.execute(
            "SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['b','a','B','é']) w"
        ).fetchone()
    assert found == ("Babé",)


def test_data_of_another_version_is_not_touched(place):
    data = place / "data"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart, match="was made by PostgreSQL 9"):
        pg.find(data / "PG_VERSION")


def test_a_wrong_pg_bin_is_named(place, monkeypatch):
    monkeypatch.setenv("PG_BIN", str(place))
    with pytest.raises(CannotStart, match="PG_BIN="):
        pg.find(place / "PG_VERSION")


@as_root
def test_a_folder_closed_to_others_is_left_closed_and_the_data_goes_elsewhere(place, monkeypatch):
    monkeypatch.setattr(account, "ELSEWHERE", place / "elsewhere")
    closed = place / "home"
    closed.mkdir(mode=0o700)
    runs_as = account.for_servers()
    home = account.home_for(closed / "postgres", runs_as)
    assert home.is_relative_to(place / "elsewhere")
    assert closed.stat().st_mode & 0o777 == 0o700
    assert runs_as is not None
    assert runs_as.can("-w", home)
    assert account.home_for(closed / "postgres", runs_as) == home


@as_root
def test_a_server_nobody_else_may_run_is_copied_with_its_libraries(place):
    closed = place / "closed"
    (closed / "server/bin").mkdir(parents=True)
    (closed / "server.libs").mkdir()
    (closed / "server/bin/postgres").touch(mode=0o755)
    closed.chmod(0o700)
    runs_as = account.for_servers()
    root = account.runnable(closed / "server", place, runs_as, "bin/postgres")
    assert root == place / "server"
    assert runs_as is not None
    assert runs_as.can("-x", root / "bin/postgres")
    assert (place / "server.libs").exists()
