"""Between the password and the second factor: the browser holds a token, and is signed in once a
code of the authenticator app, a recovery code or a passkey has come with it."""

from dataclasses import dataclass

from sqlmodel import Session

from foodapp.accounts import signing
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import authenticator, factors, passkeys, proof, recovery, tokens
from foodapp.accounts.credentials.authenticator import WrongCode
from foodapp.accounts.credentials.events import Changed
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.credentials.passkeys import Json, MaybeCopied
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import User
from foodapp.accounts.signing import SignedIn
from foodapp.kit import security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import t


class TooLate(DomainError):
    """Nobody is between two steps here."""

    status = 401

    def __init__(self) -> None:
        super().__init__(t("That took too long. Please sign in again."))


@dataclass(frozen=True)
class Asked:
    """What is asked for. Nothing where nobody is between two steps."""

    has_app: bool = False
    has_passkey: bool = False


def look(session: ReadSession, *, token: str) -> Asked:
    row = tokens.look(session, Purpose.SECOND_STEP, token)
    if row is None or row.user_id is None:
        return Asked()
    has_passkey = bool(factors.passkeys_of(session, row.user_id))
    return Asked(authenticator.is_on(session, row.user_id), has_passkey)


def by_code(
    session: Session, cookies: Cookies, *, token: str, code: str, came: Came
) -> tuple[SignedIn, Persona]:
    """code: of the app, or one that was written down. The persona whose page began it."""
    user, row = _held(session, token)
    proof.count_try(user.id)
    if not authenticator.use(session, user.id, code):
        if not recovery.use(session, user.id, code):
            security.note("second_factor_refused", user=user.id, address=came.address)
            raise WrongCode
        proof.told(session, user.id, Changed.RECOVERY_CODE_USED)
    proof.forget_tries(user.id)
    return _arrive(session, cookies, user, row, token, came)


def passkey_options(session: Session, *, token: str) -> Json:
    row = tokens.look(session, Purpose.SECOND_STEP, token)
    if row is None or row.user_id is None:
        raise TooLate
    return passkeys.options_of(session, row.user_id)


def by_passkey(
    session: Session, cookies: Cookies, answer: Json, *, token: str, came: Came
) -> tuple[SignedIn, Persona] | MaybeCopied:
    user, row = _held(session, token)
    used = passkeys.is_theirs(session, answer, user.id)
    if isinstance(used, MaybeCopied):
        return used
    return _arrive(session, cookies, user, row, token, came)


def _held(session: Session, token: str) -> tuple[User, SingleUseToken]:
    row = tokens.look(session, Purpose.SECOND_STEP, token)
    if row is None or row.user_id is None:
        raise TooLate
    return tokens.hold(session, row.user_id), row


def _arrive(
    session: Session, cookies: Cookies, user: User, row: SingleUseToken, token: str, came: Came
) -> tuple[SignedIn, Persona]:
    tokens.take(session, Purpose.SECOND_STEP, token)
    persona: Persona = row.facts["persona"]
    done = signing.arrive(session, cookies, user, came, persona=persona, has_second_factor=True)
    return done, persona
