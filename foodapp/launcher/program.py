"""A program the supervisor keeps running, and the one way to start it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from foodapp.launcher.account import Account

TRAMPOLINE = Path(__file__).with_name("trampoline.py")


@dataclass(frozen=True)
class Program:
    name: str
    argv: Sequence[str]  # argv[0] is an absolute path
    ready: Callable[[], bool]  # may be asked many times; must answer within a second or so
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    cwd: Path = field(default_factory=Path.cwd)
    account: Account | None = None  # None: our own
    stop_signal: signal.Signals = signal.SIGTERM
    ready_s: float = 60.0
    stop_s: float = 10.0


def spawn(program: Program, log: Path) -> "subprocess.Popen[bytes]":
    """In a session of its own (so that Ctrl-C reaches only us, and its children can be ended as
    one group), and told to stop when we die, even by kill -9."""
    uid, gid = (program.account.uid, program.account.gid) if program.account else (-1, -1)
    guard = [str(os.getpid()), str(int(program.stop_signal)), str(uid), str(gid)]
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", str(TRAMPOLINE), *guard, *program.argv],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=dict(program.env),
            cwd=program.cwd,
            start_new_session=True,
        )


def end_group(pid: int, how: signal.Signals) -> None:
    """Signal a program and everything it started. One that is gone already is fine."""
    try:
        os.killpg(pid, how)
    except ProcessLookupError:
        return
