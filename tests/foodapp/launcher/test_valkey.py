import os
import signal
import time

import pytest
import redis

from foodapp.kit.valkey import why_it_loses_jobs
from foodapp.launcher import valkey as vk


def test_valkey_asks_for_its_password(servers):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(f"redis://127.0.0.1:{servers.valkey.port}").ping()


def test_the_password_is_on_no_command_line_and_in_no_open_file(servers):
    assert servers.valkey.config.stat().st_mode & 0o777 == 0o600
    assert not any(servers.valkey.password in word for word in servers.valkey.program().argv)


@pytest.fixture
def full(place, supervisor):
    """full(server) writes to this server until it has no more room: what was written, in order."""

    def fill(server):
        server.config.write_text(server.config.read_text().replace("256mb", "8mb"))
        supervisor.start(server.program())
        client = redis.Redis.from_url(server.url)
        written = []
        try:
            for n in range(400):
                client.set(f"tab:{n}", "x" * 50_000, ex=3600)
                written.append(f"tab:{n}")
        except redis.exceptions.OutOfMemoryError:
            return client, written
        return client, written

    return fill


def test_the_cache_forgets_what_was_not_used_for_longest(place, full):
    client, written = full(vk.prepare_cache(place / "cache"))
    assert len(written) == 400
    assert client.exists(written[-1])
    assert not client.exists(written[0])
    assert client.info("memory")["used_memory"] < 9_000_000


def test_a_full_broker_refuses_what_is_new_and_loses_no_job(place, full):
    server = vk.prepare(place / "valkey")
    client, written = full(server)
    assert 0 < len(written) < 400
    assert client.exists(*written) == len(written)
    with pytest.raises(redis.exceptions.OutOfMemoryError):
        client.set("one more", "x" * 50_000)
    client.delete(*written[:20])
    client.lpush("celery", "a job")
    assert client.llen("celery") == 1


def test_a_broker_that_would_throw_jobs_away_is_refused_in_a_sentence(place, supervisor):
    kept, forgetful = vk.prepare(place / "valkey"), vk.prepare_cache(place / "cache")
    supervisor.start(kept.program(), forgetful.program())
    assert why_it_loses_jobs(redis.Redis.from_url(kept.url)) == ""
    said = why_it_loses_jobs(redis.Redis.from_url(forgetful.url))
    assert "allkeys-lru" in said
    assert "FOODAPP_CACHE_URL" in said


def test_what_was_written_a_second_ago_survives_a_kill_9(place, supervisor):
    server = vk.prepare(place / "valkey")
    supervisor.start(server.program())
    redis.Redis.from_url(server.url).set("kept", "yes")
    time.sleep(1.5)
    os.kill(supervisor.children["valkey"].process.pid, signal.SIGKILL)
    supervisor.children["valkey"].process.wait()
    supervisor.stop()
    supervisor.stop_wanted = False
    supervisor.start(vk.prepare(place / "valkey", server.port).program())
    assert redis.Redis.from_url(server.url).get("kept") == b"yes"
