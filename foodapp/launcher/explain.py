"""From what a failed tool wrote to one sentence that says what to do."""

import re
import shutil
from pathlib import Path

from foodapp.launcher import CannotStart

ROOM_BYTES = 500_000_000  # the databases, the front end's build and the logs of a first day

KNOWN = {
    r"Prerender: Request (timed out|failed).*time": (
        "the machine was too busy for it: start again when it has less to do"
    ),
    r"No space left on device|ENOSPC": "the disk is full: free some space and start again",
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT": (
        "the npm registry cannot be reached: check the network (or npm's registry setting) "
        "and start again"
    ),
    r"EACCES|Permission denied": "a file could not be written: check who owns this folder",
    r"JavaScript heap out of memory|Killed": "the machine ran out of memory",
}


def failure(what: str, log: Path) -> CannotStart:
    """`what` failed and wrote `log`: the known reason, else its last line."""
    text = log.read_text(errors="replace") if log.exists() else ""
    for pattern, sentence in KNOWN.items():
        if re.search(pattern, text):
            return CannotStart(f"{what} failed because {sentence} (details: {log}).")
    last = (text.strip().splitlines() or ["it wrote nothing"])[-1][:300]
    return CannotStart(f"{what} failed: {last} (details: {log}).")


def need_room(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < ROOM_BYTES:
        raise CannotStart(
            f"The disk that holds {folder.absolute()} has only {free // 1_000_000} MB left and "
            f"{ROOM_BYTES // 1_000_000} MB are needed: free some space and start again."
        )
