"""Mails of an account, as the mailbox gets them."""

import re

import pytest
from sqlalchemy import text
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import emails, resetting
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import User
from foodapp.kit import db, outbox
from foodapp.kit.errors import NotSignedIn
from foodapp.kit.outbox import OutboxEntry
from foodapp.notifications.models import Notification
from foodapp.reactions import REACTIONS
from foodapp.ui.http import routes
from tests.fixtures.post import html_of, text_of
from tests.fixtures.screens import Tab

from customer.account.state import Security  # isort: skip

HERE = "http://localhost:8000"
LINK = re.compile(r"http\S+token=([\w-]+)")


@pytest.fixture
def cy(session, world):
    user = session.get_one(User, world.customer.user_id)
    user.password_hash = passwords.hashed("a-kettle-of-fish")
    session.commit()
    return user


def ask(session, email="cy@example.org", persona="customer"):
    resetting.ask(session, email=email, persona=persona, address="192.0.2.1")
    session.commit()


def test_a_forgotten_password_is_a_mail_with_a_link_that_works_once(
    session, cy, post, send_notifications
):
    ask(session)
    send_notifications()
    [mail] = post.to("cy@example.org")
    assert mail["Subject"] == "Choose a new password"
    token = LINK.search(text_of(mail))[1]
    assert resetting.look(session, token=token) == "cy@example.org"
    assert "List-Unsubscribe" not in mail


def test_the_token_stands_in_the_mail_alone(session, cy, post, send_notifications):
    ask(session)
    send_notifications()
    token = LINK.search(text_of(post.mails[0]))[1]
    session.expire_all()
    for kind in (SingleUseToken, Notification, OutboxEntry):
        rows = [row.model_dump_json() for row in session.exec(select(kind))]
        assert rows
        assert token not in "".join(rows)


def test_a_false_host_does_not_get_into_the_mail(session, cy, post, send_notifications):
    browser = TestClient(routes(), base_url=HERE, headers={"origin": HERE}, follow_redirects=False)
    false = {"host": "evil.example", "x-forwarded-host": "evil.example"}
    browser.post("/api/auth/forgotten", data={"email": "cy@example.org"}, headers=false)
    send_notifications()
    for mail in post.to("cy@example.org"):
        assert f"{HERE}/sign-in/reset?token=" in text_of(mail)
        assert "evil" not in mail.as_string()


def test_a_link_of_a_rider_leads_to_the_riders_host(
    session, world, cy, post, send_notifications, monkeypatch
):
    from foodapp.kit.settings import settings

    monkeypatch.setenv("FOODAPP_RIDER_URL", "https://rider.food.example")
    settings.cache_clear()
    ask(session, "ravi@example.org", "rider")
    send_notifications()
    text = text_of(post.to("ravi@example.org")[0])
    assert "https://rider.food.example/rider/sign-in/reset?token=" in text
    monkeypatch.delenv("FOODAPP_RIDER_URL")
    settings.cache_clear()


def test_only_the_stored_address_is_written_to(session, cy, post, send_notifications):
    cy.email = "quack@example.org"
    session.commit()
    ask(session, "quac\u212a@example.org")
    ask(session, "QUACK@example.org")
    send_notifications()
    assert len(post.mails) == len(post.to("quack@example.org")) == 1


def test_no_link_goes_to_a_mailbox_that_is_no_longer_theirs(
    session, cy, post, send_notifications, drain_outbox
):
    """It was asked for, and waits to be sent, when the address changes."""
    ask(session)
    drain_outbox()
    cy.email = "cy@new.example"
    session.commit()
    send_notifications()
    assert post.mails == []
    reset = select(SingleUseToken).where(SingleUseToken.purpose == Purpose.RESET_PASSWORD)
    assert session.exec(reset).all() == []


def test_both_mailboxes_hear_of_a_change_and_the_new_one_alone_has_the_link(
    session, world, cy, post, send_notifications
):
    this = sessions.hashed(world.cookies["cy"].sid)
    emails.ask_change(
        session, world.customer, email="cy@new.example", persona="customer", sign_in=this
    )
    session.commit()
    send_notifications()
    [old], [new] = post.to("cy@example.org"), post.to("cy@new.example")
    assert LINK.search(text_of(old)) is None
    assert "cy@new.example" in text_of(old)

    post.empty()
    token = LINK.search(text_of(new))[1]
    emails.change(session, world.cookies["cy"], token=token)
    session.commit()
    send_notifications()
    assert {len(post.to(one)) for one in ("cy@example.org", "cy@new.example")} == {1}


def test_an_address_of_another_account_gets_no_link(session, world, cy, post, send_notifications):
    this = sessions.hashed(world.cookies["cy"].sid)
    emails.ask_change(
        session, world.customer, email="sid@example.org", persona="customer", sign_in=this
    )
    session.commit()
    send_notifications()
    assert post.to("sid@example.org") == []


def test_every_event_of_credentials_is_told(session):
    from foodapp.accounts.credentials import events

    kinds = {
        one for one in vars(events).values()
        if isinstance(one, type) and issubclass(one, outbox.Event) and one is not outbox.Event
    }  # fmt: skip
    assert len(kinds) == 9
    assert all("tell_account" in REACTIONS[kind] for kind in kinds)


def test_whoever_claims_an_account_reads_what_was_taken_off_it(
    session, cy, post, drain_outbox, send_notifications
):
    cy.email_proven_at = None
    session.commit()
    ask(session)
    send_notifications()
    token = LINK.search(text_of(post.mails[0]))[1]
    with db.transaction() as own:
        resetting.reset(own, token=token, password="an-umbrella-for-two", came=Came("192.0.2.9"))
    drain_outbox()
    send_notifications()
    [mail] = [one for one in post.mails if one["Subject"] == "Your address is confirmed"]
    assert "passkeys, authenticator app, phone number" in " ".join(text_of(mail).split())


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"


def signed_in(address, user_agent):
    """The cookies of a browser in which Cy signs in, with a form as the page has it."""
    headers = {"origin": HERE, "user-agent": user_agent}
    browser = TestClient(
        routes(), base_url=HERE, follow_redirects=False, headers=headers, client=(address, 50_000)
    )
    form = {"email": "cy@example.org", "password": "a-kettle-of-fish", "persona": "customer"}
    assert browser.post("/api/auth/sign-in", data=form).headers["location"] == "/"
    return Cookies(sid=browser.cookies["sid"])


async def test_a_sign_in_in_another_browser_is_mailed_with_its_device_and_ended_by_its_link(
    session, world, cy, post, drain_outbox, send_notifications
):
    session.connection().execute(text("DELETE FROM sign_in_sessions"))
    session.commit()
    own = signed_in("192.0.2.10", FIREFOX)
    drain_outbox()
    send_notifications()
    assert post.mails == []  # the first one is no news

    strange = signed_in("198.51.100.7", PHONE)
    drain_outbox()
    send_notifications()
    [mail] = post.to("cy@example.org")
    assert mail["Subject"] == "A new sign-in: Chrome on Android"
    for part in (text_of(mail), html_of(mail)):
        assert "198.51.100" not in part
        assert "/account#devices" in part

    tab = Tab(own).at("/account")
    await tab.call(Security, "load")
    [theirs] = [one for one in tab.screen(Security).devices if not one.is_this]
    assert theirs.name == "Chrome on Android"
    await tab.call(Security, "sign_out_of", ref=theirs.ref)
    session.expire_all()
    with pytest.raises(NotSignedIn):
        sessions.customer(session, strange)
    assert sessions.customer(session, own).user_id == cy.id


def test_the_same_browser_or_the_same_home_is_no_news(
    session, world, cy, post, drain_outbox, send_notifications
):
    session.connection().execute(text("DELETE FROM sign_in_sessions"))
    session.commit()
    for user_agent in (FIREFOX, PHONE):
        signed_in("192.0.2.10", user_agent)
    drain_outbox()
    send_notifications()
    assert post.mails == []
