"""What an operator looks up after an attack: one JSON line an event, in a log of its own.

    security.note("sign_in_failed", email=email, address=address)
    security.note_once_done(session, "role_given", user=user_id, by=admin.user_id, role="support")

Ids stand as they are; what names a person (`email`, `address`, `phone`) only as a keyed hash, equal
for equal values, so that lines can be laid side by side. Of one cause (event and whoever did it) a
few lines a minute are written, then how many there were.
"""

import atexit
import fcntl
import json
import logging
import logging.handlers
import os
import sys
from collections.abc import Hashable
from pathlib import Path
from threading import Lock
from typing import Any

import structlog
from sqlmodel import Session

from foodapp.kit import clock, db, keys
from foodapp.kit.flood import Flood
from foodapp.kit.network import network_of
from foodapp.kit.settings import settings

HASHED = ("email", "address", "phone")
WHO = ("by", "user", *HASHED)  # the first that is given tells causes of one event apart
LONGEST = 200  # characters of one value
BYTES, OLDER = 20_000_000, 5  # of the file, and how many of its predecessors are kept

_log = logging.getLogger("security")
_of_one = Flood(20, 60)  # lines about one event of one person or address in a minute
_of_all = Flood(600, 60)  # lines about one event in a minute, whoever it is
_one_at_a_time = Lock()


def note(event: str, **values: Any) -> None:
    """Write it now. event: past tense ("signed_in", "export_made"); values: ids and facts."""
    facts = {key: _told(key, value) for key, value in values.items()}
    who = next((str(facts[key]) for key in WHO if facts.get(key)), "")
    with _one_at_a_time:
        _tell_what_was_held_back()
        if not (_of_one.lets_through((event, who)) and _of_all.lets_through((event, ""))):
            return
    _write(event, facts)


def note_once_done(session: Session, event: str, **values: Any) -> None:
    """Write it once this transaction has committed: what was rolled back never happened."""
    db.after_commit(session, lambda: note(event, **values))


def hashed(kind: str, value: str) -> str:
    """Of an e-mail, an address...: the same for the same value, and nobody can try out which
    without the platform's key. Of IPv6 the household counts, not the device."""
    value = network_of(value) if kind == "address" else value.strip().lower()
    return keys.sign(keys.Use.LOGS, f"{kind}|{value}")[:16]


def _told(key: str, value: Any) -> Any:
    if key in HASHED:
        return hashed(key, str(value)) if value else ""
    return value if isinstance(value, bool | int | float) else str(value)[:LONGEST]


def _write(event: str, facts: dict[str, Any]) -> None:
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    line = {"at": clock.now().isoformat(), "event": event, **facts}
    _log.info(json.dumps(line | ({"request_id": request_id} if request_id else {})))


def _tell_what_was_held_back(*, everything: bool = False) -> None:
    for flood in (_of_one, _of_all):
        for cause, count in flood.over(everything=everything):
            _write("held_back", {"of": _event_of(cause), "count": count})


def _event_of(cause: Hashable) -> str:
    return str(cause[0]) if isinstance(cause, tuple) else str(cause)


class _File(logging.handlers.WatchedFileHandler):
    """Several processes write it; whoever finds it full sets it aside, the others follow."""

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is not None and os.fstat(self.stream.fileno()).st_size > BYTES:
            self._set_aside()
        super().emit(record)

    def _set_aside(self) -> None:
        full = Path(self.baseFilename)
        with full.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not full.exists() or full.stat().st_size <= BYTES:
                return  # somebody was faster
            for age in range(OLDER - 1, 0, -1):
                older = full.with_suffix(f".log.{age}")
                if older.exists():
                    older.rename(full.with_suffix(f".log.{age + 1}"))
            full.rename(full.with_suffix(".log.1"))


def configure() -> None:
    """Once at start of each process: to the file of FOODAPP_SECURITY_LOG, else among the other
    lines of standard error."""
    handler: logging.Handler
    if path := settings().security_log:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _File(path)
    else:
        handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _log.handlers[:] = [handler]
    _log.propagate = False
    _log.setLevel(logging.INFO)  # whatever the other logs leave out
    atexit.register(_tell_what_was_held_back, everything=True)
