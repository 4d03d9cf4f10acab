"""Start, kill and restart one gateway process."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RunningGateway:
    def __init__(self, folder: Path, seed: str = "one") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = os.environ | {
            "FOODAPP_DATA_DIR": str(folder),
            "FOODAPP_GATEWAY_PORT": str(self.port),
            "FOODAPP_GATEWAY_SEED": seed,
            "FOODAPP_GATEWAY_PUBLIC_URL": self.url,
            "FOODAPP_GATEWAY_WEBHOOK_URL": "http://127.0.0.1:9/nobody",
            "FOODAPP_LOG_LEVEL": "WARNING",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "foodapp.demo.gateway"], env=self._environment
        )
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/health", timeout=1).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise TimeoutError("the gateway did not come up")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self._process:
            self._process.send_signal(sign)
            self._process.wait(timeout=15)

    def kill(self) -> None:
        self.stop(signal.SIGKILL)

    def control(self, path: str, **body: Any) -> dict[str, Any]:
        """POST when there is a body, else GET."""
        url = f"{self.url}/_control/{path}"
        answer = httpx.post(url, json=body) if body else httpx.get(url)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def fault(self, kind: str, **details: Any) -> None:
        self.control("faults", kind=kind, **details)

    def behave(self) -> None:
        httpx.delete(f"{self.url}/_control/faults").raise_for_status()

    def books_of(self, payment_intent: str) -> dict[str, Any]:
        [row] = [
            row
            for row in self.control("books")["payments"]
            if row["payment_intent"] == payment_intent
        ]
        return dict(row)
