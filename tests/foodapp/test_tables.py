from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from foodapp import tables  # noqa: F401

RELEASED = "m0022_payouts_compared"  # the newest that a platform may run today


def test_the_migrations_make_exactly_the_tables_of_the_models(session):
    context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
    assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_stand_in_one_line():
    """Two heads: somebody else's migration landed first. Point down_revision of yours at it."""
    assert len(ScriptDirectory.from_config(Config("alembic.ini")).get_heads()) == 1


def test_the_program_of_before_can_write_what_the_new_one_needs(session):
    """While an upgrade rolls, both write: what was added to a table of before fills itself."""
    added = _columns(session)
    scripts = ScriptDirectory.from_config(Config("alembic.ini"))
    with Operations.context(MigrationContext.configure(session.connection())):
        for script in scripts.walk_revisions(RELEASED, "head"):
            if script.revision != RELEASED:
                script.module.downgrade()
    before = _columns(session)
    older = {table for table, _ in before}

    needed = {key for key, fills in added.items() if key not in before and not fills}
    assert ("orders", "rounding_minor") in added.keys() - before.keys()
    assert {key for key in needed if key[0] in older} == set()


def _columns(session) -> dict[tuple[str, str], bool]:
    """(table, column) -> whether a row can be written that does not name it."""
    looked = inspect(session.connection())
    return {
        (table, column["name"]): column["nullable"] or column["default"] is not None
        for table in SQLModel.metadata.tables
        if looked.has_table(table)
        for column in looked.get_columns(table)
    }
