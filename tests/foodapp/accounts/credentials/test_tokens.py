from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from foodapp.accounts.credentials import tokens
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.credentials.tokens import NoLink
from foodapp.accounts.models import User
from foodapp.kit import clock, db
from tests.fixtures import world as worlds


def issue(session, cy, purpose=Purpose.RESET_PASSWORD, **more):
    more.setdefault("email", cy.user.email)
    token = tokens.issue(session, purpose, user_id=cy.user.id, **more)
    session.flush()
    return token


def is_open(session, token, purpose=Purpose.RESET_PASSWORD):
    return tokens.look(session, purpose, token) is not None


def test_a_token_works_once_and_to_look_takes_nothing(session, cy):
    token = issue(session, cy)

    assert [is_open(session, token) for _ in range(3)] == [True] * 3
    assert tokens.take(session, Purpose.RESET_PASSWORD, token).user_id == cy.user.id
    assert not is_open(session, token)
    with pytest.raises(NoLink):
        tokens.take(session, Purpose.RESET_PASSWORD, token)


def test_the_token_itself_is_stored_nowhere(session, cy):
    token = issue(session, cy, browser_hash="b", code="c")
    row = session.exec(select(SingleUseToken)).one()
    assert token not in row.model_dump_json()


def test_a_token_is_good_for_one_thing_alone(session, cy):
    token = issue(session, cy)
    for purpose in set(Purpose) - {Purpose.RESET_PASSWORD}:
        with pytest.raises(NoLink):
            tokens.take(session, purpose, token)
    assert is_open(session, token)


def test_after_thirty_minutes_it_is_over(session, cy, time_machine):
    token = issue(session, cy)
    time_machine.move_to(clock.now() + timedelta(minutes=29, seconds=59), tick=False)
    assert is_open(session, token)
    time_machine.move_to(clock.now() + timedelta(seconds=2), tick=False)
    assert not is_open(session, token)


def test_the_one_that_is_used_ends_the_others_of_its_kind(session, cy):
    """Somebody has asked twice, or the mail was sent twice."""
    first, second, other = (
        issue(session, cy),
        issue(session, cy),
        issue(session, cy, Purpose.SIGN_IN),
    )
    tokens.take(session, Purpose.RESET_PASSWORD, second)
    assert not is_open(session, first)
    assert is_open(session, other, Purpose.SIGN_IN)


def test_a_closed_account_has_no_links(session, cy):
    token = issue(session, cy)
    cy.user.disabled_at = clock.now()
    session.flush()
    assert not is_open(session, token)


def test_what_was_mailed_to_a_mailbox_is_worth_nothing_when_that_is_no_longer_theirs(session, cy):
    token = issue(session, cy)
    cy.user.email = "other@example.org"
    session.flush()
    assert not is_open(session, token)


@pytest.mark.parametrize("hostile", ["", "x" * 5_000, "\0", "\udc80", "' OR 1=1 --"])
def test_what_is_no_token_opens_nothing(session, cy, hostile):
    issue(session, cy)
    assert not is_open(session, hostile)


def test_old_ones_are_forgotten(session, cy, time_machine):
    issue(session, cy)
    assert tokens.forget_old(session) == 0
    time_machine.move_to(clock.now() + timedelta(days=2))
    issue(session, cy)
    assert tokens.forget_old(session) == 1


def test_of_two_at_once_one_has_it(real_transactions):
    with db.transaction() as session:
        user = worlds.person(session, "Twice")
        token = tokens.issue(session, Purpose.RESET_PASSWORD, user_id=user.id, email=user.email)
    both, got = Barrier(2), []

    def take() -> None:
        both.wait()
        try:
            with db.transaction() as session:
                tokens.take(session, Purpose.RESET_PASSWORD, token)
                got.append("has it")
        except NoLink:
            got.append("too late")

    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == ["has it", "too late"]
    with db.transaction() as session:
        assert session.exec(select(User)).one().name == "Twice"
