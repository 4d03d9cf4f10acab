"""Runs the migrations on the database the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, Engine, create_engine, event, pool
from sqlmodel import SQLModel

import foodapp.tables  # noqa: F401
from foodapp.kit.settings import settings

# Held while migrating, so that two programs starting at once do it one after the other.
LOCK = 7_270_001
LONGEST_TURN = "10min"  # of whoever is first
# A migration that waits for a busy table makes everybody else wait behind it.
LONGEST_LOCK = "5s"


def run() -> None:
    if not settings().migration_url:
        raise SystemExit("DATABASE_URL is not set; `make run` starts a database of its own.")
    engine = create_engine(
        settings().migration_url,
        poolclass=pool.NullPool,
        connect_args={"prepare_threshold": None},  # the address may be a pooler's
    )
    with one_at_a_time(engine), engine.connect() as connection:
        event.listen(connection, "begin", give_up_soon)
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def one_at_a_time(engine: Engine) -> Iterator[None]:
    """The lock lives in a transaction of its own: a lock of the connection would be lost, or stay,
    behind a pooler that gives every transaction another one."""
    with engine.connect() as turn, turn.begin():
        turn.exec_driver_sql(f"SET LOCAL lock_timeout = '{LONGEST_TURN}'")
        turn.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        turn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        yield


def give_up_soon(connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LONGEST_LOCK}'")


run()
