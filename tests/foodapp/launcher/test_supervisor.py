import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from foodapp.launcher import CannotStart
from foodapp.launcher.supervisor import Watchdog, ending, rotate

SLEEP = "import time\ntime.sleep(600)"


def alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(fact, seconds=90.0):
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def watch_until(supervisor, fact, seconds=120.0):
    """Let the supervisor work, in this thread, until the fact is true."""
    end = time.monotonic() + seconds

    def look(*_):
        if fact() or time.monotonic() > end:
            supervisor.stop_wanted = True

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
    try:
        supervisor.watch()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert fact(), "it never came true"


def pid_of(supervisor, name):
    return supervisor.children[name].process.pid


def test_what_dies_is_started_again(supervisor, script):
    supervisor.start(script("sleeper", SLEEP))
    first = pid_of(supervisor, "sleeper")
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: pid_of(supervisor, "sleeper") != first)
    assert alive(pid_of(supervisor, "sleeper"))


def test_what_keeps_dying_is_started_less_and_less_often(supervisor, script, place):
    starts = place / "starts"
    supervisor.start(script("crasher", f"open({str(starts)!r}, 'a').write('x')"))
    began = time.monotonic()

    def has_died_twice():
        return starts.exists() and len(starts.read_text()) >= 2

    watch_until(supervisor, lambda: time.monotonic() - began > 3 and has_died_twice())
    assert has_died_twice()
    assert len(starts.read_text()) <= 6


def test_children_of_a_dead_program_do_not_live_on_beside_its_successor(supervisor, script, place):
    note = place / "child"
    supervisor.start(
        script(
            "parent",
            f"""
            import subprocess, sys, time
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            open({str(note)!r}, "a").write(f"{{child.pid}} ")
            time.sleep(600)
            """,
            ready=lambda: note.exists() and note.read_text().endswith(" "),
        )
    )
    child = int(note.read_text().split()[0])
    first = pid_of(supervisor, "parent")
    os.kill(first, signal.SIGKILL)
    watch_until(supervisor, lambda: pid_of(supervisor, "parent") != first)
    until(lambda: not alive(child))


def test_a_program_that_is_alive_but_stalled_is_started_again(supervisor, script):
    supervisor.start(script("worker", SLEEP))
    first = pid_of(supervisor, "worker")
    supervisor.watchdogs = [Watchdog(["worker"], lambda: 100.0, limit_s=0.2)]
    watch_until(supervisor, lambda: pid_of(supervisor, "worker") != first)


@pytest.mark.parametrize("silent_s", [0.1, None], ids=["it works", "nobody can tell"])
def test_a_program_is_left_alone_while(supervisor, script, silent_s):
    supervisor.start(script("worker", SLEEP))
    first = pid_of(supervisor, "worker")
    supervisor.watchdogs = [Watchdog(["worker"], lambda: silent_s, limit_s=0.2)]
    began = time.monotonic()
    watch_until(supervisor, lambda: time.monotonic() - began > 1)
    assert pid_of(supervisor, "worker") == first
    assert alive(first)


def test_programs_stop_in_the_reverse_order_of_their_start(supervisor, script, place):
    order = place / "order"
    code = f"""
        import signal, sys, time
        def end(*_):
            open({str(order)!r}, "a").write("NAME ")
            sys.exit()
        signal.signal(signal.SIGTERM, end)
        open("NAME.up", "w").close()
        time.sleep(600)
        """
    for name in ("first", "second", "third"):
        up = place / f"{name}.up"
        supervisor.start(script(name, code.replace("NAME", name), ready=up.exists))
    supervisor.stop()
    assert order.read_text().split() == ["third", "second", "first"]


def test_a_program_that_will_not_stop_is_ended(supervisor, script, place):
    deaf = place / "deaf"
    supervisor.start(
        script(
            "stubborn",
            f"""
            import signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            open({str(deaf)!r}, "w").close()
            time.sleep(600)
            """,
            ready=deaf.exists,
            stop_s=0.3,
        )
    )
    pid = pid_of(supervisor, "stubborn")
    supervisor.stop()
    assert not alive(pid)


def test_a_program_that_never_gets_ready_is_named_with_its_last_words(supervisor, script):
    with pytest.raises(CannotStart, match=r"^sulker did not come up.*I do not want to"):
        supervisor.start(
            script(
                "sulker",
                "print('I do not want to')\nimport time\ntime.sleep(600)",
                ready=lambda: False,
                ready_s=1,
            )
        )


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends children with their parent")
def test_nothing_lives_on_when_the_supervisor_itself_is_killed(place):
    code = f"""
        import sys
        from pathlib import Path
        from foodapp.launcher.program import Program
        from foodapp.launcher.supervisor import Supervisor
        supervisor = Supervisor(Path({str(place)!r}))
        sleeper = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(600)"]
        logs = [Path({str(place)!r}) / "a.log", Path({str(place)!r}) / "b.log"]
        up = lambda: all(log.exists() and "1" in log.read_text() for log in logs)
        supervisor.start(*[Program(name, sleeper, ready=up) for name in ("a", "b")])
        print(*[child.process.pid for child in supervisor.children.values()], flush=True)
        supervisor.watch()
        """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    assert [alive(pid) for pid in pids] == [True, True]
    process.kill()
    process.wait()
    until(lambda: not any(alive(pid) for pid in pids))


def test_a_log_keeps_one_older_part(place: Path):
    log = place / "web.log"
    with log.open("ab") as program:
        program.write(b"old line\n" * 10)
        program.flush()
        rotate(log, limit=20)
        program.write(b"new line\n")
    assert log.read_bytes() == b"new line\n"
    assert log.with_suffix(".log.1").read_bytes().startswith(b"old line\n")


def test_an_ending_is_told_in_words():
    assert ending(3) == "exit code 3"
    assert ending(-9) == "killed by SIGKILL"


def test_what_dies_at_once_again_and_again_is_waited_for_no_longer_than_allowed(supervisor, script):
    supervisor.longest_pause_s = 0.15
    marks = script("mayfly", "").cwd / "lives"
    code = f"open({str(marks)!r}, 'a').write('x')"
    supervisor.start(script("mayfly", code))
    # Twelve lives take nearly a minute where every pause doubles, up to ten seconds.
    watch_until(supervisor, lambda: marks.exists() and len(marks.read_text()) >= 12, seconds=40)
