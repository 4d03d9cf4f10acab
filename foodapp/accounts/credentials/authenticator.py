"""An authenticator app on somebody's phone: six digits that change every half minute.

Source: RFC 6238. A code of the step before and of the one after counts, too, since phones go wrong
by seconds; the code of one step opens one thing, also when it is sent twice at once (section 5.2).
"""

import hmac
from dataclasses import dataclass
from uuid import UUID

import pyotp
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, delete

from foodapp.accounts.actors import Person
from foodapp.accounts.credentials import proof, recovery, tokens
from foodapp.accounts.credentials.events import Changed
from foodapp.accounts.credentials.models import AuthenticatorApp, UsedCode
from foodapp.kit import clock, keys, sealing
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t

STEP_S = 30
NEAR = (0, -1, 1)  # steps


class WrongCode(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(t("That code is not right, or it was used already. Please try the next."))


class NotBegun(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Please begin again: this app is not being set up."))


@dataclass(frozen=True)
class Setup:
    """For the app, shown once."""

    secret: str  # as a person types it
    url: str  # what a QR code holds: otpauth://totp/...


def begin(session: Session, person: Person, *, sign_in: str) -> Setup:
    """A secret for a new app, in place of one that was begun and not finished. It is asked for once
    a code of it was typed (confirm). sign_in: hash of the session that asks."""
    proof.needed(session, person, sign_in)
    user = tokens.hold(session, person.user_id)
    if is_on(session, user.id):
        raise DomainError(t("You have an authenticator app already. Remove it first."))
    secret = pyotp.random_base32()
    sealed = sealing.seal(keys.Use.SECOND_FACTORS, secret.encode(), belongs_to=_place(user.id))
    session.merge(AuthenticatorApp(user_id=user.id, sealed_secret=sealed))
    url = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=settings().brand_name)
    return Setup(secret, url)


def confirm(session: Session, person: Person, *, code: str, sign_in: str) -> list[str]:
    """The app shows the right code: from now on it is asked for. Recovery codes, shown once, where
    there are none yet."""
    proof.needed(session, person, sign_in)
    proof.count_try(person.user_id)
    tokens.hold(session, person.user_id)
    app = session.get(AuthenticatorApp, person.user_id, populate_existing=True)
    if app is None or app.confirmed_at is not None:
        raise NotBegun
    if not _uses(session, app, code):
        raise WrongCode
    app.confirmed_at = clock.now()
    proof.forget_tries(person.user_id)
    proof.added(session, person, Changed.APP_ADDED, sign_in=sign_in)
    has_codes = recovery.left(session, person.user_id) > 0
    return [] if has_codes else recovery.renew(session, person.user_id)


def remove(session: Session, person: Person, *, sign_in: str) -> None:
    proof.needed(session, person, sign_in)
    tokens.hold(session, person.user_id)
    app = session.get(AuthenticatorApp, person.user_id, populate_existing=True)
    if app is None:
        return
    session.delete(app)
    session.flush()  # what is left is judged without it
    proof.removed(session, person, Changed.APP_REMOVED)


def use(session: Session, user_id: UUID, code: str) -> bool:
    """Whether this is a code of the person's app that has not been used. Call it with the person
    held (tokens.hold)."""
    app = session.get(AuthenticatorApp, user_id, populate_existing=True)
    return app is not None and app.confirmed_at is not None and _uses(session, app, code)


def is_on(session: ReadSession, user_id: UUID) -> bool:
    app = session.get(AuthenticatorApp, user_id)
    return app is not None and app.confirmed_at is not None


def forget(session: Session, user_id: UUID) -> None:
    session.exec(delete(AuthenticatorApp).where(col(AuthenticatorApp.user_id) == user_id))
    recovery.forget(session, user_id)


def _uses(session: Session, app: AuthenticatorApp, typed: str) -> bool:
    code = "".join(typed.split())
    now = int(clock.now().timestamp()) // STEP_S
    totp = pyotp.TOTP(_secret(app))
    fits = [now + near for near in NEAR if _same(totp.generate_otp(now + near), code)]
    return any(_first_time(session, app.user_id, step, now) for step in fits)


def _same(right: str, typed: str) -> bool:
    return hmac.compare_digest(right.encode(), typed.encode("utf-8", "surrogatepass"))


def _first_time(session: Session, user_id: UUID, step: int, now: int) -> bool:
    """The database decides between two at once."""
    old = col(UsedCode.step) < now - len(NEAR)
    session.exec(delete(UsedCode).where(col(UsedCode.user_id) == user_id, old))
    claim = insert(UsedCode).values(user_id=user_id, step=step).on_conflict_do_nothing()
    return session.scalar(claim.returning(col(UsedCode.step))) is not None


def _secret(app: AuthenticatorApp) -> str:
    sealed, place = app.sealed_secret, _place(app.user_id)
    return sealing.opened(keys.Use.SECOND_FACTORS, sealed, belongs_to=place).decode()


def _place(user_id: UUID) -> str:
    return f"authenticator of {user_id}"
