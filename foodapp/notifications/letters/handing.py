"""How a mail is handed to a mail server (RFC 5321), with patience that ends."""

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

from foodapp.notifications.letters import status
from foodapp.notifications.letters.settings import MailSafety, settings
from foodapp.notifications.letters.writing import POLICY
from foodapp.notifications.message import Outcome

KEPT_S = 5.0  # a connection without work; servers close theirs after minutes
LONGEST_S = 45  # for one mail: a server that answers a letter every few seconds ends, too
DONE, GO_ON, GOES_AWAY, REFUSED = 200, 354, 421, 500  # replies of RFC 5321


@dataclass(frozen=True)
class Parcel:
    mail: EmailMessage
    sender: str  # the return path
    to: str


_lines = threading.local()
Place = tuple[str, int, str]  # host, port, who we are there


class About(StrEnum):
    """Whom a refusal is about."""

    US = "us"  # this server takes nothing from us: not now, or not with these settings
    ADDRESS = "address"
    MAIL = "mail"


class _Refused(Exception):
    def __init__(self, code: int, said: bytes, about: About) -> None:
        self.code, self.said, self.about = code, said, about


class _Unanswered(Exception):
    """The last line has gone, and nobody knows what became of it."""


def handed(parcel: Parcel, handing: Callable[[], None]) -> Outcome:
    """handing is called when all but the last line has gone: before that line a server has
    accepted nothing, whoever dies."""
    try:
        with _server() as server:
            _envelope(server, parcel)
            _body(server, parcel, handing)
    except _Refused as refusal:
        return _judged(refusal)
    except _Unanswered:
        ref = str(parcel.mail["Message-ID"])
        return Outcome("sent", "unconfirmed", ref=ref, all_fail=True)
    except smtplib.SMTPAuthenticationError:
        return Outcome("later", "sign_in_refused", all_fail=True)
    except (OSError, smtplib.SMTPException) as fault:
        return Outcome("later", _code_of(fault), all_fail=True)
    return Outcome("sent", ref=str(parcel.mail["Message-ID"]))


@contextmanager
def _server() -> Iterator[smtplib.SMTP]:
    """This thread's connection, for mails that follow each other; after a fault another one."""
    server = _kept() or _opened()
    with _ends(server):
        try:
            yield server
        except _Refused:
            _keep(server) if _is_reset(server) else server.close()
            raise
        except BaseException:
            server.close()
            raise
    _keep(server)


def _kept() -> smtplib.SMTP | None:
    """Of a moment ago, to the server that is set, and still answering."""
    found: tuple[smtplib.SMTP, float, Place] | None = getattr(_lines, "kept", None)
    _lines.kept = None
    if found is None:
        return None
    server, since, place = found
    if place == _place() and time.monotonic() - since < KEPT_S and _is_reset(server):
        return server
    server.close()
    return None


def _keep(server: smtplib.SMTP) -> None:
    _lines.kept = (server, time.monotonic(), _place())


def _place() -> Place:
    return settings().smtp_host, settings().smtp_port, settings().smtp_user


def _is_reset(server: smtplib.SMTP) -> bool:
    try:
        return server.rset()[0] // 100 == DONE // 100
    except (OSError, smtplib.SMTPException):
        return False


def _opened() -> smtplib.SMTP:
    known = settings()
    context = ssl.create_default_context()
    wait = known.smtp_timeout_s
    is_tls = known.smtp_tls is MailSafety.TLS
    server = (
        smtplib.SMTP_SSL(timeout=wait, context=context) if is_tls else smtplib.SMTP(timeout=wait)
    )
    server._host = known.smtp_host  # type: ignore[attr-defined] # whose certificate is looked at
    with _ends(server):
        try:
            _accepted(server.connect(known.smtp_host, known.smtp_port), About.US)
            if known.smtp_tls is MailSafety.STARTTLS:
                server.starttls(context=context)
            if known.smtp_user:
                server.login(known.smtp_user, known.smtp_secret)
        except BaseException:
            server.close()
            raise
    return server


@contextmanager
def _ends(server: smtplib.SMTP) -> Iterator[None]:
    """Each answer has its time-out; this one is for all of them together."""
    timer = threading.Timer(LONGEST_S, lambda: _cut_off(server))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut_off(server: smtplib.SMTP) -> None:
    if server.sock is not None:
        with suppress(OSError):  # it has ended by itself
            server.sock.shutdown(socket.SHUT_RDWR)


def _envelope(server: smtplib.SMTP, parcel: Parcel) -> None:
    server.ehlo_or_helo_if_needed()
    _accepted(server.mail(parcel.sender), About.US)
    _accepted(server.rcpt(parcel.to), About.ADDRESS)


def _body(server: smtplib.SMTP, parcel: Parcel, handing: Callable[[], None]) -> None:
    server.putcmd("data")
    code, said = server.getreply()
    if code != GO_ON:
        raise _Refused(code, said, About.MAIL)
    lines = smtplib._quote_periods(parcel.mail.as_bytes(policy=POLICY))  # type: ignore[attr-defined]
    server.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
    handing()
    try:
        server.send(b".\r\n")
        reply = server.getreply()
    except (OSError, smtplib.SMTPException) as fault:
        raise _Unanswered from fault
    _accepted(reply, About.MAIL)


def _accepted(reply: tuple[int, bytes], about: About) -> None:
    code, said = reply
    if code // 100 != DONE // 100:
        raise _Refused(code, said, about)


def _judged(refusal: _Refused) -> Outcome:
    """4xx: later. 5xx as there is no such mailbox: never again. Any other 5xx: not this mail. Who
    takes nothing from us, whatever the code, may be a wrong setting: everything waits."""
    code, told = refusal.code, status.said(refusal.said.decode("utf-8", "replace"))
    why = told or str(code)
    if code < REFUSED or refusal.about is About.US:
        is_down = code == GOES_AWAY or refusal.about is About.US
        return Outcome("later", why, all_fail=is_down)
    if refusal.about is About.ADDRESS and status.is_refused_for_good(code, told):
        return Outcome("gone", why)
    return Outcome("failed", why)


def _code_of(fault: Exception) -> str:
    """smtplib says of a time-out that the connection was closed: what it met stands behind it."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return "certificate_refused"
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return "not_supported"  # STARTTLS, or signing in
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return "timeout"
    return "broken_off" if isinstance(fault, smtplib.SMTPServerDisconnected) else "no_connection"
