"""What people read is read in transactions that can change nothing."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import InternalError
from sqlmodel import col, select, update

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import SignInSession, User
from foodapp.kit import clock, db


def rename_everybody(session):
    session.execute(update(User).values(name="Mallory"))


def test_a_look_cannot_write(real_transactions):
    with pytest.raises(InternalError, match="read-only transaction"), db.reading() as looking:
        rename_everybody(looking)
    with db.transaction() as session:
        rename_everybody(session)


def test_a_look_cannot_write_in_the_tests_either(session, world):
    with pytest.raises(InternalError, match="read-only transaction"), db.reading() as looking:
        rename_everybody(looking)


def test_after_a_look_the_same_connection_writes_again(session, world):
    with db.reading() as looking:
        assert looking.scalar(select(User.name).limit(1))
    rename_everybody(session)
    assert set(session.exec(select(User.name))) == {"Mallory"}


def test_what_a_look_leaves_behind_is_written_after_it(session, world):
    """That staff were there is noted with what they read."""
    token = sessions.open_for(session, session.get_one(User, world.staff.user_id))
    row = session.exec(
        select(SignInSession).where(SignInSession.token_hash == sessions.hashed(token))
    ).one()
    row.seen_at = clock.now() - timedelta(minutes=5)
    session.commit()
    with db.reading() as looking:
        sessions.restaurant_staff(looking, Cookies(sid=token, visitor=""))
    session.refresh(row)
    assert row.seen_at > clock.now() - timedelta(minutes=1)


def test_what_fails_leaves_nothing_behind(session, world):
    def look_and_fail():
        with db.reading() as looking:
            db.note(looking, rename_everybody)
            raise LookupError

    with pytest.raises(LookupError):
        look_and_fail()
    assert session.exec(select(User.id).where(col(User.name) == "Mallory")).all() == []
