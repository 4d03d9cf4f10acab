"""The whole of it as people start it, with a plain file server in place of the screens (their
build takes a minute; the journeys run it with them)."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

from foodapp.launcher import health, ports, programs
from foodapp.launcher.record import Record

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(sys.platform != "linux", reason="counts what is left of a process tree"),
]

STARTER = """
import sys
from foodapp.kit.settings import settings
from foodapp.launcher import frontend, platform, programs
from foodapp.launcher.program import Program
from foodapp.launcher.progress import RichProgress

port = settings().port
page = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
ready = lambda: programs.answers("127.0.0.1", port)
programs.web = lambda settings, env: Program("web", page, ready, env=env)
frontend.is_built = lambda *sources: True
platform.Platform(settings(), RichProgress(lambda: ["Sign in as anybody"])).run()
"""


@pytest.fixture
def env(place):
    port = ports.first_free(28_000 + os.getpid() % 1_000)
    told = {
        **os.environ,
        "FOODAPP_DATA_DIR": str(place / "data"),
        "FOODAPP_PORT": str(port),
        "FOODAPP_GATEWAY_PORT": str(ports.first_free(port + 1)),
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        told.pop(name)
    return told


def start(env, place, code=STARTER):
    with (place / "out").open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-u", "-c", code],
            env=env,
            cwd=programs.ROOT,
            stdout=out,
            stderr=out,
        )


@pytest.fixture
def running(env, place):
    process = start(env, place)
    until(lambda: "is running" in said(place) or process.poll() is not None, 300)
    assert process.poll() is None, said(place)
    yield process
    process.terminate()
    process.wait(60)


def said(place):
    return (place / "out").read_text()


def until(fact, seconds):
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.2)


def is_well(place):
    found = health.look(place / "data")
    return bool(found) and all(found.values())


def test_the_platform_starts_survives_the_death_of_each_part_and_stops_without_a_trace(
    running, env, place
):
    until(lambda: is_well(place), 120)
    assert f"http://localhost:{env['FOODAPP_PORT']}" in said(place)
    assert "Sign in as anybody" in said(place)
    record = Record(place / "data/platform.json")
    names = ["postgres", "valkey", "cache", "gateway", "web", "worker", "beat", "notifier"]
    assert set(record.read()["programs"]) == set(names)

    migrated = subprocess.run(
        [sys.executable, "-m", "foodapp.cli", "migrate"], env=env, cwd=programs.ROOT, check=False
    )
    assert migrated.returncode == 0, "a command reaches the servers of the running platform"

    before = {name: one["pid"] for name, one in record.read()["programs"].items()}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    until(lambda: all(pid_of(record, name) not in (None, before[name]) for name in names), 30)
    until(lambda: is_well(place), 60)

    second = subprocess.run(
        [sys.executable, "-m", "foodapp.cli", "run", "--no-simulate"],
        env=env,
        cwd=programs.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "already running here" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1

    everything = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 0
    assert [one for one in everything if one.is_running()] == []
    assert not record.path.exists()


def test_nothing_lives_on_when_the_platform_is_killed_and_the_next_start_works(running, env, place):
    everything = psutil.Process(running.pid).children(recursive=True)
    assert len(everything) >= 6
    running.kill()
    running.wait()
    until(lambda: not any(lives(one) for one in everything), 30)
    again = start(env, place)
    until(lambda: "is running" in said(place) or again.poll() is not None, 90)
    again.terminate()
    assert again.wait(60) == 0, said(place)


BUILDING = """
from foodapp.launcher import chore
frontend.is_built = lambda *sources: False
frontend.mark_built = lambda *sources: None
platform.Platform._begin_build = lambda self, env: chore.begin(
    "Building the screens", {words}, env, self.supervisor.log_of("frontend")
)
"""


def building(*words):
    """STARTER with another program in the place of the build."""
    head, last = STARTER.rsplit("platform.Platform(", 1)
    return head + BUILDING.format(words=list(words)) + "platform.Platform(" + last


def test_stopped_while_the_screens_are_built_and_the_database_is_prepared(env, place):
    port = ports.first_free(28_900)
    running = start(env, place, building("http.server", str(port)))  # never ends by itself
    until(lambda: "Bringing the database" in said(place) or running.poll() is not None, 60)
    everything = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 0, said(place)
    assert "Stopped before everything was up" in said(place)
    assert not any(lives(one) for one in everything)


def test_a_build_that_fails_beside_the_database_is_one_sentence_and_ends_everything(env, place):
    running = start(env, place, building("foodapp.nowhere"))
    until(lambda: running.poll() is not None, 90)
    assert running.returncode == 1
    reason = "CannotStart: Building the screens failed: "
    assert said(place).strip().splitlines()[-1].split("foodapp", 1)[1].count(reason) == 1
    assert not Record(place / "data/platform.json").path.exists()


def pid_of(record, name):
    return record.read()["programs"].get(name, {}).get("pid")


def lives(process):
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
