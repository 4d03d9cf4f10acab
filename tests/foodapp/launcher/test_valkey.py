import os
import signal
import time

import pytest
import redis

from foodapp.launcher import valkey as vk


def test_valkey_asks_for_its_password(servers):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(f"redis://127.0.0.1:{servers.valkey.port}").ping()


def test_the_password_is_on_no_command_line_and_in_no_open_file(servers):
    assert servers.valkey.config.stat().st_mode & 0o777 == 0o600
    assert not any(servers.valkey.password in word for word in servers.valkey.program().argv)


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
