"""An e-mail as it goes out: headers that nobody can add to, a text and an HTML part, a file."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from foodapp.kit import clock
from foodapp.kit.text import one_line
from foodapp.kit.words import say, t
from foodapp.notifications.letters import looks, names, signed
from foodapp.notifications.letters.looks import Letter
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.message import Message

SAFFRON = "#f2a51c"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z]{3,20}")
LONGEST_SUBJECT, LONGEST_NAME = 150, 80
# Seven bits only: what no server on the way can spoil. A message's lines end in CRLF.
POLICY = SMTP.clone(cte_type="7bit", refold_source="none")


class NoMailbox(ValueError):
    """No mail server takes this address."""


def written(message: Message, to: str) -> EmailMessage:
    """RFC 5322, with a Message-ID that a second try would repeat."""
    mail = EmailMessage(policy=POLICY)
    known = settings()
    sender = known.mail_from_name or known.brand_name
    mail.set_raw("From", addressed(sender, known.mail_from))
    mail.set_raw("To", addressed(message.name, to))
    if known.mail_reply_to:
        mail.set_raw("Reply-To", addressed("", known.mail_reply_to))
    subject = one_line(message.title, LONGEST_SUBJECT)
    mail.set_raw("Subject", subject if names.is_plain(subject) else names.encoded(subject))
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = message_id(message)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    letter = _letter(message)
    if letter.unsubscribe_url:  # RFC 8058
        mail["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(looks.text(letter))
    mail.add_alternative(looks.html(letter), subtype="html")
    _attach(mail, message)
    return mail


def message_id(message: Message) -> str:
    return f"<{message.sending_id.hex}@{_host()}>"


def addressed(name: str, address: str) -> str:
    """One address, whatever the name holds: commas, quotes, brackets, ends of lines."""
    user, _, domain = address.rpartition("@")
    try:
        at_home = Address(username=user, domain=domain.encode("idna").decode())
        at_home.addr_spec.encode("ascii")  # no server of ours has to know SMTPUTF8
    except (UnicodeError, ValueError, IndexError) as wrong:
        raise NoMailbox(address) from wrong
    shown = names.display_name(one_line(name, LONGEST_NAME))
    return f"{shown} <{at_home.addr_spec}>" if shown else at_home.addr_spec


def _letter(message: Message) -> Letter:
    kind, user_id = message.kind, message.user_id
    home = settings().url_of(kind.audience)
    whose = signed.choices_token(user_id) if user_id else ""
    choices = f"{home}/mail/choices?as={kind.audience}&of={whose}" if whose else ""
    once = f"{home}/mail/unsubscribe?of={whose}"
    accent = settings().accent.strip()
    return Letter(
        brand=settings().brand_name,
        accent=accent if COLOUR.fullmatch(accent) else SAFFRON,
        home=home,
        title=message.title,
        paragraphs=tuple(line for line in message.body.split("\n") if line),
        button=message.button,
        url=message.url,
        document=message.document,
        why_sent=_why_sent(message),
        choices_url="" if kind.is_essential else choices,
        unsubscribe_url=once if kind.is_news and whose else "",
        locale=message.locale,
    )


def _why_sent(message: Message) -> str:
    if message.user_id is None:
        return say(t("Somebody gave us this address so that this could reach you."))
    if message.kind.is_essential:
        return say(t("This is about your account, so it cannot be turned off."))
    return say(t("You hear of this because you use {brand}.", brand=settings().brand_name))


def _attach(mail: EmailMessage, message: Message) -> None:
    document = message.document
    if document is None or document.pdf is None:
        return
    mail.add_attachment(
        document.pdf(), maintype="application", subtype="pdf", filename=document.pdf_name
    )


def _host() -> str:
    return settings().mail_from.rpartition("@")[2] or urlsplit(settings().public_url).netloc
