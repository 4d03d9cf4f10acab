"""The security log: who did what, without who they are, and no flood of it."""

import json
import logging
from uuid import uuid4

import pytest
import structlog

from foodapp.kit import db, security
from foodapp.kit.flood import Flood
from foodapp.kit.settings import settings


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """What has been written to the file so far, parsed."""
    file = tmp_path / "logs" / "security.log"
    monkeypatch.setattr(
        security, "settings", lambda: settings().model_copy(update={"security_log": file})
    )
    monkeypatch.setattr(security, "_of_one", Flood(20, 60))
    monkeypatch.setattr(security, "_of_all", Flood(600, 60))
    log = logging.getLogger("security")
    kept = log.handlers[:], log.propagate
    security.configure()
    yield lambda: [json.loads(line) for line in file.read_text().splitlines()]
    log.handlers[0].close()
    log.handlers[:], log.propagate = kept


def test_an_event_is_one_line_with_the_requests_id(lines):
    user = uuid4()
    with structlog.contextvars.bound_contextvars(request_id="abcdefgh"):
        security.note("signed_in", user=user, persona="admin")
    (line,) = lines()
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "event": "signed_in", "user": str(user), "persona": "admin", "request_id": "abcdefgh"
    }  # fmt: skip


def test_whoever_it_was_is_told_by_a_hash_alone(lines):
    security.note("sign_in_failed", email="Ana@example.org", address="192.0.2.7")
    security.note("sign_in_failed", email="ana@example.org ", address="192.0.2.8")
    first, second = lines()
    assert "ana" not in json.dumps([first, second]).lower()
    assert "192.0.2" not in json.dumps([first, second])
    assert first["email"] == second["email"]
    assert first["address"] != second["address"]


def test_a_line_break_makes_no_second_line(lines):
    security.note("export_made", what='x"\n{"event": "role_given"}\u2028', reason="y" * 5_000)
    (line,) = lines()
    assert line["event"] == "export_made"
    assert len(line["reason"]) == security.LONGEST


def test_a_flood_of_one_leaves_the_others_in_the_log(lines):
    for _ in range(2_000):
        security.note("sign_in_failed", address="192.0.2.7")
    security.note("sign_in_failed", address="198.51.100.1")
    security.note("role_given", user=uuid4())
    assert [line["event"] for line in lines()] == ["sign_in_failed"] * 21 + ["role_given"]


def test_what_was_held_back_is_counted_once_the_minute_is_over(lines):
    for _ in range(30):
        security.note("sign_in_failed", address="192.0.2.7")
    for window in security._of_one._windows.values():
        window.ends = 0
    security.note("signed_in", user=uuid4())
    assert lines()[20] | {"at": ""} == {
        "at": "", "event": "held_back", "of": "sign_in_failed", "count": 10
    }  # fmt: skip


def test_what_was_rolled_back_is_not_noted(lines, real_transactions):
    def fail():
        with db.transaction() as session:
            security.note_once_done(session, "role_given", user=uuid4())
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    with db.transaction() as session:
        security.note_once_done(session, "role_taken", user=uuid4())
    assert [line["event"] for line in lines()] == ["role_taken"]


def test_a_full_file_is_set_aside_and_its_predecessors_kept(lines, monkeypatch, tmp_path):
    monkeypatch.setattr(security, "BYTES", 50)
    monkeypatch.setattr(security, "OLDER", 2)
    for n in range(9):
        security.note("signed_in", n=n)
    kept = {path.name: path.read_text() for path in (tmp_path / "logs").glob("*.log*")}
    assert [json.loads(kept[name])["n"] for name in sorted(kept)] == [8, 7, 6]


def test_whoever_invents_causes_does_not_fill_the_memory():
    flood = Flood(1, 60)
    assert sum(flood.lets_through(n) for n in range(20_000)) == 10_000
