"""`foodapp bounce < mail`: what a mail server's pipe runs."""

import os

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from typer.testing import CliRunner

from foodapp.cli import app
from foodapp.kit import db
from foodapp.notifications import bouncing, recipients, sending, telling
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.letters import signed
from foodapp.notifications.models import Sending
from tests.foodapp.notifications.test_bouncing import DSN

FACTS = {"restaurant": "Nonna", "order": "A-1", "at": "18:40"}


@pytest.fixture
def sent(session, world, post) -> Sending:
    to = recipients.customer(world.customer.user_id)
    told = telling.tell(session, "order_confirmed", to, key="order:1", facts=FACTS)
    session.commit()
    sending.send_due(ChannelName.MAIL)
    session.expire_all()
    return session.exec(select(Sending).where(Sending.notification_id == told.id)).one()


def bounce(raw: bytes, *more: str):
    return CliRunner().invoke(app, ["bounce", *more], input=raw)


def dsn(row, to=None, action="failed", status="5.1.1") -> bytes:
    address = signed.comes_back_to(row.id) if to is None else to
    return DSN.format(to=address, action=action, status=status).encode()


def test_a_mail_that_came_back_is_taken_in(session, sent):
    told = bounce(dsn(sent))
    assert (told.exit_code, told.stdout) == (0, "Taken.\n")
    assert bouncing.is_dropped(session, "cy@example.org")


def test_the_mail_server_may_say_to_whom_it_came(session, sent):
    assert bounce(dsn(sent, to="bounces@saffron.example")).stdout.startswith("This is about no")
    assert not bouncing.is_dropped(session, "cy@example.org")
    told = bounce(dsn(sent, to="bounces@saffron.example"), "--to", signed.comes_back_to(sent.id))
    assert told.stdout == "Taken.\n"
    assert bouncing.is_dropped(session, "cy@example.org")


HOSTILE = [
    b"",
    b"\x00\xff" * 500,
    b"To: " + b"<" * 5_000 + b"\r\n\r\n",
    b"To: =?utf-8?b?4pyT?= <x@y>\r\nSubject: " + b"=?x?q?" * 900 + b"\r\n\r\nhello",
    b"To: bounces+@x, \x80\x81 <a@b>, group: a@b, c@d;\r\n\r\n",
    b"To: a@b\r\nContent-Type: multipart/report; boundary=\r\n\r\n--\r\n----\r\n",
    b"Content-Type: multipart/report; boundary=b\r\n\r\n" + b"--b\r\n" * 3_000,
    b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n",
]


@pytest.mark.parametrize("raw", HOSTILE)
def test_what_is_no_bounce_harms_nobody_and_bounces_nothing(session, sent, raw):
    told = bounce(raw, "--to", "bounces@saffron.example")
    assert told.exit_code == 0
    assert told.stdout.startswith("This is about no mail of ours")


@pytest.mark.parametrize("raw", HOSTILE)
def test_a_hostile_mail_to_a_true_return_path_silences_by_a_true_report_alone(session, sent, raw):
    told = bounce(raw, "--to", signed.comes_back_to(sent.id))
    assert told.exit_code == 0
    assert bouncing.is_dropped(session, "cy@example.org") is (b"5.1.1" in raw)


@pytest.mark.parametrize(
    ("action", "status", "is_dropped"),
    [
        ("FAILED", "5.1.1 (no such mailbox)", True),
        ("failed (for good)", "5.1.10", True),
        ("failed", "5.2.2", False),
        ("failed", "5.7.1", False),
        ("failed", "4.4.7", False),
        ("failed", "", False),
        ("failed", "5.1.1.1 x", True),
        ("delayed", "4.4.1", False),
        ("delayed", "5.1.1", False),
        ("relayed", "2.0.0", False),
        ("", "5.1.1", False),
        ("vanished", "5.1.1", False),
    ],
)
def test_only_a_dead_mailbox_is_silenced_at_once(session, sent, action, status, is_dropped):
    assert bounce(dsn(sent, action=action, status=status)).exit_code == 0
    assert bouncing.is_dropped(session, "cy@example.org") is is_dropped


def test_the_report_counts_though_a_large_mail_follows_it(session, sent):
    raw = dsn(sent).replace(b"--b--", b"--b\r\n\r\n" + b"x" * 3_000_000 + b"\r\n--b--")
    assert bounce(raw).stdout == "Taken.\n"


def test_while_the_database_is_away_the_mail_server_keeps_it(sent, monkeypatch):
    class Away:
        def __enter__(self):
            raise OperationalError("connect", {}, Exception("away"))

        def __exit__(self, *_):
            return False

    monkeypatch.setattr(db, "transaction", Away)
    assert bounce(dsn(sent)).exit_code == os.EX_TEMPFAIL
