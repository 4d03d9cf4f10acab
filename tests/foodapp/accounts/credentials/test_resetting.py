from types import SimpleNamespace

import pytest
from sqlmodel import select

from foodapp.accounts import limits, passwords, phones, sessions, signing
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import emails, links, recovery, resetting
from foodapp.accounts.credentials.events import (
    AccountClaimed,
    EmailChangeAsked,
    PasswordChanged,
    ResetAsked,
)
from foodapp.accounts.credentials.models import AuthenticatorApp, Passkey, RecoveryCode
from foodapp.accounts.credentials.tokens import NoLink
from foodapp.accounts.knocking import Came, proof_of
from foodapp.accounts.models import Address, User
from foodapp.accounts.passwords import WeakPassword
from foodapp.accounts.phones import PhoneProof, Way
from foodapp.kit import clock, db, outbox
from foodapp.kit.errors import NotSignedIn
from tests.foodapp.accounts.credentials.conftest import PASSWORD

NEW = "an-umbrella-for-two"
HERE = Came("192.0.2.1")


def ask(session, email, address="192.0.2.1", persona="customer"):
    resetting.ask(session, email=email, persona=persona, address=address)
    return outbox.recorded(session, ResetAsked)


def token_of(link):
    return link.partition("token=")[2]


def mailed(session, user):
    """What stands in the mail."""
    return token_of(links.reset(session, ResetAsked(user_id=user.id, persona="customer")))


def reset(session, token, password=NEW, came=HERE):
    resetting.reset(session, token=token, password=password, came=came)


def test_a_forgotten_password_is_replaced_and_everybody_is_signed_out(session, cy):
    token = mailed(session, cy.user)
    assert resetting.look(session, token=token) == "cy@example.org"

    reset(session, token)

    assert passwords.matches(NEW, cy.user.password_hash)
    with pytest.raises(NotSignedIn):
        sessions.customer(session, cy.cookies)
    assert outbox.recorded(session, PasswordChanged) == [PasswordChanged(user_id=cy.user.id)]
    with pytest.raises(NoLink):
        reset(session, token, "another-kettle-of-fish")


def test_the_answer_to_an_unknown_address_is_the_same_and_nothing_is_sent(session, cy):
    assert ask(session, "cy@example.org") == [ResetAsked(user_id=cy.user.id, persona="customer")]
    for nobody in ("nobody@example.org", "no address", "", "x" * 4_000, "\udc80@example.org"):
        assert len(ask(session, nobody)) == 1


@pytest.mark.parametrize(
    "passes_for", ["quac\u212a@example.org", "QUAC\u212a@EXAMPLE.ORG", "\uff51uack@example.org",
                   "qua\u0441k@example.org", "quack@example.org\u200b", "quack@exam\u212aple.org"]
)  # fmt: skip
def test_a_sign_that_passes_for_another_sends_nothing(session, cy, passes_for):
    """The mail goes to the address that is stored, or nowhere (mozilla/fxa#4643)."""
    cy.user.email = "quack@example.org"
    session.flush()
    assert ask(session, passes_for) == []
    assert len(ask(session, " Quack@Example.org ")) == 1, "capitals are one mailbox"


def test_a_weak_password_leaves_the_link_good(session, cy):
    token = mailed(session, cy.user)
    session.commit()
    with pytest.raises(WeakPassword), db.transaction() as attempt:
        reset(attempt, token, "password123")
    reset(session, token)


def test_another_password_ends_every_link(session, cy):
    token = mailed(session, cy.user)
    signing.change_password(session, cy.person, current=PASSWORD, new=NEW, keep=cy.this)
    with pytest.raises(NoLink):
        reset(session, token)


def test_another_email_ends_every_link_that_went_to_the_old_one(session, cy):
    """decred/dcrstakepool#320."""
    old_link = mailed(session, cy.user)
    elsewhere = sessions.open_for(session, cy.user)
    event = EmailChangeAsked(user_id=cy.user.id, persona="customer", new_email="cy@new.example")
    emails.change(session, cy.cookies, token=token_of(links.change_email(session, event)))

    with pytest.raises(NoLink):
        reset(session, old_link)
    assert sessions.alive_among(session, [cy.this, sessions.hashed(elsewhere)]) == {cy.this}


def test_a_link_that_is_made_after_the_account_was_closed_is_none(session, cy):
    cy.user.disabled_at = clock.now()
    assert links.reset(session, ResetAsked(user_id=cy.user.id, persona="customer")) == ""
    assert ask(session, "cy@example.org") == []


def test_each_persona_is_led_to_its_own_pages(session, cy):
    for persona, page in (("customer", "/sign-in"), ("rider", "/rider/sign-in")):
        link = links.reset(session, ResetAsked(user_id=cy.user.id, persona=persona))
        assert link.startswith(f"{page}/reset?token=")


@pytest.fixture
def squatted(session, world):
    """Somebody has signed up with an address that is not theirs."""
    user = User(email="eve@example.org", name="Not Eve", password_hash=passwords.hashed(PASSWORD))
    session.add(user)
    session.flush()
    user.phone = "+41791234567"
    session.flush()
    phones.prove(session, user.id, Way.SMS)
    session.add_all(
        [
            Address(user_id=user.id, street="Elsewhere 1", lat=47.1, lng=9.5),
            Passkey(user_id=user.id, credential_id=b"theirs", public_key=b"key", name="Not Eve's"),
            AuthenticatorApp(user_id=user.id, sealed_secret=b"-", confirmed_at=clock.now()),
        ]
    )
    codes = recovery.renew(session, user.id)
    token = sessions.open_for(session, user)
    session.flush()
    return SimpleNamespace(user=user, token=token, code=codes[0])


def left_in(session, user):
    """What of the ways in, and of what says who somebody is, an account still has."""
    session.expire_all()
    kinds = (Address, Passkey, AuthenticatorApp, RecoveryCode, PhoneProof)
    rows = [session.exec(select(kind).where(kind.user_id == user.id)).first() for kind in kinds]
    return {type(row).__name__ for row in rows if row} | ({"phone"} if user.phone else set())


def test_what_a_stranger_left_in_an_unproven_account_goes_when_the_mailbox_speaks(
    session, squatted
):
    reset(session, mailed(session, squatted.user))

    assert squatted.user.email_proven_at is not None
    assert sessions.alive_among(session, [sessions.hashed(squatted.token)]) == set()
    assert left_in(session, squatted.user) == set()
    assert not passwords.matches(PASSWORD, squatted.user.password_hash)
    assert not recovery.use(session, squatted.user.id, squatted.code)
    [event] = outbox.recorded(session, AccountClaimed)
    assert event.user_id == squatted.user.id


def test_it_goes_once_and_never_from_an_account_that_is_proven(session, squatted):
    reset(session, mailed(session, squatted.user))
    session.add(Address(user_id=squatted.user.id, street="Own 1", lat=47.1, lng=9.5))
    session.flush()
    reset(session, mailed(session, squatted.user), "another-kettle-of-fish")
    assert left_in(session, squatted.user) == {"Address"}
    assert len(outbox.recorded(session, AccountClaimed)) == 1


def test_a_link_that_the_maker_asked_for_before_is_worth_nothing_afterwards(session, squatted):
    """They have moved the account to a mailbox of their own, and wait."""
    asked = EmailChangeAsked(
        user_id=squatted.user.id, persona="customer", new_email="mallory@example.org"
    )
    moving = token_of(links.change_email(session, asked))
    reset(session, mailed(session, squatted.user))
    with pytest.raises(NoLink):
        emails.confirm(session, sessions_of(squatted), token=moving)
    assert squatted.user.email == "eve@example.org"


def sessions_of(squatted):
    return Cookies(sid=squatted.token, visitor="v")


def test_another_accounts_browser_is_no_proof(session, squatted):
    came = Came("192.0.2.1", device_cookie=proof_of("mallory@example.org"))
    reset(session, mailed(session, squatted.user), came=came)
    assert left_in(session, squatted.user) == set()


def test_who_comes_with_the_browser_that_made_the_account_keeps_what_is_theirs(session, squatted):
    came = Came("192.0.2.1", device_cookie=proof_of(squatted.user.email))
    reset(session, mailed(session, squatted.user), came=came)
    assert left_in(session, squatted.user) == {
        *("Address", "Passkey", "AuthenticatorApp", "RecoveryCode", "PhoneProof", "phone")
    }
    assert not outbox.recorded(session, AccountClaimed)


def test_a_mailbox_gets_a_few_mails_whoever_asks(session, cy):
    for n in range(5):
        ask(session, "cy@example.org", f"192.0.2.{n}")
    with pytest.raises(limits.TooManyMails):
        ask(session, "cy@example.org", "192.0.2.77")
    for n in range(5):
        ask(session, "nobody@example.org", f"198.51.100.{n}")
    with pytest.raises(limits.TooManyMails):
        ask(session, "nobody@example.org", "198.51.100.77")
    assert len(outbox.recorded(session, ResetAsked)) == 5
