"""What is written to Valkey after a commit: in one round trip, never after a failure."""

import pytest

from foodapp.kit import db
from foodapp.kit.valkey import after_commit


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
