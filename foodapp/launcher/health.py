"""How the platform that runs from this data directory is doing."""

from pathlib import Path

import redis

from foodapp.kit import heartbeat
from foodapp.launcher import programs
from foodapp.launcher.record import Record, is_alive


def look(data: Path) -> dict[str, bool]:
    """Each part and whether it is well; empty when nothing runs here."""
    found = Record(data / "platform.json").read()
    if not found or not is_alive(found["supervisor"]):
        return {}
    parts = {name: is_alive(identity) for name, identity in found["programs"].items()}
    if local := found["urls"].get("local"):
        host, _, port = local.removeprefix("http://").rpartition(":")
        parts["first page"] = programs.answers(host, int(port))
    client = redis.Redis.from_url(
        found["urls"]["redis"], socket_connect_timeout=1, socket_timeout=1
    )
    silent_s = heartbeat.silent_s(client)
    parts["jobs get done"] = silent_s is not None and silent_s < programs.STALLED_S
    return parts
