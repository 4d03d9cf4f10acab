"""One of our modules that is run to its end, while others may run beside it."""

import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from foodapp.launcher import explain, programs
from foodapp.launcher.program import Program, end_group, spawn
from foodapp.launcher.supervisor import Stopped

LOOK_EVERY_S = 0.1


@dataclass
class Chore:
    what: str  # as the operator reads it
    log: Path  # everything it writes
    process: "subprocess.Popen[bytes]"

    def finish(self, stop_wanted: Callable[[], bool]) -> None:
        """Wait for its end. Stopped when somebody asks for that; CannotStart when it failed."""
        while self.process.poll() is None:
            if stop_wanted():
                raise Stopped
            self._wait(LOOK_EVERY_S)
        if self.process.returncode != 0:
            raise explain.failure(self.what, self.log)

    def end(self) -> None:
        """Make sure that nothing of it is left."""
        end_group(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _wait(self, seconds: float) -> None:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return


def begin(what: str, module: Sequence[str], env: Mapping[str, str], log: Path) -> Chore:
    """From the main thread only, as everything that is spawned (see Supervisor)."""
    log.unlink(missing_ok=True)
    program = Program(
        name=what,
        argv=programs.python(*module),
        ready=lambda: True,
        env=env,
        cwd=programs.ROOT,
    )
    return Chore(what, log, spawn(program, log))
