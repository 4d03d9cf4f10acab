""".data/platform.json: what runs, so that people, tests and the next start can find it."""

import json
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from foodapp.launcher import CannotStart
from foodapp.launcher.program import end_group


@dataclass
class Record:
    """Readable by its owner only: the addresses hold passwords."""

    path: Path
    urls: dict[str, str] = field(default_factory=dict)
    mode: str = ""  # that commands beside it must be in, too

    def write(self, pids: Mapping[str, int]) -> None:
        content = {
            "supervisor": _identity(os.getpid()),
            "mode": self.mode,
            "urls": self.urls,
            "programs": {name: found for name, pid in pids.items() if (found := _identity(pid))},
        }
        fresh = self.path.with_suffix(".half")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(content, indent=2))
        fresh.replace(self.path)

    def read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path.read_text()) if self.path.exists() else {}
        return found

    def refuse_a_second_run(self) -> None:
        """And end what an earlier run left behind (only possible where Linux does not do it)."""
        found = self.read()
        supervisor = found.get("supervisor")
        if supervisor and is_alive(supervisor):
            address = found["urls"].get("web", "unknown address")
            raise CannotStart(
                f"The platform is already running here (process {supervisor['pid']}, {address}): "
                "stop it first with Ctrl-C in its window."
            )
        for left in found.get("programs", {}).values():
            if is_alive(left):
                end_group(left["pid"], signal.SIGTERM)
                _gone(left["pid"], 10)
                end_group(left["pid"], signal.SIGKILL)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


def addresses(data: str | Path) -> dict[str, str]:
    """Where the servers are, and the mode, of the platform that runs from this data directory,
    so that other commands reach its embedded servers; empty when none runs."""
    found = Record(Path(data) / "platform.json").read()
    if not found or not is_alive(found["supervisor"]):
        return {}
    return {
        "DATABASE_URL": found["urls"]["database"],
        "DATABASE_OWNER_URL": found["urls"].get("database_owner", found["urls"]["database"]),
        "REDIS_URL": found["urls"]["redis"],
        "FOODAPP_CACHE_URL": found["urls"].get("cache", ""),
        "FOODAPP_MODE": found["mode"],
    }


def _identity(pid: int) -> dict[str, float] | None:
    """A pid alone may be somebody else's by tomorrow; with its moment of birth it is not."""
    try:
        return {"pid": pid, "created": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return None


def is_alive(identity: Mapping[str, float]) -> bool:
    try:
        process = psutil.Process(int(identity["pid"]))
        same = abs(process.create_time() - identity["created"]) < 1
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _gone(pid: int, wait_s: float) -> None:
    try:
        psutil.Process(pid).wait(wait_s)
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        return
