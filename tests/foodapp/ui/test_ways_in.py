"""In a browser: a password that was forgotten, and a passkey of Chromium's own authenticator."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, create_engine

from foodapp.accounts import passwords
from foodapp.kit import db
from tests.fixtures import world as worlds
from tests.fixtures.post import text_of
from tests.fixtures.site import Site

PASSWORD, NEW = "a-kettle-of-fish", "an-umbrella-for-two"


@pytest.fixture
def of_the_site(site: Site, monkeypatch):
    """What is carried out here is carried out on the site's own database."""
    engine = create_engine(site.environment["DATABASE_URL"])
    monkeypatch.setattr(db, "engine", lambda: engine)
    yield engine
    engine.dispose()


@pytest.fixture
def somebody(of_the_site, request):
    """Of this test alone: the site's people are everybody's."""
    name = f"Way{abs(hash(request.node.name)) % 10**6}"
    with Session(of_the_site) as session:
        user = worlds.person(session, name)
        user.password_hash = passwords.hashed(PASSWORD)
        email = user.email
        session.commit()
    return email


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Your password").fill(password)
    page.locator("#sign-in").click()


def test_a_forgotten_password(page: Page, somebody, post, send_notifications, valkey):
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    expect(page.locator("#ask")).to_be_visible()  # the page before has such a field, too
    page.get_by_label("E-mail").fill(somebody)
    page.locator("#ask").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    send_notifications()

    [mail] = post.to(somebody)
    path = re.search(r"(/sign-in/reset\?token=\S+)", text_of(mail))[1]
    page.goto(path)
    expect(page.get_by_text(somebody)).to_be_visible()
    page.goto(path)  # to look takes nothing
    page.get_by_role("textbox", name="New password").fill("password123")
    page.locator("#save").click()
    expect(page.get_by_text("less common password")).to_be_visible()
    page.get_by_role("textbox", name="New password").fill(NEW)
    page.locator("#save").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()
    page.goto(path)
    expect(page.get_by_role("heading", name="no longer valid")).to_be_visible()

    sign_in(page, somebody, NEW)
    expect(page.locator("#nav-account")).to_be_visible()
    assert page.troubles == []


def test_a_mail_about_a_new_device_leads_to_the_list_of_devices(page: Page, somebody, valkey):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, somebody, PASSWORD)
    expect(page.locator("#nav-account")).to_be_visible()
    page.goto("/account#devices")
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_in_viewport()
    assert page.troubles == []


def test_a_passkey_is_added_and_signs_in(page: Page, somebody, valkey):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, somebody, PASSWORD)
    expect(page.locator("#nav-account")).to_be_visible()
    page.goto("/account")
    page.locator("#begin-passkey").click()
    page.locator("#passkey-add").click()
    expect(page.get_by_text("never used yet")).to_be_visible()
    page.locator("#sign-out").click()
    expect(page.locator("#nav-sign-in")).to_be_visible()

    page.goto("/sign-in")
    page.locator("#passkey-sign-in").click()
    expect(page.locator("#nav-account")).to_be_visible()

    page.locator("#nav-account").click()
    page.locator("#sign-out").click()
    sign_in(page, somebody, PASSWORD)  # the password alone: one more step
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.locator("#passkey-second-step").click()
    expect(page.locator("#nav-account")).to_be_visible()
    assert page.troubles == []
