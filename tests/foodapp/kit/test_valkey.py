from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import redis

from foodapp.kit import valkey


def test_threads_that_ask_first_together_share_one_client(monkeypatch):
    made = []
    build, together = redis.Redis.from_url, Barrier(2)

    def slowly(*args, **settings):
        made.append(1)
        if len(made) == 1:
            slow.wait(0.3)
        return build(*args, **settings)

    def ask(_):
        together.wait(5)
        return valkey.valkey()

    slow = Event()
    valkey._client.cache_clear()
    monkeypatch.setattr(redis.Redis, "from_url", slowly)
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(ask, range(2))
    assert first is second
    assert len(made) == 1
