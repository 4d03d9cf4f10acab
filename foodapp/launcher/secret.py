"""Passwords of the embedded servers: made once, kept where only their owner can read them."""

import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """The password in this file; a new one is written there (mode 0600) the first time."""
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(24)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made
