"""One town with all its ninety days, founded once and only read from by the tests of its past."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session

from foodapp.demo.town import seeding

NOW = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # a Monday
DATABASE = "foodapp_town"


@pytest.fixture(scope="session")
def _town(migrated: SimpleNamespace) -> Iterator[Session]:
    migrated.postgres.create_database(DATABASE, template="foodapp_template")
    engine = create_engine(
        migrated.postgres.owner_url(DATABASE), connect_args={"options": "-c timezone=UTC"}
    )
    with Session(engine, expire_on_commit=False) as session:
        assert seeding.seed(session, now=NOW) is not None
        session.commit()
        yield session
    engine.dispose()
    with migrated.postgres.connect() as connection:
        connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.fixture
def town(_town: Session) -> Iterator[Session]:
    yield _town
    _town.rollback()
