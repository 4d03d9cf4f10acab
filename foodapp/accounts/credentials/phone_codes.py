"""The code that a telephone is sent, and that shows that whoever typed it holds it.

Kept as a keyed hash of the account, the number and the code: to know the hash is to know none of
them. A newer code takes the place of an older one, and another number ends both. It signs nobody
in: numbers are handed on and taken over (NIST SP 800-63B 5.1.3.3).
"""

import secrets
from uuid import UUID

from sqlmodel import Session, col, delete

from foodapp.accounts import limits, phones
from foodapp.accounts.actors import Person
from foodapp.accounts.credentials import tokens
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.phones import Way
from foodapp.kit import keys, security
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

FIGURES = 6


class WrongPhoneCode(DomainError):
    """Also for one that is used or too old: whoever guesses learns no more."""

    status = 422

    def __init__(self) -> None:
        super().__init__(t("That code does not fit. Please check it, or ask for a new one."))


def make(session: Session, user_id: UUID, phone: str) -> str:
    """A new code for this number, good for ten minutes. Empty: it is no longer theirs to prove."""
    user = tokens.hold(session, user_id)
    if user.disabled_at or user.phone != phone or phones.is_proven(session, user_id):
        return ""
    session.exec(
        delete(SingleUseToken).where(
            col(SingleUseToken.user_id) == user_id,
            col(SingleUseToken.purpose) == Purpose.PROVE_PHONE,
        )
    )
    code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"
    mine = _token(keys.signing(keys.Use.SECOND_FACTORS), user_id, phone, code)
    tokens.issue(session, Purpose.PROVE_PHONE, user_id=user_id, token=mine)
    return code


def use(session: Session, person: Person, *, code: str) -> None:
    """The number that they have now is theirs. Few tries, wherever from."""
    limits.count_phone_code(person.user_id)
    user = tokens.hold(session, person.user_id)
    typed = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    for key in keys.verifying(keys.Use.SECOND_FACTORS):
        mine = _token(key, user.id, user.phone, typed)
        if user.phone and tokens.look(session, Purpose.PROVE_PHONE, mine) is not None:
            tokens.take(session, Purpose.PROVE_PHONE, mine)
            phones.prove(session, user.id, Way.SMS)
            limits.forget_phone_code(user.id)
            security.note_once_done(session, "phone_proven", user=user.id)
            return
    raise WrongPhoneCode


def _token(key: bytes, user_id: UUID, phone: str, code: str) -> str:
    return keys.signed_with(key, f"phone code|{user_id}|{phone}|{code}")
