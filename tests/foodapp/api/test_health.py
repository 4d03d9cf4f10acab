"""/api/health says what is wrong, to whoever asks, and no more."""

import json

import pytest
import redis
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from foodapp.api import health
from foodapp.ui.http import routes


@pytest.fixture
def asked(migrated, valkey, monkeypatch):
    def ask(options: str = "", url: str = "") -> tuple[int, dict[str, bool]]:
        engine = create_engine(
            url or migrated.postgres.url("foodapp_test"),
            connect_args={"options": f"-c timezone=UTC {options}", "connect_timeout": 2},
        )
        monkeypatch.setattr(health, "engine", lambda: engine)
        answer = TestClient(routes()).get("/api/health")
        engine.dispose()
        return answer.status_code, json.loads(answer.text)

    return ask


def test_all_is_well(asked):
    assert asked() == (200, {"database": True, "writable": True, "valkey": True})


def test_a_database_that_cannot_be_written_is_told_of(asked):
    """As a standby answers, or one that an operator has shut for writing."""
    assert asked("-c default_transaction_read_only=on") == (
        503,
        {"database": True, "writable": False, "valkey": True},
    )


def test_a_database_that_is_gone_is_told_of(asked):
    code, parts = asked(url="postgresql+psycopg://nobody:x@127.0.0.1:1/x")
    assert (code, parts) == (503, {"database": False, "writable": False, "valkey": True})


def test_a_valkey_that_is_gone_is_told_of(asked, monkeypatch):
    nobody = redis.Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=1)
    monkeypatch.setattr(health, "valkey", lambda: nobody)
    assert asked() == (503, {"database": True, "writable": True, "valkey": False})
