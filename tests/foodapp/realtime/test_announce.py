"""Who has said what, and when."""

import json
import time

from foodapp.realtime.announce import _message, said_here_at


def test_what_this_process_said_it_knows_the_moment_of() -> None:
    before = time.monotonic()
    said_at = said_here_at(json.loads(_message({"order": "1"})))
    assert said_at is not None
    assert before <= said_at <= time.monotonic()


def test_another_processes_clock_says_nothing_here() -> None:
    message = json.loads(_message({}))
    message["by"][0] = "another"
    assert said_here_at(message) is None
    assert said_here_at({}) is None, "after a gap, everybody reads again"
