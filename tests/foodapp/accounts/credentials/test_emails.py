import pytest
from sqlmodel import select

from foodapp.accounts import people, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import emails, links
from foodapp.accounts.credentials.emails import LinkShown
from foodapp.accounts.credentials.events import (
    EmailChangeAsked,
    EmailChanged,
    EmailUnproven,
)
from foodapp.accounts.credentials.tokens import NoLink
from foodapp.accounts.models import SignInSession, User
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.signing import WrongPair
from foodapp.kit import db, outbox
from foodapp.kit.errors import NotSignedIn
from tests.foodapp.accounts.credentials.conftest import PASSWORD

NOBODY = Cookies(visitor="somewhere else")


def token_of(link):
    return link.partition("token=")[2]


@pytest.fixture
def unproven(session, cy):
    cy.user.email_proven_at = None
    session.flush()
    return cy


def proving(session, cy):
    return token_of(
        links.prove_email(session, EmailUnproven(user_id=cy.user.id, persona="customer"))
    )


def moving(session, cy, email="cy@new.example"):
    event = EmailChangeAsked(user_id=cy.user.id, persona="customer", new_email=email)
    return token_of(links.change_email(session, event))


def test_whoever_is_signed_in_confirms_with_the_link(session, unproven):
    token = proving(session, unproven)
    shown = emails.look(session, unproven.cookies, token=token)
    assert shown == LinkShown("cy@example.org", "", True, "")
    assert emails.confirm(session, unproven.cookies, token=token) == "confirmed"
    assert unproven.user.email_proven_at is not None
    assert proving(session, unproven) == "", "there is nothing to be proven any more"


def test_in_another_browser_the_password_is_asked_for(session, unproven):
    """Else the holder of the mailbox would make good an account that a stranger made."""
    token = proving(session, unproven)
    for password in ("", "not-my-password"):
        with pytest.raises(WrongPair):
            emails.confirm(session, NOBODY, token=token, password=password)
    assert unproven.user.email_proven_at is None
    emails.confirm(session, NOBODY, token=token, password=PASSWORD)
    assert unproven.user.email_proven_at is not None


def test_somebody_else_who_is_signed_in_sees_so(session, world, unproven):
    token = proving(session, unproven)
    shown = emails.look(session, world.cookies["sid"], token=token)
    assert (shown.is_mine, shown.signed_in_as) == (False, "sid@example.org")
    with pytest.raises(WrongPair):
        emails.confirm(session, world.cookies["sid"], token=token)
    sessions.customer(session, world.cookies["sid"])
    assert emails.look(session, unproven.cookies, token=token).is_mine, "it is good for them still"


def test_the_new_mailbox_proves_itself_before_anything_changes(session, cy):
    emails.ask_change(
        session, cy.person, email=" Cy@New.example ", persona="customer", sign_in=cy.this
    )
    asked = outbox.recorded(session, EmailChangeAsked)
    assert [one.new_email for one in asked] == ["cy@new.example"]
    assert cy.user.email == "cy@example.org"

    token = token_of(links.change_email(session, asked[0]))
    assert emails.look(session, NOBODY, token=token).instead_of == "cy@example.org"
    assert emails.confirm(session, cy.cookies, token=token) == "moved"
    assert cy.user.email == "cy@new.example"
    assert outbox.recorded(session, EmailChanged)[0].old_email == "cy@example.org"
    sessions.customer(session, cy.cookies)


def test_from_another_browser_every_sign_in_ends(session, cy):
    emails.confirm(session, NOBODY, token=moving(session, cy))
    with pytest.raises(NotSignedIn):
        sessions.customer(session, cy.cookies)


def test_an_address_of_somebody_else_is_never_taken_and_never_told_of(session, cy):
    for email in ("sid@example.org", "nobody@new.example"):
        emails.ask_change(session, cy.person, email=email, persona="customer", sign_in=cy.this)
    assert moving(session, cy, "sid@example.org") == "", "no link goes to Sid"


def test_of_two_who_want_one_address_the_first_has_it(session, cy):
    token = moving(session, cy)
    session.add(User(email="cy@new.example", name="Faster", password_hash="!"))
    session.commit()
    with pytest.raises(emails.Taken), db.transaction() as attempt:
        emails.change(attempt, cy.cookies, token=token)
    session.refresh(cy.user)
    assert cy.user.email == "cy@example.org"


def test_a_sign_in_left_open_moves_no_mailbox(session, cy, time_machine):
    session.get_one(SignInSession, cy.this).proven_at = cy.user.created_at.replace(year=2020)
    with pytest.raises(NotProven):
        emails.ask_change(
            session, cy.person, email="cy@new.example", persona="customer", sign_in=cy.this
        )
    with pytest.raises(NotSignedIn):  # and with the sign-in of somebody else
        emails.ask_change(
            session, cy.person, email="cy@new.example", persona="customer", sign_in="another"
        )


@pytest.mark.parametrize("bad", ["no address", "\u212ay@example.org", "cy@example.org\nBcc: x@y.z"])
def test_what_is_no_address_is_refused(session, cy, bad):
    with pytest.raises(people.NotAnEmail):
        emails.ask_change(session, cy.person, email=bad, persona="customer", sign_in=cy.this)


def test_a_link_of_before_the_change_is_over(session, cy):
    first, second = moving(session, cy), moving(session, cy, "cy@second.example")
    emails.change(session, cy.cookies, token=first)
    with pytest.raises(NoLink):
        emails.change(session, cy.cookies, token=second)
    assert session.exec(select(User.email).where(User.id == cy.user.id)).one() == "cy@new.example"
