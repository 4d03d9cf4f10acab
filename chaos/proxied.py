"""`foodapp run` for chaos: an empty town, and wires between the programs that can be cut.

python -m chaos.proxied
"""

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from foodapp.kit.settings import settings
from foodapp.launcher import ports, programs
from foodapp.launcher.platform import Platform
from foodapp.launcher.program import Program
from foodapp.launcher.progress import RichProgress
from foodapp.launcher.supervisor import Supervisor

CLIENTS = ("web", "worker", "notifier", "beat", "crowd")  # who calls the servers
SERVERS = {
    "postgres": "DATABASE_URL",
    "valkey": "REDIS_URL",
    "gateway": "FOODAPP_STRIPE_API_BASE",
}
SOON_S = 0.8  # in place of ten seconds: what is killed all the time has to come back as often
FIRST_WIRE = 1_000  # above the platform's own port


@dataclass
class WiredSupervisor(Supervisor):
    """Gives every program addresses of its own for the servers that it calls."""

    told: dict[str, dict[str, str]] = field(default_factory=dict)  # program -> its addresses

    def start(self, *programs: Program) -> None:
        callers = [program for program in programs if program.name in CLIENTS]
        if callers and not self.told:
            super().start(self._lay(callers[0].env))
        super().start(*(self._wired(program) for program in programs))

    def _wired(self, program: Program) -> Program:
        return replace(program, env={**program.env, **self.told.get(program.name, {})})

    def _lay(self, env: Mapping[str, str]) -> Program:
        """A wire from every program to every server, and the gateway's to us."""
        next_port, laid = settings().port + FIRST_WIRE, []
        for client in CLIENTS:
            self.told[client] = {}
            for server, name in SERVERS.items():
                next_port = ports.first_free(next_port + 1)
                laid.append(f"{client}-{server}:{next_port}:{urlsplit(env[name]).port}")
                self.told[client][name] = _through(env[name], next_port)
            gateway = self.told[client]["FOODAPP_STRIPE_API_BASE"]
            self.told[client]["FOODAPP_RAZORPAY_API_BASE"] = f"{gateway}/razorpay"
        next_port = ports.first_free(next_port + 1)
        laid.append(f"gateway-web:{next_port}:{settings().port}")
        webhooks = f"http://{ports.LOOPBACK}:{next_port}/api/webhooks/stripe"
        self.told["gateway"] = {"FOODAPP_GATEWAY_WEBHOOK_URL": webhooks}
        data = settings().data_dir.absolute()
        crowd = data / "crowd.json"
        crowd.touch(mode=0o600)  # it holds passwords
        crowd.write_text(json.dumps(self.told["crowd"]))
        return Program(
            name="wires",
            argv=programs.python("chaos.wires", str(switchboard(data)), *laid),
            ready=lambda: _answers(switchboard(data)),
            env=dict(os.environ),
            cwd=programs.ROOT,
        )


def _through(url: str, port: int) -> str:
    """The same address at another port of this machine."""
    parts = urlsplit(url)
    who, _, _ = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{who}{'@' if who else ''}{ports.LOOPBACK}:{port}").geturl()


def switchboard(data: Path) -> Path:
    return data / "wires.sock"


def tell(data: Path, line: str) -> int:
    """To the switchboard (see wires); how many connections were met."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(5)
        wire.connect(str(switchboard(data)))
        wire.sendall(f"{line}\n".encode())
        return int(wire.makefile().readline())


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as wire:
        return wire.connect_ex(str(path)) == 0


class WiredPlatform(Platform):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.supervisor = WiredSupervisor(
            self.data / "logs",
            say=self.progress.note,
            changed=self._write_record,
            longest_pause_s=SOON_S,
        )


if __name__ == "__main__":
    WiredPlatform(settings(), RichProgress(lambda: [])).run()
