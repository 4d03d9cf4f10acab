from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from foodapp import tables  # noqa: F401


def test_the_migrations_make_exactly_the_tables_of_the_models(session):
    context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
    assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_stand_in_one_line():
    """Two heads: somebody else's migration landed first. Point down_revision of yours at it."""
    assert len(ScriptDirectory.from_config(Config("alembic.ini")).get_heads()) == 1
