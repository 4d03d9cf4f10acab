"""Whether the database is at the newest migration, without loading Alembic (two seconds)."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from foodapp.launcher import CannotStart

WAIT_EVERY_S = 0.5
# What no waiting helps against.
REFUSED = ("authentication failed", "does not exist", "no pg_hba.conf entry", "permission denied")


def newest(versions: Path) -> set[str]:
    """Revisions no other revision builds on."""
    texts = [path.read_text() for path in versions.glob("*.py")]
    found = {name for text in texts for name in re.findall(r'^revision = "(.+)"', text, re.M)}
    built_on = {
        name for text in texts for name in re.findall(r'^down_revision = "(.+)"', text, re.M)
    }
    return found - built_on


def are_done(database: "psycopg.Connection[tuple[object, ...]]", versions: Path) -> bool:
    known = database.execute("SELECT to_regclass('alembic_version')").fetchone()
    if known is None or known[0] is None:
        return False
    rows = database.execute("SELECT version_num FROM alembic_version").fetchall()
    return {str(row[0]) for row in rows} == newest(versions)


def connect(
    url: str, *, wait_s: float = 0, say: Callable[[str], None] = print
) -> "psycopg.Connection[tuple[object, ...]]":
    """To the database of a SQLAlchemy URL. One that is down is waited for, and that is said once;
    one that refuses us is not. One sentence when it does not answer."""
    give_up, is_said = time.monotonic() + wait_s, False
    while True:
        try:
            return psycopg.connect(
                url.replace("postgresql+psycopg://", "postgresql://", 1),
                connect_timeout=5,
                autocommit=True,
                prepare_threshold=None,  # the address may be a pooler's
            )
        except psycopg.OperationalError as error:
            reason = _reason(error)
            if time.monotonic() >= give_up or any(word in reason for word in REFUSED):
                raise CannotStart(
                    f"The database in {named(url)} does not answer: {reason}."
                ) from error
            if not is_said:
                say(f"The database does not answer yet; waiting up to {wait_s:.0f} s: {reason}.")
                is_said = True
            time.sleep(WAIT_EVERY_S)


def named(url: str) -> str:
    """The setting that holds this address."""
    return "DATABASE_OWNER_URL" if url == os.environ.get("DATABASE_OWNER_URL") else "DATABASE_URL"


def _reason(error: psycopg.OperationalError) -> str:
    """Its first line: the others are about other addresses of the same name."""
    lines = [line for line in str(error).strip().splitlines() if line.strip()]
    return lines[0].removesuffix(".") if lines else type(error).__name__
