"""The built screens and their web workers, for a load without the whole platform."""

import os
import sys

import httpx

from foodapp.launcher.program import Program
from tests.fixtures.site import ROOT


def program(port: int) -> Program:
    """`foodapp.ui.serve`, as `make run` starts it."""
    url = f"http://localhost:{port}"
    own = {
        "FOODAPP_PORT": str(port),
        "FOODAPP_PUBLIC_URL": url,
        "FOODAPP_TRUSTED_PROXY_HOPS": "1",  # so that the tabs have addresses of their own
    }
    return Program(
        name="web",
        argv=[sys.executable, "-m", "foodapp.ui.serve"],
        ready=lambda: _answers(url),
        env={**os.environ, **own},
        cwd=ROOT,
        ready_s=90,
    )


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/health", timeout=1).status_code == 200
    except httpx.TransportError:
        return False
