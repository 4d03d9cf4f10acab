"""A platform of its own for chaos: own data, own ports, ended with it."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foodapp.launcher import CannotStart, frontend, ports
from foodapp.launcher.program import Program, spawn
from foodapp.launcher.programs import ROOT, python

UP_S = 300
# A kill -9 takes nothing from the system's own memory: a disk would only make restarts slower.
MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of our own there
# Short waits, so that silence comes to its end within the play.
HURRY = {
    "FOODAPP_ACCEPT_MINUTES": "0.3",
    "FOODAPP_PROMPT_MINUTES": "0.15",
    "FOODAPP_LOG_LEVEL": "CRITICAL",
    "FOODAPP_WEB_WORKERS": "1",
}


@contextmanager
def platform() -> Iterator[Path]:
    """Its data directory. DATABASE_URL and the rest are set for this process, too, which must not
    have read its settings before."""
    data = Path(tempfile.mkdtemp(prefix="foodapp-chaos-", dir=MEMORY if MEMORY.is_dir() else None))
    data.chmod(0o711)  # the account PostgreSQL runs under has to pass through
    port = ports.first_free(20_000 + os.getpid() * 37 % 8_000)  # several may start side by side
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    os.environ |= {
        "FOODAPP_MODE": "demo",
        "FOODAPP_DATA_DIR": str(data),
        "FOODAPP_MEDIA_DIR": str(data / "media"),
        "FOODAPP_PORT": str(port),
        "FOODAPP_PUBLIC_URL": f"http://localhost:{port}",
        "FOODAPP_GATEWAY_PORT": str(ports.first_free(port + 100)),
        **HURRY,
    }
    if frontend.output(ROOT).exists():
        frontend.mark_built(ROOT, data)  # nobody looks at the screens
    wired = Program(
        name="platform",
        argv=python("chaos.proxied"),
        ready=lambda: True,
        env=dict(os.environ),
        cwd=ROOT,
        stop_signal=signal.SIGINT,
    )
    process = spawn(wired, data / "run.log")  # it ends with us, even by kill -9
    # Whoever ends us ends our platform, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        wait_until_healthy(port, process, data)
        # We and the crowd reach the servers through wires, as the platform's own programs do.
        os.environ |= json.loads((data / "crowd.json").read_text())
        yield data
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(data, ignore_errors=True)


def wait_until_healthy(port: int, process: "subprocess.Popen[bytes]", data: Path) -> None:
    give_up = time.monotonic() + UP_S
    while not is_healthy(port):
        if process.poll() is not None or time.monotonic() > give_up:
            raise CannotStart(f"The platform did not come up:\n{(data / 'run.log').read_text()}")
        time.sleep(0.5)


def is_healthy(port: int) -> bool:
    knock = http.client.HTTPConnection("localhost", port, timeout=3)
    try:
        knock.request("GET", "/api/health")
        return knock.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        knock.close()
