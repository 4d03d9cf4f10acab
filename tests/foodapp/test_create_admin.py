"""From an empty database to an owner of the console, without SQL."""

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from foodapp.accounts import accepting, passwords, sessions, signing
from foodapp.accounts.actors import AdminRole, Cookies
from foodapp.accounts.models import AdminGrant, User
from foodapp.cli import app
from foodapp.kit import db

PASSWORD = "a-kettle-of-fish"


def run(*words: str, typed: str = ""):
    return CliRunner().invoke(app, ["create-admin", *words], input=typed)


def role_of(email: str) -> AdminRole:
    with db.transaction() as session:
        user = session.exec(select(User).where(User.email == email)).one()
        assert user.email_proven_at
        return session.get_one(AdminGrant, user.id).role


def test_the_first_owner_is_asked_for_and_made(real_transactions, valkey):
    done = run(typed=f"Olga@Example.org\nOlga\n{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    assert "/admin/sign-in" in done.output
    assert role_of("olga@example.org") is AdminRole.OWNER
    with db.transaction() as session:
        user = session.exec(select(User)).one()
        assert passwords.matches(PASSWORD, user.password_hash)


def test_a_link_makes_the_first_owner_too(real_transactions, valkey):
    done = run("--email", "olga@example.org", "--link")
    token = done.output.partition("token=")[2].strip()
    with db.transaction() as session:
        made = accepting.accept(
            session, Cookies(), token=token, persona="admin", password=PASSWORD, name="Olga",
            address="192.0.2.1",
        )  # fmt: skip
    with db.transaction() as session:
        assert sessions.admin(session, Cookies(sid=made.token)).role is AdminRole.OWNER


def test_an_owner_who_is_locked_out_comes_back_in(real_transactions, valkey):
    with db.transaction() as session:
        before = signing.sign_up(session, Cookies(), email="olga@example.org", name="Somebody",
                                 password="another-kettle-here", address="192.0.2.1")  # fmt: skip
    done = run("--email", "olga@example.org", "--name", "Olga", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert role_of("olga@example.org") is AdminRole.OWNER
    with db.transaction() as session:
        assert sessions.whose(session, Cookies(sid=before.token)) is None


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [("nobody", PASSWORD, "e-mail"), ("olga@example.org", "password123", "easy to guess")],
)
def test_what_cannot_be_is_refused_in_a_sentence(real_transactions, valkey, email, password, says):
    done = run("--email", email, "--name", "Olga", typed=f"{password}\n{password}\n")
    assert (done.exit_code, says in done.output) == (1, True)
    assert "Traceback" not in done.output
    with db.transaction() as session:
        assert session.exec(select(User)).all() == []
