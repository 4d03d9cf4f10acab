import os
import socket
import subprocess
import sys

import psutil
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from foodapp.launcher import CannotStart, explain, frontend, migrations, ports, programs, secret
from foodapp.launcher.record import Record


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=rf"Port {port} is in use.*FOODAPP_PORT={port + 1}"):
            ports.need(port, "127.0.0.1", "FOODAPP_PORT")
        assert ports.first_free(port) > port


def test_a_password_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "deep" / "password"
    first = secret.kept_in(path)
    assert len(first) >= 32
    assert secret.kept_in(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_newest_migration_is_the_one_alembic_finds():
    versions = programs.ROOT / "alembic" / "versions"
    heads = ScriptDirectory.from_config(Config(programs.ROOT / "alembic.ini")).get_heads()
    assert migrations.newest(versions) == set(heads)


def test_migrations_are_known_to_be_done(migrated):
    versions = programs.ROOT / "alembic" / "versions"
    with migrated.postgres.connect("foodapp_test") as database:
        assert migrations.are_done(database, versions)
    with migrated.postgres.connect("postgres") as database:
        assert not migrations.are_done(database, versions)


def test_a_database_that_does_not_answer_is_one_sentence():
    with pytest.raises(CannotStart, match="The database in DATABASE_URL does not answer"):
        migrations.connect("postgresql+psycopg://a:b@127.0.0.1:1/x")


SCREENS = ("customer", "restaurant", "rider", "admin")


@pytest.fixture
def sources(tmp_path):
    for name in ("foodapp/ui", "customer", ".web/node_modules"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "customer/page.py").write_text("one")
    frontend.mark_built(tmp_path, tmp_path)
    return tmp_path


def test_unchanged_screens_are_not_built_again(sources):
    (sources / "foodapp/orders.py").write_text("the domain is not a screen")
    (sources / "customer/notes.pyc").write_text("nor is this")
    assert frontend.is_built(sources, sources)


@pytest.mark.parametrize("name", ["customer/page.py", "foodapp/ui/new.jsx", "requirements.lock"])
def test_screens_are_built_again_after_a_change_of(sources, name):
    (sources / name).write_text("two")
    assert not frontend.is_built(sources, sources)


def test_every_page_is_among_what_is_built_and_no_picture_of_food_is():
    """Also those in a folder that is called as the pictures are."""
    built = {str(path.relative_to(programs.ROOT)) for path in frontend.files(programs.ROOT)}
    pages = {
        str(path.relative_to(programs.ROOT))
        for top in SCREENS
        for path in (programs.ROOT / top).rglob("*.py")
    }
    assert pages <= built
    assert "restaurant/pictures/page.py" in built
    assert [one for one in built if one.startswith("assets/pictures/")] == []


def test_screens_are_built_again_when_the_build_is_gone(sources):
    (sources / ".web/node_modules").rmdir()
    (sources / ".web").rmdir()
    assert not frontend.is_built(sources, sources)


@pytest.mark.parametrize(
    ("wrote", "sentence"),
    [
        ("npm ERR! code ENOSPC", "the disk is full"),
        ("npm error code EAI_AGAIN\nnpm error request failed", "the npm registry cannot be"),
        ("Traceback\nValueError: odd", "failed: ValueError: odd"),
        ("", "it wrote nothing"),
    ],
)
def test_a_failed_step_ends_in_one_sentence(tmp_path, wrote, sentence):
    log = tmp_path / "frontend.log"
    log.write_text(wrote)
    reason = str(explain.failure("Building the screens", log))
    assert sentence in reason
    assert "\n" not in reason


def test_a_full_disk_is_refused_before_anything_starts(tmp_path, monkeypatch):
    monkeypatch.setattr(explain, "ROOM_BYTES", 10**18)
    with pytest.raises(CannotStart, match="free some space"):
        explain.need_room(tmp_path)


def test_a_second_run_is_refused_and_a_dead_one_is_not(tmp_path):
    record = Record(tmp_path / "platform.json", urls={"web": "http://localhost:8000"})
    record.write({})
    assert record.path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CannotStart, match=rf"already running here \(process {os.getpid()},"):
        record.refuse_a_second_run()
    text = record.path.read_text()
    record.path.write_text(text.replace('"created": ', '"created": 1'))
    record.refuse_a_second_run()


def test_what_an_earlier_run_left_behind_is_ended(tmp_path):
    left = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True
    )
    record = Record(tmp_path / "platform.json")
    record.write({"web": left.pid})
    text = record.path.read_text()
    record.path.write_text(text.replace(f'"pid": {os.getpid()}', '"pid": 4194999'))
    record.refuse_a_second_run()
    assert not psutil.pid_exists(left.pid)
    left.wait(5)
