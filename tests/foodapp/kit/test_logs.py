"""Logs that nobody can flood."""

import io
import json
import logging

import pytest
import structlog

from foodapp.kit import logs


@pytest.fixture
def written(monkeypatch):
    """The lines so far, parsed, with the program's own configuration."""
    root = logging.getLogger()
    kept = root.handlers[:], root.level
    file = io.StringIO()
    monkeypatch.setattr(logs.sys, "stderr", file)
    monkeypatch.setattr(logs.security, "configure", lambda: None)
    logs.configure()
    yield lambda: [json.loads(line) for line in file.getvalue().splitlines()]
    structlog.reset_defaults()
    root.handlers[:], root.level = kept


def fail(why: type[Exception]) -> None:
    try:
        raise why("private words of a guest")
    except why:
        structlog.get_logger("foodapp.app").error("unhandled", exc_info=True)


def test_two_thousand_bad_frames_write_a_few_lines(written):
    log = structlog.get_logger("foodapp.ui.sockets")
    for n in range(2_000):
        log.warning("event refused at the socket", n=n)
    assert len(written()) == 20


def test_a_flood_of_one_fault_leaves_room_for_another(written):
    for _ in range(100):
        fail(ValueError)
    fail(KeyError)
    assert len(written()) == 21
    assert "KeyError" in written()[-1]["exception"]


def test_a_library_that_says_the_same_with_other_words_is_one_cause(written):
    log = logging.getLogger("engineio.server")
    for n in range(100):
        log.error(f"message {n} was not understood")
    assert len(written()) == 20


def test_how_many_were_held_back_is_told_after_the_minute(written):
    log = structlog.get_logger("foodapp.ui.sockets")
    for _ in range(120):
        log.warning("event refused at the socket")
    (the_filter,) = logging.getLogger().handlers[0].filters
    for window in the_filter._faults._windows.values():
        window.ends = 0
    log.info("something else")
    assert "held back 100 more of" in written()[20]["event"]
    assert "event refused at the socket" in written()[20]["event"]
    assert written()[21]["event"] == "something else"
