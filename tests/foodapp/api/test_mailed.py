"""Links that were mailed, as a browser, a mail scanner and a stranger use them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import value_of
from foodapp.accounts.credentials import links, tokens
from foodapp.accounts.credentials.events import (
    EmailChangeAsked,
    EmailUnproven,
    ResetAsked,
    SignInLinkAsked,
)
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.models import SignInSession, User
from foodapp.kit import outbox
from foodapp.ui.http import routes

HERE = "http://localhost:8000"
NEW = "an-umbrella-for-two"


@pytest.fixture
def cy(session, world):
    user = session.get_one(User, world.customer.user_id)
    user.password_hash = passwords.hashed("a-kettle-of-fish")
    session.commit()
    return user


@pytest.fixture
def browser(world):
    return TestClient(
        routes(),
        base_url=HERE,
        follow_redirects=False,
        headers={"origin": HERE, "cookie": "visitor=v-new"},
    )


def token_of(session, link):
    session.commit()
    return parse_qs(urlsplit(link).query)["token"][0]


@pytest.fixture
def reset_token(session, cy):
    return token_of(session, links.reset(session, ResetAsked(user_id=cy.id, persona="customer")))


def went_to(response):
    assert response.status_code == 303, response.text
    return response.headers["location"]


def sign_in_of(response):
    found = [value_of(one.partition(";")[0], "sid") for one in
             response.headers.get_list("set-cookie")]  # fmt: skip
    return next((one for one in found if one), "")


def test_the_form_of_a_forgotten_password_answers_everybody_alike(session, cy, browser):
    answers = {
        went_to(browser.post("/api/auth/forgotten", data={"email": email, "persona": "customer"}))
        for email in ("cy@example.org", "nobody@example.org", "no address")
    }
    assert answers == {"/sign-in/forgotten?sent=1"}
    assert len(outbox.recorded(session, ResetAsked)) == 1


def test_to_look_at_a_link_takes_nothing(session, cy, browser, reset_token):
    """authelia/authelia#2994: a scanner's HEAD, GET, GET."""
    for method in ("HEAD", "GET", "GET"):
        for address in ("/api/auth/reset", "/sign-in/reset"):
            response = browser.request(method, address, params={"token": reset_token})
            assert response.status_code < 500
    assert tokens.look(session, Purpose.RESET_PASSWORD, reset_token) is not None

    form = {"token": reset_token, "password": NEW}
    assert went_to(browser.post("/api/auth/reset", data=form)) == "/sign-in?said=reset"
    session.refresh(cy)
    assert passwords.matches(NEW, cy.password_hash)


def test_a_link_twice_late_or_of_nobody_leads_back_with_one_sentence(session, browser, reset_token):
    form = {"token": reset_token, "password": NEW, "persona": "rider"}
    browser.post("/api/auth/reset", data=form)
    for token in (reset_token, "another", "", "\0", "x" * 100):
        back = urlsplit(went_to(browser.post("/api/auth/reset", data=form | {"token": token})))
        assert back.path == "/rider/sign-in/reset"
        assert parse_qs(back.query)["error"] == ["link"]


def test_a_weak_password_leaves_the_link_good_and_is_not_shown_again(session, browser, reset_token):
    weak = {"token": reset_token, "password": "password123"}
    response = browser.post("/api/auth/reset", data=weak)
    assert parse_qs(urlsplit(went_to(response)).query) == {
        "error": ["password"],
        "token": [reset_token],
    }
    assert "password123" not in str(response.headers)
    assert went_to(browser.post("/api/auth/reset", data=weak | {"password": NEW}))


@pytest.mark.parametrize(
    "false", [{"host": "evil.example"}, {"x-forwarded-host": "evil.example"},
              {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=e"}]
)  # fmt: skip
def test_a_false_host_gets_into_no_link(session, cy, browser, false):
    """ltb-project/self-service-password#755."""
    browser.post("/api/auth/forgotten", data={"email": "cy@example.org"}, headers=false)
    for event in outbox.recorded(session, ResetAsked):
        assert links.reset(session, event).startswith("/sign-in/reset?token=")
        assert "evil" not in event.model_dump_json()


def test_another_site_asks_for_nothing(session, cy, browser, reset_token):
    evil = {"origin": "https://evil.example"}
    for door in ("forgotten", "sign-in-link", "reset", "link", "confirm", "second-step"):
        form = {"email": "cy@example.org", "token": reset_token, "password": NEW, "code": "1"}
        assert browser.post(f"/api/auth/{door}", data=form, headers=evil).status_code == 403
    assert outbox.recorded(session, ResetAsked) == outbox.recorded(session, SignInLinkAsked) == []
    assert tokens.look(session, Purpose.RESET_PASSWORD, reset_token) is not None


def magic_token(session):
    event = outbox.recorded(session, SignInLinkAsked)[-1]
    return token_of(session, links.sign_in(session, event))


def test_a_sign_in_link_signs_in_the_browser_that_asked(session, world, cy, browser):
    asked = browser.post("/api/auth/sign-in-link", data={"email": "cy@example.org"})
    assert went_to(asked) == "/sign-in/link?sent=1"
    code = value_of(asked.headers["set-cookie"].partition(";")[0], "code")
    assert len(code) == 6
    response = browser.post("/api/auth/link", data={"token": magic_token(session)})
    assert went_to(response) == "/"
    assert sessions.customer(session, Cookies(sid=sign_in_of(response))) == world.customer


def test_elsewhere_it_takes_the_code(session, cy, browser):
    code = browser.post("/api/auth/sign-in-link", json={"email": "cy@example.org"}).json()["code"]
    token = magic_token(session)
    other = {"cookie": "visitor=v-other"}
    form = {"token": token}
    refused = browser.post("/api/auth/link", data=form, headers=other)
    assert parse_qs(urlsplit(went_to(refused)).query)["error"] == ["browser"]
    assert sign_in_of(refused) == ""
    assert sign_in_of(browser.post("/api/auth/link", data=form | {"code": code}, headers=other))


def test_whoever_is_signed_in_as_another_says_so_first(session, world, cy, browser):
    browser.post("/api/auth/sign-in-link", data={"email": "cy@example.org"})
    form = {"token": magic_token(session)}
    sid = {"cookie": f"visitor=v-new; sid={world.cookies['sid'].sid}"}
    refused = browser.post("/api/auth/link", data=form, headers=sid)
    assert parse_qs(urlsplit(went_to(refused)).query)["error"] == ["somebody"]
    assert sessions.customer(session, world.cookies["sid"]) == world.stranger
    done = browser.post("/api/auth/link", data=form | {"instead": "true"}, headers=sid)
    assert sessions.customer(session, Cookies(sid=sign_in_of(done))) == world.customer


def test_an_address_is_confirmed_by_who_is_signed_in(session, world, cy, browser):
    cy.email_proven_at = None
    session.commit()
    link = links.prove_email(session, EmailUnproven(user_id=cy.id, persona="customer"))
    mine = {"cookie": f"sid={world.cookies['cy'].sid}"}
    form = {"token": token_of(session, link)}
    wrong = browser.post("/api/auth/confirm", data=form)
    assert parse_qs(urlsplit(went_to(wrong)).query)["error"] == ["wrong"]
    done = browser.post("/api/auth/confirm", data=form, headers=mine)
    assert went_to(done) == "/sign-in/confirm?said=confirmed"
    session.refresh(cy)
    assert cy.email_proven_at is not None


def test_the_new_mailbox_is_theirs(session, world, cy, browser):
    event = EmailChangeAsked(user_id=cy.id, persona="customer", new_email="cy@new.example")
    form = {"token": token_of(session, links.change_email(session, event))}
    assert went_to(browser.post("/api/auth/confirm", data=form)).endswith("said=moved")
    session.refresh(cy)
    assert cy.email == "cy@new.example"
    mine = select(SignInSession.revoked_at).where(SignInSession.user_id == cy.id)
    assert all(session.exec(mine))


@pytest.mark.parametrize("door", ["forgotten", "sign-in-link", "reset", "link", "confirm"])
@pytest.mark.parametrize(
    "form",
    [{}, {"email": "x" * 401, "token": "x" * 101}, {"persona": "god", "email": "", "token": ""}],
)  # fmt: skip
def test_what_has_the_wrong_shape_is_refused(session, world, browser, door, form):
    assert "error=" in went_to(browser.post(f"/api/auth/{door}", data=form))
    assert session.exec(select(SingleUseToken)).all() == []


def test_scripts_speak_json(session, cy, browser, reset_token):
    script = TestClient(routes(), base_url=HERE)
    assert script.post("/api/auth/forgotten", json={"email": "x@example.org"}).json() == {
        "sent": True
    }
    assert script.post("/api/auth/reset", json={"token": "x", "password": NEW}).status_code == 404
    done = script.post("/api/auth/reset", json={"token": reset_token, "password": NEW})
    assert done.json() == {"done": True, "next": "/sign-in?said=reset"}
    assert session.exec(
        select(User).where(User.id == cy.id, col(User.email_proven_at).is_not(None))
    ).one()
