"""What a mail server is handed, as any mail program reads it."""

import email
import socket
import threading
import time
from email.policy import default
from uuid import uuid4

import pytest

from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.notifications import catalogue, sending
from foodapp.notifications.channels.protocol import Message
from foodapp.notifications.document import Document, Row
from foodapp.notifications.kind import ChannelName, Urgency
from foodapp.notifications.letters import writing
from tests.fixtures.post import html_of, server_at, text_of

HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"),
    "Content-Type",
}
HOSTILE = [
    "Kock, Arne",
    "Support (Billing)",
    'A "B" C',
    "Anné",
    "Köck, Arné (Küche)",
    "李小龍",
    "a@b.example",
    "Back\\slash; semi:colon <x@y.example>",
    "=?utf-8?q?Bcc=3A?= x",
    "🍕" * 40,
    "Ünlü, " * 12,
]
BREAKS = ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0c", "\x0b", "\x1c", "\x1e", "\x00"]


def message(**more):
    values = {
        "sending_id": uuid4(),
        "kind": catalogue.kind("order_confirmed"),
        "persona": "customer",
        "user_id": uuid4(),
        "name": "Cy",
        "title": "Hello",
        "body": "A line.",
        "button": "Look",
        "url": "https://saffron.example/orders/1",
        "tag": "order:1",
        "urgency": Urgency.SOON,
        "count": 1,
        "expires_at": None,
        "locale": "en",
        "document": None,
    }
    return Message(**(values | more))


def parsed(mail):
    return email.message_from_bytes(mail.as_bytes(policy=writing.POLICY), policy=default)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_one_address_whatever_it_holds(name, post):
    found = parsed(writing.written(message(name=name), "cy@example.org"))
    [to] = found["To"].addresses
    assert to.addr_spec == "cy@example.org"
    assert_is(to.display_name, name)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_sender_is_one_address_whatever_the_shop_is_called(name, post):
    with server_at(25, MAIL_FROM_NAME=name):
        [sender] = parsed(writing.written(message(), "cy@example.org"))["From"].addresses
    assert sender.addr_spec == "post@saffron.example"
    assert_is(sender.display_name, name)


def assert_is(shown, name):
    """A long name that is not ASCII is cut to what one encoded word holds."""
    if len(name.encode()) <= 45 or name.isascii():
        assert shown == name
    else:
        assert name.startswith(shown)
        assert len(shown.encode()) > 36


@pytest.mark.parametrize("title", [*HOSTILE, "Ihre Bestellung: Köstlichkeiten " * 4])
def test_a_subject_is_what_it_is(title, post):
    found = parsed(writing.written(message(title=title), "cy@example.org"))
    assert found["Subject"] == title.strip()


@pytest.mark.parametrize("cut", BREAKS)
def test_no_name_and_no_title_becomes_a_header(cut, post):
    evil = f"Nonna{cut}Bcc: victim@example.org{cut}{cut}<script>alert(1)</script>"
    found = parsed(writing.written(message(name=evil, title=evil), "cy@example.org"))
    assert set(found.keys()) == HEADERS
    assert len(found.keys()) == len(HEADERS)
    assert "\n" not in found["Subject"]
    assert found["Subject"].startswith("Nonna")
    [to] = found["To"].addresses
    assert to.addr_spec == "cy@example.org"


def test_markup_is_shown_as_text(post):
    evil = "<img src=x onerror=alert(1)> \u202eevil & co"
    row = Row(evil, evil, evil)
    paper = Document(total=row, rows=(row,), sums=(row,), note=evil)
    sent = writing.written(
        message(name=evil, title=evil, body=evil, button=evil, document=paper), "cy@example.org"
    )
    html = html_of(sent)
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img src=x onerror=alert(1)>" in text_of(sent)


def long_receipt(name):
    rows = tuple(Row(f"2 × {name} {n}", "large, extra cheese", "€12.50") for n in range(250))
    return Document(total=Row("Total", amount="€3,125.00"), rows=rows, sums=rows[:3])


LONG = ["Margherita", '<b>&"quoted"</b>', "特製麻婆豆腐" * 12, "🍕" * 60]


@pytest.mark.parametrize("name", LONG)
def test_a_receipt_of_250_lines_stays_under_100_kb_with_its_total_on_top(name, post):
    sent = writing.written(message(document=long_receipt(name)), "cy@example.org")
    assert len(sent.as_bytes(policy=writing.POLICY)) < 100_000
    html, text = html_of(sent), text_of(sent)
    assert html.index("€3,125.00") < 6_000
    assert "more" in html
    assert "https://saffron.example/orders/1" in html
    assert text.count("€12.50") >= 250, "the text part is complete"


def test_only_news_has_the_headers_of_one_click(post):
    news = writing.written(message(kind=catalogue.kind("rating_wanted")), "cy@example.org")
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert news["List-Unsubscribe"].startswith("<http")
    for name in ("order_delivered", "order_confirmed", "gift_card_bought"):
        sent = writing.written(message(kind=catalogue.kind(name)), "cy@example.org")
        assert sent["List-Unsubscribe"] is None


def test_a_server_that_greets_and_hangs_is_left_and_asked_again_later(session, tell, rows):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        callers = []

        def greet():
            caller, _ = door.accept()
            callers.append(caller)
            caller.sendall(b"220 welcome\r\n")

        threading.Thread(target=greet, daemon=True).start()
        with server_at(door.getsockname()[1], SMTP_TIMEOUT_S="0.3"):
            tell()
            tell("order:2")
            began = time.monotonic()
            sending.send_due(ChannelName.MAIL)
            assert time.monotonic() - began < 3
    first, second = rows()
    assert (first.status, first.why, first.attempts) == ("queued", "timeout", 1)
    assert second.attempts == 0, "the rest waits untried"
    assert min(first.due_at, second.due_at) > clock.now()
    for caller in callers:
        caller.close()


@pytest.mark.parametrize(
    ("answer", "status", "dropped"),
    [
        ("550 5.1.1 no such user", "failed", True),
        ("550 user unknown", "failed", True),
        ("554 5.7.1 we do not like you", "failed", False),
        ("552 5.2.2 mailbox full", "failed", False),
        ("451 4.7.1 come again", "queued", False),
    ],
)
def test_a_refused_recipient(session, tell, rows, post, world, answer, status, dropped):
    from foodapp.notifications import bouncing

    post.refuse("cy@example.org", answer)
    tell()
    sending.send_due(ChannelName.MAIL)
    [row] = rows()
    assert row.status == status
    assert bouncing.is_dropped(session, "cy@example.org") is dropped
    assert tell("order:2") is not None
    assert len(rows()) == (1 if dropped else 2)


def test_a_mail_that_the_server_wants_later_is_the_same_mail(session, tell, rows, post):
    post.data_answers.append("451 4.3.0 later")
    tell()
    sending.send_due(ChannelName.MAIL)
    [row] = rows()
    assert (row.status, row.why) == ("queued", "4.3.0")
    row.due_at = clock.now()
    session.commit()
    sending.send_due(ChannelName.MAIL)
    assert [mail["Message-ID"] for mail in post.mails] == [rows()[0].ref]
    assert rows()[0].status == "sent"


def test_an_account_that_was_closed_hears_nothing_but_of_itself(session, tell, rows, post, world):
    session.get_one(User, world.customer.user_id).disabled_at = clock.now()
    tell()
    sending.send_due(ChannelName.MAIL)
    assert post.mails == []
    assert (rows()[0].status, rows()[0].why) == ("skipped", "disabled")


def test_a_connection_is_kept_for_the_server_that_is_set_alone(session, tell, rows, post):
    tell()
    sending.send_due(ChannelName.MAIL)
    assert len(post.mails) == 1
    with server_at(9):  # nobody is there
        tell("order:2")
        sending.send_due(ChannelName.MAIL)
    assert len(post.mails) == 1
    assert {row.status for row in rows()} == {"sent", "queued"}
