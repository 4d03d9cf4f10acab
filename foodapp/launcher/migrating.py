"""`foodapp migrate`: wait for the database, see what it lacks, migrate, hand out rights."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.exc import OperationalError

from foodapp.kit.settings import Settings
from foodapp.launcher import CannotStart, extensions, migrations, rights
from foodapp.launcher.rights import Database, Role

ALEMBIC = Path(__file__).parents[2] / "alembic.ini"
WAIT_S = 60.0
LOCK = 7_270_002  # the next after Alembic's (alembic/env.py), which is taken inside it
LONGEST_TURN = "10min"  # of whoever is first
LOCKED_TRIES = 6
LOCKED_PAUSE_S = 2.0
# What the programs ask for at each connection; said of the database for those that come through a
# pooler, where nothing can be asked for.
DEFAULTS = {"timezone": "UTC", "lock_timeout": "8s"}
Say = Callable[[str], None]


def migrate(chosen: Settings, say: Say, *, wait_s: float = WAIT_S) -> None:
    """To the newest form, as the owner of the tables. CannotStart, in one sentence, when that
    cannot be; then nothing is half done. Two at once do it one after the other."""
    if not chosen.migration_url:
        raise CannotStart("DATABASE_URL is not set; `make run` starts a database of its own.")
    app = Role.of(chosen.database_url or chosen.migration_url)
    with (
        migrations.connect(chosen.migration_url, wait_s=wait_s, say=say) as owner,
        _one_at_a_time(chosen.migration_url),
    ):
        extensions.need(owner)
        # First of all: a pooler keeps the connections that it opened before.
        _set_defaults(owner, say if chosen.db_through_pooler else lambda _: None)
        _upgrade(say)
        _mend_indexes(owner, say)
        rights.hand_out(owner, app)
        for sentence in complaints(owner, app):
            say(sentence)


@contextmanager
def _one_at_a_time(url: str) -> Iterator[None]:
    """For all of it, settings and rights too: two that write one row of PostgreSQL's own catalogue
    at once fail (Alembic holds a lock of its own for whoever calls it alone)."""
    with migrations.connect(url) as turn, turn.transaction():
        turn.execute(f"SET LOCAL lock_timeout = '{LONGEST_TURN}'")
        turn.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        turn.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def complaints(owner: Database, app: Role) -> list[str]:
    """What works, but not as it should; a sentence each."""
    found = []
    if not extensions.knows_letters(owner):
        found.append(
            "The database's locale knows no letters but a to z: a search for Столовая or 東京寿司 "
            "finds nothing. Stop the programs and run sh deploy/postgres/letters "
            f"{owner.info.dbname} (docs/operations.md)."
        )
    if not rights.is_kept_apart(owner, app):
        found.append(
            f"The programs sign in as {app.name}, who may empty every table and switch the books' "
            "triggers off: name a role of their own in DATABASE_URL and this one in "
            "DATABASE_OWNER_URL (docs/operations.md)."
        )
    return found


def _upgrade(say: Say) -> None:
    from alembic import command
    from alembic.config import Config

    for attempt in range(1, LOCKED_TRIES + 1):
        try:
            command.upgrade(Config(ALEMBIC), "head")
        except OperationalError as failed:
            if not isinstance(failed.orig, psycopg.errors.LockNotAvailable):
                raise
            say(f"A table is in use by a long transaction (attempt {attempt} of {LOCKED_TRIES}).")
            time.sleep(LOCKED_PAUSE_S)
        else:
            return
    raise CannotStart(
        "A long transaction holds a table that a migration changes, and nobody else was made to "
        "wait for it: end it (see pg_stat_activity) and migrate again; what was done stays done."
    )


def _mend_indexes(owner: Database, say: Say) -> None:
    """One whose making was interrupted is not used and slows every write down."""
    rows = owner.execute(
        "SELECT c.oid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    for (name,) in rows:
        say(f"The index {name} was left half made: it is made again.")
        owner.execute(sql.SQL("REINDEX INDEX {}").format(sql.Identifier(str(name).strip('"'))))


def _set_defaults(owner: Database, say: Say) -> None:
    name = sql.Identifier(owner.info.dbname)
    try:
        for key, value in DEFAULTS.items():
            owner.execute(
                sql.SQL("ALTER DATABASE {} SET {} = {}").format(name, sql.Identifier(key), value)
            )
    except psycopg.errors.InsufficientPrivilege:
        settings = ", ".join(f"{key} = '{value}'" for key, value in DEFAULTS.items())
        say(f"Programs that come through a pooler need these of the database: {settings}.")
