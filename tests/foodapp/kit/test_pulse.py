"""Whether jobs get done is asked all day: it has to be right, and to cost nothing."""

import logging
import os
import resource
import subprocess
import sys
import time

import pytest

from foodapp.kit import heartbeat, pulse, quiet
from tests.fixtures.site import ROOT

CHEAP_S = 0.4  # of CPU on a slow, busy machine; importing the program takes some two seconds


def asked(url: str | None = None, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **({"REDIS_URL": url} if url is not None else {})}
    return subprocess.run(
        [sys.executable, "-m", *(words or ("foodapp.kit.pulse",))],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip


def test_a_beat_is_seen_and_silence_is_told(valkey):
    assert "No job has been done" in asked().stderr
    heartbeat.beat()
    answer = asked()
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("Jobs get done: the last 0 s ago")
    valkey.set(pulse.KEY, repr(time.time() - 90))
    answer = asked()
    assert (answer.returncode, answer.stdout) == (1, "")
    assert asked(None, "foodapp.cli", "check-jobs").returncode == 1


@pytest.mark.parametrize(
    "url", ["", "redis://127.0.0.1:1/0", "redis://:wrong@{there}", "redis://{there}"]
)
def test_a_server_that_does_not_answer_is_one_sentence(servers, url):
    there = servers.valkey.url.rpartition("@")[2]
    answer = asked(url.format(there=there))
    assert answer.returncode == 1
    assert answer.stderr.startswith("The server in REDIS_URL does not answer: ")
    assert answer.stderr.count("\n") == 1


def test_to_ask_costs_next_to_nothing(valkey):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(5):
        asked()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent_s / 5 < CHEAP_S


def test_what_goes_well_is_not_logged_and_what_matters_is(caplog):
    quiet.configure()
    trace = logging.getLogger("celery.app.trace")
    said = "Task %(name)s succeeded in %(runtime)ss"
    with caplog.at_level(logging.INFO, "celery"):
        trace.info(said, {"name": "outbox.sweep", "runtime": 0.01})
        trace.info(said, {"name": "payments.reconcile", "runtime": 9.5})
        trace.info("Task %(name)s retry", {"name": "outbox.react"})
        trace.error("Task %(name)s raised", {"name": "outbox.react"})
    words = [record.getMessage() for record in caplog.records]
    assert [one.split()[1] for one in words] == [
        "payments.reconcile",
        "outbox.react",
        "outbox.react",
    ]


def test_an_idle_worker_and_its_beat_write_next_to_nothing(migrated, valkey, tmp_path):
    log = tmp_path / "idle.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "foodapp.worker:celery", "worker", "-B"),
                *("-c", "1", "-Q", f"celery,{heartbeat.QUEUE}", "-s", str(tmp_path / "beat")),
            ],
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
    try:
        give_up = time.monotonic() + 120
        while heartbeat.silent_s(valkey) == float("inf"):
            assert time.monotonic() < give_up, log.read_text()[-2000:]
            assert worker.poll() is None, log.read_text()[-2000:]
            time.sleep(0.2)
        begin = log.stat().st_size
        time.sleep(12)
        written = log.stat().st_size - begin
    finally:
        worker.terminate()
        worker.wait(60)
    assert written < 1_000, log.read_text()[-written:]
