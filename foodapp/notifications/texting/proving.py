"""Somebody asks for the code that shows that their number is theirs: within every limit, or not."""

from uuid import uuid4

from sqlmodel import Session

from foodapp.accounts import phones
from foodapp.accounts.actors import Person
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import t
from foodapp.notifications import recipients, telling
from foodapp.notifications.kinds.accounts import PHONE_CODE
from foodapp.notifications.texting import limits, numbers, stops
from foodapp.notifications.texting.settings import settings

LIKE_A_CODE = "0" * 150  # of one part, as the message is


def can_be_texted(phone: str) -> bool:
    """Whether a code can be sent there at all. phone: as kit.phones stores it."""
    return settings().sms_is_on and numbers.textable(phone) != ""


def has_stopped(session: ReadSession, phone: str) -> bool:
    number = numbers.textable(phone)
    return number != "" and stops.is_stopped(session, number)


def ask(session: Session, person: Person, *, persona: Persona, address: str) -> None:
    """A code by SMS to the number that they have now. address: of whoever asks. What it costs is
    counted here, so that it is here that somebody reads that there are no more."""
    phone, is_proven = phones.of(session, person.user_id)
    if is_proven:
        raise DomainError(t("Your number is confirmed already."))
    if not can_be_texted(phone):
        raise DomainError(t("We cannot text that number. Please give us one of a mobile phone."))
    if has_stopped(session, phone):
        raise DomainError(
            t("This number has stopped our messages. Answer START to one of them, then try again.")
        )
    account = str(person.user_id)
    limits.count(session, phone, LIKE_A_CODE, address=address, account=account)
    facts = {"user_id": account, "phone": phone}
    to = recipients.account(person.user_id, persona)
    telling.tell(session, PHONE_CODE.name, to, key=f"phone:{uuid4()}", facts=facts)
