import pytest

from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import links, magic
from foodapp.accounts.credentials.events import SignInLinkAsked
from foodapp.accounts.credentials.tokens import NoLink
from foodapp.accounts.knocking import Came, proof_of
from foodapp.accounts.limits import TooManyTries
from foodapp.accounts.signing import OtherDoor
from foodapp.kit import outbox
from tests.foodapp.accounts.credentials.conftest import PASSWORD

ASKED_HERE, ELSEWHERE = Cookies(visitor="asked here"), Cookies(visitor="elsewhere")
CAME = Came("192.0.2.1")


def ask(session, email="cy@example.org", persona="customer"):
    return magic.ask(session, ASKED_HERE, email=email, persona=persona, address="192.0.2.1")


def mailed(session):
    event = outbox.recorded(session, SignInLinkAsked)[-1]
    return links.sign_in(session, event).partition("token=")[2]


def use(session, token, cookies=ASKED_HERE, **more):
    more = {"persona": "customer", "came": CAME} | more
    return magic.use(session, cookies, token=token, **more)


def test_the_browser_that_asked_is_signed_in(session, cy):
    ask(session)
    token = mailed(session)
    assert magic.look(session, ASKED_HERE, token=token).is_this_browser
    done = use(session, token)
    assert sessions.customer(session, Cookies(sid=done.token)) == cy.person
    with pytest.raises(NoLink):
        use(session, token)


def test_a_link_that_was_forwarded_signs_nobody_in(session, cy):
    ask(session)
    token = mailed(session)
    assert not magic.look(session, ELSEWHERE, token=token).is_this_browser
    for cookies in (ELSEWHERE, Cookies()):
        with pytest.raises(magic.OtherBrowser):
            use(session, token, cookies)
    use(session, token)


def test_with_the_code_of_the_first_browser_another_one_is_signed_in(session, cy):
    code = ask(session)
    token = mailed(session)
    done = use(session, token, ELSEWHERE, code=f" {code[:3]} {code[3:]} ")
    assert done.user_id == cy.user.id


def test_the_code_cannot_be_guessed(session, cy):
    code = ask(session)
    token = mailed(session)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(magic.OtherBrowser):
            use(session, token, ELSEWHERE, code=wrong)
    with pytest.raises(TooManyTries):
        use(session, token, ELSEWHERE, code=code)


def test_there_is_a_code_for_every_address(session, cy):
    assert all(len(ask(session, one)) == 6 for one in ("nobody@example.org", "no address"))
    assert outbox.recorded(session, SignInLinkAsked) == []


def test_whoever_is_no_rider_gets_no_link_of_the_riders(session, cy):
    ask(session, persona="rider")
    assert outbox.recorded(session, SignInLinkAsked) == []


def test_a_link_for_customers_opens_no_console(session, cy):
    ask(session)
    with pytest.raises(OtherDoor):
        use(session, mailed(session), persona="admin")


def test_somebody_else_who_is_signed_in_is_asked_first(session, world, cy):
    here = Cookies(sid=world.cookies["sid"].sid, visitor=ASKED_HERE.visitor)
    ask(session)
    token = mailed(session)
    assert magic.look(session, here, token=token).signed_in_as == "sid@example.org"
    with pytest.raises(magic.SomebodyElse):
        use(session, token, here)
    assert sessions.customer(session, here) == world.stranger
    assert use(session, token, here, instead=True).user_id == cy.user.id


def test_an_account_that_a_stranger_made_is_the_mailboxes_now(session, cy):
    cy.user.email_proven_at = None
    ask(session)
    use(session, mailed(session))
    assert not passwords.matches(PASSWORD, cy.user.password_hash)
    assert sessions.alive_among(session, [cy.this]) == set()


def test_whoever_made_the_account_in_this_browser_keeps_the_password(session, cy):
    cy.user.email_proven_at = None
    ask(session)
    came = Came("192.0.2.1", device_cookie=proof_of("cy@example.org"))
    use(session, mailed(session), came=came)
    assert passwords.matches(PASSWORD, cy.user.password_hash)
    assert cy.user.email_proven_at is not None
