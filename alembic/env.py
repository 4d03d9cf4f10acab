"""Runs the migrations on the database the settings name."""

from alembic import context
from sqlalchemy import create_engine, pool
from sqlmodel import SQLModel

import foodapp.tables  # noqa: F401
from foodapp.kit.settings import settings

# Held while migrating, so that two programs starting at once do it one after the other.
LOCK = 7_270_001


def run() -> None:
    if not settings().database_url:
        raise SystemExit("DATABASE_URL is not set; `make run` starts a database of its own.")
    engine = create_engine(settings().database_url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            transaction_per_migration=True,
        )
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        connection.commit()
        with context.begin_transaction():
            context.run_migrations()


run()
