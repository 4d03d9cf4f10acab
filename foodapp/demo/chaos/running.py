"""A platform of its own for each chaos: own data, own ports, ended with it."""

import http.client
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
from foodapp.launcher.programs import ROOT
from foodapp.launcher.record import Record

UP_S = 300
# Short waits, so that silence and doubt come to their ends within the play.
HURRY = {
    "FOODAPP_ACCEPT_MINUTES": "2",
    "FOODAPP_PROMPT_MINUTES": "1",
    "FOODAPP_LOG_LEVEL": "WARNING",
}


@contextmanager
def platform() -> Iterator[Path]:
    """Its data directory. DATABASE_URL and the rest are set for this process, too, which must not
    have read its settings before."""
    data = Path(tempfile.mkdtemp(prefix="foodapp-chaos-"))
    data.chmod(0o711)  # the account PostgreSQL runs under has to pass through
    port = ports.first_free(21_000)
    for name in ("DATABASE_URL", "REDIS_URL"):
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
    with (data / "run.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "foodapp.cli", "run", "--no-simulate"],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    # Whoever ends us ends our platform, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        wait_until_healthy(port, process, data)
        urls = Record(data / "platform.json").read()["urls"]
        os.environ |= {
            "DATABASE_URL": urls["database"],
            "REDIS_URL": urls["redis"],
            "FOODAPP_STRIPE_API_BASE": urls["gateway"],
        }
        yield data
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(data, ignore_errors=True)


def wait_until_healthy(port: int, process: "subprocess.Popen[bytes]", data: Path) -> None:
    give_up = time.monotonic() + UP_S
    while not _is_healthy(port):
        if process.poll() is not None or time.monotonic() > give_up:
            raise CannotStart(f"The platform did not come up:\n{(data / 'run.log').read_text()}")
        time.sleep(0.5)


def _is_healthy(port: int) -> bool:
    knock = http.client.HTTPConnection("localhost", port, timeout=3)
    try:
        knock.request("GET", "/api/health")
        return knock.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        knock.close()
