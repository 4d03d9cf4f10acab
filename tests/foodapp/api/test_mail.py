"""What comes from an e-mail: links without a sign-in, and the demo's outbox."""

from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from foodapp.kit.settings import settings
from foodapp.notifications import preferences, recipients, sending, telling
from foodapp.notifications.kind import ChannelName
from foodapp.ui.http import routes
from tests.fixtures.post import text_of

FACTS = {"order_id": "00000000-0000-4000-8000-000000000000", "restaurant": "Nonna"}


@pytest.fixture
def web(session):
    return TestClient(routes(), follow_redirects=False)


@pytest.fixture
def one_click(session, world, post):
    """The address in the header of a piece of news."""
    to = recipients.customer(world.customer.user_id)
    telling.tell(session, "rating_wanted", to, key="order:1", facts=FACTS)
    session.commit()
    sending.send_due(ChannelName.MAIL)
    [mail] = post.mails
    parts = urlsplit(mail["List-Unsubscribe"].strip("<>"))
    return f"{parts.path}?{parts.query}"


def wants(session, world, kind):
    from foodapp.notifications import catalogue

    session.expire_all()
    wishes = preferences.of(session, world.customer.user_id)
    return wishes.wants(catalogue.kind(kind), ChannelName.MAIL)


def test_to_look_at_the_link_changes_nothing(session, world, web, one_click):
    for ask in (web.get, web.head, web.get):
        answer = ask(one_click)
        assert answer.status_code == 200
    assert '<form method="post">' in answer.text
    assert wants(session, world, "rating_wanted")


def test_one_click_ends_the_news_and_nothing_else(session, world, web, one_click):
    answer = web.post(
        one_click,
        content="List-Unsubscribe=One-Click",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert (answer.status_code, answer.headers.get("set-cookie")) == (200, None)
    assert not wants(session, world, "rating_wanted")
    for kind in ("order_delivered", "order_confirmed", "gift_card_bought"):
        assert wants(session, world, kind)


@pytest.mark.parametrize("of", ["", "x", "0" * 32 + "." + "0" * 32, "\u0000", "ä" * 300])
def test_a_link_that_we_have_not_made_does_nothing(session, web, of):
    for path in ("/mail/unsubscribe", "/mail/choices"):
        assert web.get(path, params={"of": of}).status_code == 404
        assert web.post(path, params={"of": of}).status_code == 404


def test_choices_are_made_from_a_mail_without_signing_in(session, world, web, one_click, post):
    link = next(word for word in text_of(post.mails[0]).split() if "/mail/choices" in word)
    page = f"{urlsplit(link).path}?{urlsplit(link).query}"
    assert "cy@example.org" in web.get(page).text
    answer = web.post(page, data={"shown": "1", "order_delivered": "on"})
    assert "Saved." in answer.text
    assert wants(session, world, "order_delivered")
    assert not wants(session, world, "order_confirmed")


def test_the_demo_shows_its_mails_and_production_does_not(session, world, web, monkeypatch):
    to = recipients.customer(world.customer.user_id)
    evil = "<script>alert(1)</script>"
    telling.tell(
        session,
        "order_confirmed",
        to,
        key="order:1",
        facts={"restaurant": evil, "order": "A", "at": "1"},
    )
    session.commit()
    sending.send_due(ChannelName.MAIL)
    listed = web.get("/demo/mail").text
    assert "to cy@example.org" in listed
    assert evil not in listed
    path = listed.split('href="/demo/mail/')[1].split('"')[0]
    shown = web.get(f"/demo/mail/{path}")
    assert "Message-ID" in shown.text
    assert evil not in shown.text
    html = web.get(f"/demo/mail/{path}/html")
    assert evil not in html.text
    assert "sandbox" in html.headers["content-security-policy"]
    assert "script" not in html.headers["content-security-policy"]

    class Production:
        is_demo = False

    from foodapp.api import demo_mail

    monkeypatch.setattr(demo_mail, "settings", lambda: Production)
    for address in ("/demo/mail", f"/demo/mail/{path}", f"/demo/mail/{path}/html"):
        assert web.get(address).status_code == 404
    assert settings().is_demo
