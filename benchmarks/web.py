"""Our HTTP side alone, for a load without the whole platform: the same routes and limits in the
same server as `foodapp.ui.serve` starts, without Reflex's pages (which a webhook never meets)."""

import os
import sys

import httpx

from foodapp.kit.settings import settings
from foodapp.launcher import ports
from foodapp.launcher.program import Program
from tests.fixtures.site import ROOT


def program(port: int) -> Program:
    return Program(
        name="web",
        argv=[
            *(sys.executable, "-m", "granian", "--interface", "asgi"),
            *("--host", ports.LOOPBACK, "--port", str(port)),
            *("--workers", str(settings().web_workers), "--no-access-log", "--factory"),
            "benchmarks.web:app",
        ],
        ready=lambda: _answers(port),
        env=dict(os.environ),
        cwd=ROOT,
    )


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://{ports.LOOPBACK}:{port}/api/", timeout=1).status_code == 404
    except httpx.TransportError:
        return False


def app() -> object:
    from foodapp import reactions, tables  # noqa: F401 - relations need every model loaded
    from foodapp.kit import logs
    from foodapp.ui import http

    logs.configure()
    reactions.assemble()
    return http.harden(http.routes())
