"""Whether the database is at the newest migration, without loading Alembic (two seconds)."""

import re
from pathlib import Path

import psycopg

from foodapp.launcher import CannotStart


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


def connect(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """To the database of a SQLAlchemy URL; one sentence when it does not answer."""
    try:
        return psycopg.connect(
            url.replace("postgresql+psycopg://", "postgresql://", 1),
            connect_timeout=5,
            autocommit=True,
        )
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStart(f"The database in DATABASE_URL does not answer: {reason}.") from error
