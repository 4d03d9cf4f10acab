"""Tokens that work once, for one thing, for one person, for a while: the one home of links that are
mailed, of the step between password and code, and of the challenges that passkeys sign.

Only a token's hash is kept. To look at one takes nothing, however often and by whomever (a mail
scanner asks HEAD, GET, GET): `take` uses it, and is called by what a form was sent to. Another
password or another e-mail ends all that are open (`end_all`).
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, or_, select, update
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts import sessions
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.models import User
from foodapp.accounts.settings import settings
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

# Of a browser or a telephone, not of a mailbox.
LASTS = {
    Purpose.SECOND_STEP: timedelta(minutes=10),
    Purpose.PROVE_PHONE: timedelta(minutes=10),
    Purpose.ADD_PASSKEY: timedelta(minutes=5),
    Purpose.USE_PASSKEY: timedelta(minutes=5),
}
KEPT = timedelta(days=1)  # after its end


class NoLink(DomainError):
    """Also for one that was used, is too old, was ended, or is of somebody whose account is closed:
    whoever holds it learns no more."""

    status = 404

    def __init__(self) -> None:
        super().__init__(t("This link is no longer valid. Please ask for a new one."))


def issue(
    session: Session,
    purpose: Purpose,
    *,
    user_id: UUID | None,
    email: str = "",
    browser_hash: str = "",
    token: str = "",
    **facts: Any,
) -> str:
    """A new token; it stands nowhere but in what is returned. email: the mailbox it is sent to, and
    which it is to prove. token: of somebody who makes it themselves, and whom nobody can guess."""
    token = token or sessions.new_token()
    now = clock.now()
    row = SingleUseToken(
        token_hash=sessions.hashed(token),
        purpose=purpose,
        user_id=user_id,
        email=email,
        browser_hash=browser_hash,
        facts=facts,
        created_at=now,
        expires_at=now + LASTS.get(purpose, timedelta(minutes=settings().link_minutes)),
    )
    session.add(row)
    return token


def look(session: ReadSession, purpose: Purpose, token: str) -> SingleUseToken | None:
    """Changes nothing. None: it opens nothing."""
    return session.exec(_open(purpose, token)).one_or_none()


def take(session: Session, purpose: Purpose, token: str) -> SingleUseToken:
    """Used from now on, and with it all others of its kind that this person was sent. Of two at
    once one has it. The person is held first, as by whoever changes their password."""
    found = look(session, purpose, token)
    if found is None:
        raise NoLink
    if found.user_id is not None:
        hold(session, found.user_id)
    held = _open(purpose, token).with_for_update(of=SingleUseToken)
    row = session.exec(held.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NoLink
    row.ended_at = clock.now()
    if row.user_id is not None:
        _end(session, row.user_id, purpose)
    return row


def hold(session: Session, user_id: UUID) -> User:
    """The person's row, locked and read anew: nobody else changes how they sign in meanwhile."""
    return session.exec(
        select(User)
        .where(User.id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def end_all(session: Session, user_id: UUID) -> None:
    """Their password or their e-mail is another, or the account is closed."""
    _end(session, user_id)


def forget_old(session: Session) -> int:
    """By the clock: what has been over for a day."""
    gone = session.exec(
        delete(SingleUseToken).where(col(SingleUseToken.expires_at) < clock.now() - KEPT)
    )
    return int(gone.rowcount)


def _open(purpose: Purpose, token: str) -> SelectOfScalar[SingleUseToken]:
    """What is sent to a mailbox is good while that is the account's own."""
    own_mailbox = or_(
        col(SingleUseToken.email) == "",
        col(SingleUseToken.purpose) == Purpose.CHANGE_EMAIL,
        col(SingleUseToken.email) == col(User.email),
    )
    return (
        select(SingleUseToken)
        .outerjoin(User, col(User.id) == SingleUseToken.user_id)
        .where(
            SingleUseToken.token_hash == sessions.hashed(token),
            SingleUseToken.purpose == purpose,
            col(SingleUseToken.ended_at).is_(None),
            col(SingleUseToken.expires_at) > clock.now(),
            or_(
                col(SingleUseToken.user_id).is_(None),
                col(User.disabled_at).is_(None) & own_mailbox,
            ),
        )
    )


def _end(session: Session, user_id: UUID, *purposes: Purpose) -> None:
    whose = update(SingleUseToken).where(
        col(SingleUseToken.user_id) == user_id, col(SingleUseToken.ended_at).is_(None)
    )
    if purposes:
        whose = whose.where(col(SingleUseToken.purpose).in_(purposes))
    session.exec(whose.values(ended_at=clock.now()))
