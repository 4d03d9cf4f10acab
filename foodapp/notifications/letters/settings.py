"""How the platform reaches people: the mail server, its addresses, its patience."""

from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from foodapp.kit.settings import Settings, declared


class MailSafety(StrEnum):
    STARTTLS = "starttls"  # begins in the open, usually on port 587
    TLS = "tls"  # from the first byte, usually on port 465
    NONE = "none"  # for a server on the same machine


class MailSettings(Settings):
    smtp_host: str = ""  # the mail server; empty: no e-mail (the demo shows it at /demo/mail)
    smtp_port: int = Field(587, gt=0, lt=65536)  # of the mail server
    smtp_tls: MailSafety = MailSafety.STARTTLS  # starttls, tls, or none
    smtp_user: str = ""  # empty: it asks nobody who they are
    smtp_password: SecretStr = SecretStr("")  # of that user
    smtp_password_file: Path | None = None  # a file that holds it, in its place
    smtp_timeout_s: float = Field(10, gt=0)  # for each answer of the mail server, seconds
    mail_from: str = "post@localhost.invalid"  # the sender's address
    mail_from_name: str = ""  # the sender's name; empty: the brand
    mail_reply_to: str = ""  # where answers go; empty: to the sender
    # A mailbox that understands "+": what comes back is sent to it as name+id@domain, and posted by
    # it to /api/mail/bounces (docs/operations.md). Empty: it comes back to the sender.
    mail_bounces_to: str = ""
    mail_tries: int = Field(8, gt=0)  # after so many temporary refusals a mail is given up
    mail_soft_bounces: int = Field(5, gt=0)  # so many in a row, and an address gets nothing more
    notice_wait_s: float = Field(45, ge=0)  # seconds without a receipt, until the next channel

    @model_validator(mode="after")
    def _mail_has_a_sender(self) -> Self:
        for name in ("mail_from", "mail_reply_to", "mail_bounces_to"):
            typed = str(getattr(self, name))
            if typed and not _is_address(typed):
                raise ValueError(f"FOODAPP_{name.upper()} is no e-mail address.")
        default = type(self).model_fields["mail_from"].default
        if self.smtp_host and not self.is_demo and self.mail_from == default:
            raise ValueError("FOODAPP_MAIL_FROM is needed where FOODAPP_SMTP_HOST is set.")
        return self

    @property
    def smtp_secret(self) -> str:
        if self.smtp_password_file is not None:
            return self.smtp_password_file.read_text().strip()
        return self.smtp_password.get_secret_value()


def _is_address(typed: str) -> bool:
    name, address = parseaddr(typed)
    if name or address != typed:
        return False
    return bool(Address(addr_spec=typed).domain)


def settings() -> MailSettings:
    return declared(MailSettings)
