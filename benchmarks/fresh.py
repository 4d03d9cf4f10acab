"""From a clone to the first page, as somebody new does it; then a warm start."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx

from benchmarks.figures import Figure, goal
from foodapp.launcher import ports
from tests.fixtures.site import ROOT

PATIENCE_S = 900  # a busy machine gives a bad figure, not none
FIRST_S, WARM_S = 120, 10  # goals, on two cores
CACHES = ("~/.cache/uv", "~/.cache/pip", "~/.npm")


class Clone:
    """HEAD, cloned into an empty folder and started with `make run`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = ports.first_free(18_300)
        self.url = f"http://localhost:{self.port}"
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("FOODAPP_")},
            "FOODAPP_PORT": str(self.port),
            "FOODAPP_GATEWAY_PORT": str(ports.first_free(self.port + 100)),
            "FOODAPP_TRUSTED_PROXY_HOPS": "1",  # so that hundreds of tabs have their addresses
        }
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "VIRTUAL_ENV"):
            self.env.pop(name, None)
        self.process: subprocess.Popen[bytes] | None = None

    def clone(self) -> None:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(self.folder)], check=True)

    def start(self) -> float:
        """`make run` until the first page answers; seconds."""
        began = time.monotonic()
        with (self.folder.parent / "run.log").open("ab") as log:
            self.process = subprocess.Popen(
                ["make", "run"],
                cwd=self.folder,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self._answers():
            said = (self.folder.parent / "run.log").read_text()[-2000:]
            assert self.process.poll() is None, said
            assert time.monotonic() - began < PATIENCE_S, said
            time.sleep(0.05)
        return time.monotonic() - began

    def _answers(self) -> bool:
        try:
            return httpx.get(self.url, timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> None:
        """Ctrl-C: asked of the supervisor, which make waits for."""
        if self.process is None or self.process.poll() is not None:
            return
        try:
            os.kill(int(self.record()["supervisor"]["pid"]), signal.SIGINT)
        except FileNotFoundError:  # it had not come that far
            self.process.terminate()
        self.process.wait(60)

    def record(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / ".data/platform.json").read_text())
        return found


def measure(clone: Clone) -> list[Figure]:
    """The clone is left running."""
    warm = [name for name in CACHES if Path(name).expanduser().is_dir()]
    caches = f"download caches warm ({', '.join(warm)})" if warm else "download caches cold"
    began = time.monotonic()
    clone.clone()
    clone.start()
    first = time.monotonic() - began
    clone.stop()
    again = clone.start()
    return [
        Figure(
            "clone to first page",
            f"{first:.0f} s",
            f"`git clone`, `make run`; {caches}",
            goal(first, FIRST_S, "s"),
        ),
        Figure(
            "warm start",
            f"{again:.1f} s",
            "`make run` again, until the first page",
            goal(again, WARM_S, "s"),
        ),
    ]
