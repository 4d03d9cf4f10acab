"""Journals balance, are written once and never change: the database itself sees to it."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError
from sqlmodel import text

from foodapp.kit import db
from foodapp.ledger import posting
from foodapp.ledger.accounts import Account
from foodapp.ledger.models import AccountKind as Kind

CUSTOMER = Account(Kind.CUSTOMER, "CHF", uuid4())
NONNA = Account(Kind.RESTAURANT, "CHF", uuid4())
COMMISSION = Account(Kind.COMMISSION, "CHF")
EUROS = Account(Kind.COMMISSION, "EUR")


def sale(minor: int) -> dict[Account, int]:
    return {CUSTOMER: minor, NONNA: -minor + minor // 10, COMMISSION: -(minor // 10)}


def judge(session) -> None:
    """What the database would do at commit."""
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def test_a_journal_moves_the_balances_of_its_accounts(session):
    posting.post(session, "sale", sale(2000), subject_id=uuid4())
    judge(session)
    assert posting.balance(session, CUSTOMER) == 2000
    assert posting.balance(session, NONNA) == -1800
    assert posting.balance(session, COMMISSION) == -200


def test_a_journal_that_does_not_balance_is_refused_before_it_is_written(session):
    with pytest.raises(posting.Unbalanced):
        posting.post(session, "sale", {CUSTOMER: 5, NONNA: -4}, subject_id=uuid4())
    with pytest.raises(posting.Unbalanced):
        posting.post(session, "sale", {COMMISSION: 5, EUROS: -5}, subject_id=uuid4())


def test_what_is_there_already_is_not_posted_again_and_a_correction_is_a_further_journal(session):
    order = uuid4()
    first = posting.bring_to(session, "sale", sale(2000), subject_id=order)
    assert posting.bring_to(session, "sale", sale(2000), subject_id=order) is None
    second = posting.bring_to(session, "sale", sale(1500), subject_id=order)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert posting.moved_by(session, order) == sale(1500)
    posting.bring_to(session, "sale", {}, subject_id=order)
    assert set(posting.moved_by(session, order).values()) == {0}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(targets=st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_whatever_came_before_the_books_end_at_the_last_target(session, targets):
    order = uuid4()
    for minor in targets:
        posting.bring_to(session, "sale", sale(minor), subject_id=order)
    judge(session)
    moved = posting.moved_by(session, order)
    assert {a: m for a, m in moved.items() if m} == {
        a: m for a, m in sale(targets[-1]).items() if m
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entries SET amount_minor = amount_minor + 1",
        "DELETE FROM ledger_entries",
        "UPDATE ledger_journals SET kind = 'other'",
        "DELETE FROM ledger_journals",
        "UPDATE ledger_accounts SET owner_id = NULL",
        "DELETE FROM ledger_accounts",
    ],
)
def test_the_database_refuses_to_change_what_was_posted(session, change):
    posting.post(session, "sale", sale(2000), subject_id=uuid4())
    with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
        session.execute(text(change))


def test_the_database_refuses_an_unbalanced_journal_whoever_writes_it(real_transactions):
    def forge(amount: int) -> None:
        with db.transaction() as session:
            posting.post(session, "sale", sale(100), subject_id=uuid4())
            session.execute(
                text(
                    "INSERT INTO ledger_entries (journal_id, account_id, amount_minor)"
                    " SELECT max(journal_id), max(account_id), :amount FROM ledger_entries"
                ),
                {"amount": amount},
            )

    with pytest.raises(DBAPIError, match="does not balance"):
        forge(1)
    with pytest.raises(DBAPIError, match="entry_not_zero"):
        forge(0)


def test_the_database_refuses_an_empty_journal(real_transactions):
    with pytest.raises(DBAPIError, match="does not balance"), db.transaction() as session:
        session.execute(
            text(
                "INSERT INTO ledger_journals (at, kind, subject_id, because)"
                " VALUES (now(), 'sale', gen_random_uuid(), '')"
            )
        )


def test_nothing_is_added_to_a_journal_of_yesterday(real_transactions):
    with db.transaction() as session:
        posting.post(session, "sale", sale(100), subject_id=uuid4())
    with pytest.raises(DBAPIError, match="closed"), db.transaction() as session:
        session.execute(
            text(
                "INSERT INTO ledger_entries (journal_id, account_id, amount_minor)"
                " SELECT journal_id, account_id, v FROM ledger_entries, (VALUES (7), (-7)) w(v)"
            )
        )
