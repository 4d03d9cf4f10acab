"""What people say about themselves, checked once: e-mail, name, phone."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from foodapp.kit import phones
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.text import one_line
from foodapp.kit.words import t


class NotAnEmail(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("That e-mail address does not look right."))


class NoName(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("Please tell us your name."))


class NotAPhone(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("That phone number does not look right."))


def email(text: str) -> str:
    """Normalised and lower case: the same person is the same row. No DNS is asked. A sign that
    would become an ASCII letter on the way (the Kelvin sign, a full-width w) is refused: its
    mailbox is another one than that of the letter."""
    if any(_passes_for_ascii(sign) for sign in text):
        raise NotAnEmail
    try:
        found = validate_email(text.strip()[:254], check_deliverability=False).normalized
    except (EmailNotValidError, UnicodeError) as wrong:
        raise NotAnEmail from wrong
    lowered = found.lower()
    if len(lowered) > 254 or not lowered.isprintable():
        raise NotAnEmail
    return lowered


def _passes_for_ascii(sign: str) -> bool:
    return not sign.isascii() and any(
        one.isascii() for one in unicodedata.normalize("NFKC", sign).lower()
    )


def name(text: str) -> str:
    cleaned = one_line(text, 80)
    if not any(character.isalnum() for character in cleaned):
        raise NoName
    return cleaned


def phone(text: str) -> str:
    """As kit.phones stores it; a number without its country is read as one of the platform's."""
    if not text.strip():
        return ""
    number = phones.read(one_line(text, 40), settings().country)
    if not number:
        raise NotAPhone
    return number
