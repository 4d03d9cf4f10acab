"""Nothing about a person is kept that nobody has declared."""

import re

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from foodapp import tables  # noqa: F401 - every model
from foodapp.privacy.registry import HELD, NOBODYS, Then

# Columns by which a row may say who somebody is.
TELLING = re.compile(
    r"user_id|customer_id|rider_id|owner_id|payee_id|by_id|.*_by|e?mail|recipient|phone|address"
    r"|(?:.*_)?name|holder|street|device|endpoint|text"
)


def columns(table: str) -> set[str]:
    return {one.name for one in SQLModel.metadata.tables[table].columns}


def telling(table: str) -> set[str]:
    return {name for name in columns(table) if TELLING.fullmatch(name)}


def test_every_table_that_may_tell_of_a_person_is_declared():
    """Yours is not? Say in foodapp/privacy/registry.py how a person's rows are found, what of them
    they are given, and what becomes of them when the account goes; or why it holds nothing."""
    undeclared = {
        name: telling(name)
        for name in SQLModel.metadata.tables
        if telling(name) and name not in HELD and name not in NOBODYS
    }
    assert undeclared == {}


def test_the_registry_names_tables_and_columns_that_are_there():
    for name, held in HELD.items():
        assert held.hidden <= columns(name), name
        assert held.blank.keys() <= columns(name), name
    assert NOBODYS.keys() <= SQLModel.metadata.tables.keys()
    assert not NOBODYS.keys() & HELD.keys()


@pytest.mark.parametrize("name", HELD)
def test_how_a_persons_rows_are_found_is_a_condition(session, world, name):
    known = {"user": world.customer.user_id, "email": "cy@example.org"}
    session.connection().execute(
        text(f"SELECT count(*) FROM {name} WHERE {HELD[name].of}"),  # noqa: S608
        known,
    )


def test_what_stays_or_is_given_to_nobody_says_why():
    for name, held in HELD.items():
        if held.then is Then.STAYS or not held.is_written_out:
            assert held.why, name


def test_secrets_are_written_out_for_nobody():
    """Hashes, tokens and keys."""
    secret = re.compile(r".*(_hash|token|secret|p256dh|auth|pin|public_key)$")
    for name, held in HELD.items():
        if held.is_written_out:
            assert {one for one in columns(name) if secret.fullmatch(one)} <= held.hidden, name
