"""One client for all threads; what is written after a commit goes out in one round trip, never
after a failure."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
import redis

from foodapp.kit import db
from foodapp.kit import valkey as kit
from foodapp.kit.valkey import after_commit


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
        return kit.valkey()

    slow = Event()
    kit._client.cache_clear()
    monkeypatch.setattr(redis.Redis, "from_url", slowly)
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(ask, range(2))
    assert first is second
    assert len(made) == 1


@pytest.fixture
def round_trips(monkeypatch):
    """How many commands went out together, each time something was sent."""
    from redis.client import Pipeline

    sent = []
    execute = Pipeline.execute

    def counted(pipeline, *options, **more):
        sent.append(len(pipeline))
        return execute(pipeline, *options, **more)

    monkeypatch.setattr(Pipeline, "execute", counted)
    return sent


def test_what_one_transaction_writes_goes_out_together_after_it(
    real_transactions, valkey, round_trips
):
    with db.transaction() as session:
        after_commit(session, lambda pipeline: pipeline.set("dish", "soup"))
        after_commit(session, lambda pipeline: pipeline.append("dish", " and bread"))
        assert valkey.get("dish") is None

    assert valkey.get("dish") == "soup and bread"
    assert round_trips == [2]


def test_nothing_is_written_for_a_transaction_that_failed(real_transactions, valkey, round_trips):
    def fail():
        with db.transaction() as session:
            after_commit(session, lambda pipeline: pipeline.set("dish", "soup"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()

    assert valkey.get("dish") is None
    assert round_trips == []
