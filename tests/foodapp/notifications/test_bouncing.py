"""Mail that comes back."""

import pytest

from foodapp.kit import clock
from foodapp.notifications import bouncing, sending
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.letters import signed
from foodapp.notifications.models import MailState

DSN = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; cy@example.org
Action: {action}
Status: {status}

--b--
"""


@pytest.fixture
def sent(tell, rows, post, session):
    """A mail that went out; call it again for another one."""

    def sent():
        tell(f"order:{len(rows())}")
        sending.send_due(ChannelName.MAIL)
        return rows()[-1]

    return sent


def came_back(session, row, status, action="failed"):
    raw = DSN.format(to=signed.comes_back_to(row.id), action=action, status=status)
    taken = bouncing.taken(session, raw.replace("\n", "\r\n").encode())
    session.commit()
    return taken


def test_the_return_path_says_which_mail_it_was(session, sent, post):
    row = sent()
    assert post.envelopes[0].sender == signed.comes_back_to(row.id)
    assert signed.came_back(post.envelopes[0].sender) == row.id


def test_a_mailbox_that_does_not_exist_gets_nothing_more_at_once(session, sent, rows):
    assert came_back(session, sent(), "5.1.1")
    assert (rows()[0].status, rows()[0].why) == ("failed", "5.1.1")
    assert bouncing.is_dropped(session, "cy@example.org")


def test_temporary_bounces_count_only_in_a_row(session, sent):
    for _ in range(4):
        came_back(session, sent(), "4.2.2")
    assert not bouncing.is_dropped(session, "cy@example.org")
    sent()  # stays there
    came_back(session, sent(), "4.2.2")
    assert session.get_one(MailState, "cy@example.org").soft_in_row == 1
    for _ in range(4):
        came_back(session, sent(), "4.2.2")
    assert bouncing.is_dropped(session, "cy@example.org")


def test_what_was_delivered_ends_the_row(session, sent):
    for _ in range(3):
        came_back(session, sent(), "4.2.2")
    assert came_back(session, sent(), "2.0.0", action="delivered")
    assert session.get_one(MailState, "cy@example.org").soft_in_row == 0


def test_a_bounce_that_comes_twice_counts_once(session, sent):
    row = sent()
    for _ in range(6):
        came_back(session, row, "4.2.2")
    assert session.get_one(MailState, "cy@example.org").soft_in_row == 1


def test_whoever_it_is_can_have_it_tried_again(session, sent, world):
    came_back(session, sent(), "5.1.1")
    bouncing.try_again(session, world.customer)
    session.commit()
    assert not bouncing.is_dropped(session, "cy@example.org")
    assert sent().status == "sent"


@pytest.mark.parametrize("forged", ["bounces+{id}0123456789abcdef@x", "bounces@x", "{id}@x", ""])
def test_a_stranger_s_word_silences_nobody(session, sent, forged):
    row = sent()
    raw = DSN.format(to=forged.format(id=row.id.hex), action="failed", status="5.1.1")
    assert not bouncing.taken(session, raw.encode())
    assert not bouncing.is_dropped(session, "cy@example.org")


def test_a_holiday_s_answer_is_no_bounce(session, sent):
    row = sent()
    raw = f"To: {signed.comes_back_to(row.id)}\r\nSubject: Away\r\n\r\nBack on Monday"
    assert not bouncing.taken(session, raw.encode())
    assert session.get(MailState, "cy@example.org") is None
    assert clock.now() > row.sent_at
