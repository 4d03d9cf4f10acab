"""What becomes of a mail at each server that operators meet."""

import time
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.kit import clock
from foodapp.kit.money import Money
from foodapp.notifications import sending
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.models import MailState
from foodapp.views.console import reaching
from tests.fixtures import mail_servers
from tests.fixtures.mail_servers import HANG, PASSWORD, USER, Moody
from tests.fixtures.post import server_at

REFUND = {"restaurant": "Nonna", "order": "A-1", "amount": Money(500, "CHF")}
SIGNED_IN = {"SMTP_USER": USER, "SMTP_PASSWORD": PASSWORD}


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate for this machine that whoever runs here believes."""
    known = mail_servers.certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(known.file))
    return known


@pytest.fixture
def send(tell, rows):
    def send(key="order:1"):
        tell(key)
        sending.send_due(ChannelName.MAIL)
        return rows()[0]

    return send


@pytest.fixture
def moody():
    made = []

    def moody(**moods):
        made.append(Moody(**{step.replace("dot", "."): answer for step, answer in moods.items()}))
        return made[-1]

    yield moody
    for one in made:
        one.close()


def test_mail_goes_by_starttls_and_password(post, send, trusted):
    with (
        mail_servers.guarded(post, trusted) as (port, guard),
        server_at(port, SMTP_TLS="starttls", **SIGNED_IN),
    ):
        assert send().status == "sent"
    assert len(post.to("cy@example.org")) == 1
    assert guard.shown == [PASSWORD.encode()]


def test_mail_goes_by_tls_from_the_first_byte(post, send, trusted):
    with (
        mail_servers.guarded(post, trusted, from_the_first_byte=True) as (port, _),
        server_at(port, SMTP_TLS="tls", **SIGNED_IN),
    ):
        assert send().status == "sent"
    assert len(post.to("cy@example.org")) == 1


def test_a_password_from_a_file_is_the_password(post, send, trusted, tmp_path):
    (tmp_path / "secret").write_text(f"{PASSWORD}\n")
    file = {"SMTP_USER": USER, "SMTP_PASSWORD_FILE": str(tmp_path / "secret")}
    with (
        mail_servers.guarded(post, trusted) as (port, _),
        server_at(port, SMTP_TLS="starttls", **file),
    ):
        assert send().status == "sent"


@pytest.mark.parametrize("safety", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["nobody signed it", "another name", "expired"])
def test_a_wrong_certificate_is_shown_no_password_and_no_mail(
    session, post, send, tmp_path, monkeypatch, safety, fault
):
    wrong = mail_servers.certificate(
        tmp_path,
        name="mail.example" if fault == "another name" else "",
        ends=clock.now() - timedelta(hours=1) if fault == "expired" else None,
    )
    if fault != "nobody signed it":
        monkeypatch.setenv("SSL_CERT_FILE", str(wrong.file))
    with (
        mail_servers.guarded(post, wrong, from_the_first_byte=safety == "tls") as (port, guard),
        server_at(port, SMTP_TLS=safety, **SIGNED_IN),
    ):
        row = send()
        assert (row.status, row.why) == ("queued", "certificate_refused")
        mail = reaching.reaching(session)[0]
    assert (guard.shown, post.mails) == ([], [])
    assert not mail.is_well
    assert "certificate" in mail.todo


def test_a_wrong_password_makes_everything_wait_and_the_console_says_so(
    session, post, tell, send, rows, trusted
):
    with (
        mail_servers.guarded(post, trusted) as (port, guard),
        server_at(port, SMTP_TLS="starttls", SMTP_USER=USER, SMTP_PASSWORD="wrong"),
    ):
        tell("order:2")
        row = send()
        assert (row.status, row.why) == ("queued", "sign_in_refused")
        assert rows()[1].attempts == 0, "the rest waits untried"
        assert "FOODAPP_SMTP_USER" in reaching.reaching(session)[0].todo
    assert set(guard.shown) == {b"wrong"}
    assert post.mails == []


def test_a_server_without_starttls_is_handed_nothing_in_the_open(post, send):
    from foodapp.notifications.letters.settings import settings

    with server_at(settings().smtp_port, SMTP_TLS="starttls", **SIGNED_IN):
        row = send()
    assert (row.status, row.why) == ("queued", "not_supported")
    assert post.mails == []


# step, answer, what the row is then
REFUSALS = [
    ("greeting", "421 4.3.2 not now", "queued"),
    ("greeting", "554 5.3.2 no service here", "queued"),
    ("MAIL", "451 4.7.1 later", "queued"),
    ("MAIL", "550 5.7.1 not from you", "queued"),
    ("MAIL", "530 5.7.0 sign in first", "queued"),
    ("RCPT", "450 4.2.1 greylisted", "queued"),
    ("RCPT", "550 5.1.1 no such user", "failed"),
    ("RCPT", "550 5.7.1 policy", "failed"),
    ("DATA", "451 4.3.0 later", "queued"),
    ("DATA", "554 5.6.0 not this", "failed"),
    ("dot", "452 4.3.1 full", "queued"),
    ("dot", "421 4.3.2 going away", "queued"),
    ("dot", "554 5.7.1 looks like spam", "failed"),
]


@pytest.mark.parametrize(("step", "answer", "status"), REFUSALS)
def test_each_refusal_at_each_step_has_its_end(session, send, moody, step, answer, status):
    server = moody(**{step: answer})
    with server_at(server.port):
        row = send()
    assert (row.status, row.why) == (status, answer.split()[1])
    dropped = [one.address for one in session.exec(select(MailState)) if one.dropped_at]
    assert dropped == (["cy@example.org"] if "no such user" in answer else [])
    assert server.mails == 0


def test_a_server_that_speaks_no_helo_takes_nothing_and_nothing_is_lost(send, moody):
    server = moody(EHLO="502 what", HELO="502 what")
    with server_at(server.port):
        assert send().status == "queued"


@pytest.mark.parametrize("step", ["greeting", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_before_the_last_line_is_asked_again(send, moody, step):
    server = moody(**{step: HANG})
    began = time.monotonic()
    with server_at(server.port, SMTP_TIMEOUT_S="0.3"):
        row = send()
    assert (row.status, row.why) == ("queued", "timeout")
    assert time.monotonic() - began < 3


def test_a_server_that_hangs_after_the_last_line_is_not_handed_it_twice(tell, send, rows, moody):
    server = moody(dot=HANG)
    tell("order:2")
    with server_at(server.port, SMTP_TIMEOUT_S="0.3"):
        row = send()
        assert (row.status, row.why) == ("sent", "unconfirmed")
        assert rows()[1].attempts == 0, "the rest waits for a server that answers"
        sending.send_due(ChannelName.MAIL)
    assert server.mails == 1


def test_an_outage_of_a_day_loses_nothing(tell, rows, moody, time_machine):
    down, fine = moody(greeting="554 no service here"), moody()
    time_machine.move_to(clock.now(), tick=False)
    tell(kind="order_refunded", facts=REFUND)
    with server_at(down.port):
        for _ in range(30):
            sending.send_due(ChannelName.MAIL)
            time_machine.shift(timedelta(hours=1))
    assert (rows()[0].status, rows()[0].attempts) == ("queued", 30)
    with server_at(fine.port):
        sending.send_due(ChannelName.MAIL)
    assert (rows()[0].status, fine.mails) == ("sent", 1)
