"""Starts programs, restarts what dies or stalls, stops everything. Small on purpose."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from foodapp.launcher import CannotStart
from foodapp.launcher.program import Program, end_group, spawn

LOOK_EVERY_S = 0.2
LONGEST_PAUSE_S = 10.0
STEADY_S = 60.0  # alive this long: its earlier deaths are forgotten
LOG_BYTES = 10_000_000

Say = Callable[[str], None]


class Stopped(Exception):
    """Somebody asked us to stop while we were still starting."""


@dataclass(frozen=True)
class Watchdog:
    """Alive is not enough: these programs must also get on with their work."""

    programs: Sequence[str]
    silent_s: Callable[[], float | None]  # since the last sign of progress; None: cannot tell now
    limit_s: float


@dataclass
class Child:
    program: Program
    process: "subprocess.Popen[bytes]"
    started_at: float
    deaths: int = 0
    start_again_at: float | None = None  # set while it is dead

    @property
    def age_s(self) -> float:
        return time.monotonic() - self.started_at


@dataclass
class Supervisor:
    """Use from the main thread only: Linux tells children of a parent *thread's* death."""

    logs: Path
    say: Say = lambda line: None
    changed: Callable[[], None] = lambda: None  # after every start of a program
    watchdogs: Sequence[Watchdog] = ()
    children: dict[str, Child] = field(default_factory=dict)
    housekeeping_every_s: float = 5.0
    longest_pause_s: float = LONGEST_PAUSE_S
    stop_wanted: bool = False
    _groups: list[list[str]] = field(default_factory=list)

    def stop_on_signals(self) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._want_stop)

    def _want_stop(self, *_: object) -> None:
        self.stop_wanted = True

    def start(self, *programs: Program) -> None:
        """Start these side by side and return when all are ready. One that dies meanwhile is
        started again (PostgreSQL after a kill -9 may need that) until its time is up."""
        self._groups.append([program.name for program in programs])
        for program in programs:
            self._launch(program)
        waiting = list(programs)
        began = time.monotonic()
        while waiting:
            if self.stop_wanted:
                raise Stopped
            self._revive_the_dead()
            waiting = [program for program in waiting if not self._is_ready(program)]
            for program in waiting:
                if time.monotonic() - began > program.ready_s:
                    raise CannotStart(self._why_not(program))
            if waiting:
                time.sleep(0.03)

    def _is_ready(self, program: Program) -> bool:
        return self.children[program.name].process.poll() is None and program.ready()

    def _why_not(self, program: Program) -> str:
        log = self.log_of(program.name)
        lines = log.read_text(errors="replace").strip().splitlines() or ["it wrote nothing"]
        return (
            f"{program.name} did not come up within {program.ready_s:.0f} seconds "
            f"(its last line: {lines[-1][:300]}; all of it: {log})."
        )

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def watch(self) -> None:
        """Keep everything running until somebody asks us to stop."""
        look_after_at = time.monotonic() + self.housekeeping_every_s
        while not self.stop_wanted:
            self._revive_the_dead()
            if time.monotonic() >= look_after_at:
                look_after_at = time.monotonic() + self.housekeeping_every_s
                self._wake_the_stalled()
                for name in self.children:
                    rotate(self.log_of(name))
            time.sleep(LOOK_EVERY_S)

    def _launch(self, program: Program) -> None:
        deaths = self.children[program.name].deaths if program.name in self.children else 0
        process = spawn(program, self.log_of(program.name))
        self.children[program.name] = Child(program, process, time.monotonic(), deaths)
        self.changed()

    def _revive_the_dead(self) -> None:
        for child in list(self.children.values()):
            code = child.process.poll()
            if code is None:
                continue
            if child.start_again_at is None:
                self._note_death(child, code)
            elif time.monotonic() >= child.start_again_at:
                self._launch(child.program)

    def _note_death(self, child: Child, code: int) -> None:
        # What it started must not live on beside its successor.
        end_group(child.process.pid, signal.SIGKILL)
        child.deaths = 1 if child.age_s > STEADY_S else child.deaths + 1
        pause_s = min(0.1 * 2 ** (child.deaths - 1), self.longest_pause_s)
        child.start_again_at = time.monotonic() + pause_s
        self.say(f"{child.program.name} ended ({ending(code)}); starting it again.")

    def _wake_the_stalled(self) -> None:
        for watchdog in self.watchdogs:
            watched = [self.children[name] for name in watchdog.programs if name in self.children]
            if not watched or min(child.age_s for child in watched) <= watchdog.limit_s:
                continue
            silent_s = watchdog.silent_s()
            if silent_s is None or silent_s <= watchdog.limit_s:
                continue
            self.say(f"{' and '.join(watchdog.programs)} stalled; starting them again.")
            for child in watched:
                # Killed, not asked: a stalled program does not answer, and jobs are given back.
                end_group(child.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """In the reverse order of starting, so that nothing loses its database while it works."""
        self.stop_wanted = True
        while self._groups:
            group = [self.children[name] for name in self._groups.pop() if name in self.children]
            for child in group:
                if child.process.poll() is None:
                    # To the program itself: it knows in which order to end its own children.
                    child.process.send_signal(child.program.stop_signal)
            for child in group:
                self._wait_for_end(child)

    def _wait_for_end(self, child: Child) -> None:
        try:
            child.process.wait(child.program.stop_s)
        except subprocess.TimeoutExpired:
            self.say(f"{child.program.name} did not stop in time; ending it.")
        end_group(child.process.pid, signal.SIGKILL)
        child.process.wait()


def ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def rotate(log: Path, limit: int = LOG_BYTES) -> None:
    """Keep one older log. Copied and emptied rather than renamed: the program holds it open (and
    appends, so it goes on at the new end). A line written between the two steps is lost."""
    if log.exists() and log.stat().st_size > limit:
        shutil.copyfile(log, log.with_suffix(".log.1"))
        os.truncate(log, 0)
