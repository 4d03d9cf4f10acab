"""An account's e-mail: proven by its mailbox, and changed to another that proves itself."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from foodapp.accounts import limits, passwords, people, sessions, signing
from foodapp.accounts.actors import Cookies, Person
from foodapp.accounts.credentials import proof, tokens
from foodapp.accounts.credentials.events import EmailChangeAsked, EmailChanged, EmailUnproven
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.models import User
from foodapp.kit import clock, outbox, security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import t


class SameEmail(DomainError):
    def __init__(self) -> None:
        super().__init__(t("That is your e-mail address already."))


class ProvenAlready(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Your e-mail address is confirmed already."))


class Taken(DomainError):
    """Told to who holds the mailbox, and to nobody else."""

    def __init__(self) -> None:
        super().__init__(t("There is another account with this e-mail. Nothing was changed."))


@dataclass(frozen=True)
class LinkShown:
    """What the page of a link shows. Blank where it is no longer valid."""

    email: str = ""  # that is to be proven
    instead_of: str = ""  # the e-mail that it takes the place of
    is_mine: bool = False  # the account is signed in in this browser
    signed_in_as: str = ""  # somebody else is


def ask_proof(session: Session, person: Person, *, persona: Persona) -> None:
    """The mail to confirm the address, again."""
    user = session.get_one(User, person.user_id)
    if user.email_proven_at is not None:
        raise ProvenAlready
    limits.count_mail(user.email, f"account {user.id}")
    outbox.record(session, EmailUnproven(user_id=user.id, persona=persona))


def ask_change(
    session: Session, person: Person, *, email: str, persona: Persona, sign_in: str
) -> None:
    """Nothing changes until the new mailbox answers. The old one is told. The answer is the same
    where the address is another account's. sign_in: hash of the session that asks."""
    proof.needed(session, person, sign_in)
    email = people.email(email)
    user = session.get_one(User, person.user_id)
    if email == user.email:
        raise SameEmail
    limits.count_mail(email, f"account {user.id}")
    security.note_once_done(session, "email_change_asked", user=user.id, email=email)
    outbox.record(session, EmailChangeAsked(user_id=user.id, persona=persona, new_email=email))


def look(session: ReadSession, cookies: Cookies, *, token: str) -> LinkShown:
    row = _either(session, token)
    if row is None or row.user_id is None:
        return LinkShown()
    here = sessions.whose(session, cookies)
    owner = session.get_one(User, row.user_id)
    is_mine = here == owner.id
    other = "" if is_mine or here is None else session.get_one(User, here).email
    old = owner.email if row.purpose is Purpose.CHANGE_EMAIL else ""
    return LinkShown(row.email, old, is_mine, other)


def confirm(session: Session, cookies: Cookies, *, token: str, password: str = "") -> str:
    """Whichever the link is for. "confirmed" or "moved"."""
    if tokens.look(session, Purpose.CHANGE_EMAIL, token) is not None:
        change(session, cookies, token=token)
        return "moved"
    prove(session, cookies, token=token, password=password)
    return "confirmed"


def prove(session: Session, cookies: Cookies, *, token: str, password: str = "") -> None:
    """By whoever holds the mailbox and the account: who has only the mailbox resets the password.
    Else somebody who was sent a link for an account that a stranger made would make it good."""
    found = tokens.look(session, Purpose.PROVE_EMAIL, token)
    if found is None or found.user_id is None:
        raise tokens.NoLink
    if sessions.whose(session, cookies) != found.user_id:
        _know_password(session.get_one(User, found.user_id), password)
    row = tokens.take(session, Purpose.PROVE_EMAIL, token)
    user = tokens.hold(session, found.user_id)
    user.email_proven_at = user.email_proven_at or clock.now()
    security.note_once_done(session, "email_proven", user=user.id, email=row.email)


def change(session: Session, cookies: Cookies, *, token: str) -> None:
    """The new mailbox has answered. Every link that was mailed to the old one ends, and every
    sign-in but that of this browser."""
    row = tokens.take(session, Purpose.CHANGE_EMAIL, token)
    if row.user_id is None:
        raise tokens.NoLink
    user = tokens.hold(session, row.user_id)
    old = user.email
    _move(session, user, row.email)
    tokens.end_all(session, user.id)
    here = sessions.whose(session, cookies) == user.id
    keep = sessions.hashed(cookies.sid) if here else ""
    sessions.revoke_others(session, user.id, keep=keep)
    outbox.record(session, EmailChanged(user_id=user.id, old_email=old))
    security.note_once_done(session, "email_changed", user=user.id, email=user.email)


def is_taken(session: ReadSession, email: str) -> bool:
    return session.exec(select(User.id).where(User.email == email)).first() is not None


def _either(session: ReadSession, token: str) -> SingleUseToken | None:
    proving = tokens.look(session, Purpose.PROVE_EMAIL, token)
    return proving or tokens.look(session, Purpose.CHANGE_EMAIL, token)


def _know_password(user: User, password: str) -> None:
    limits.count_proof(f"confirming {user.id}")
    if not passwords.matches(password, user.password_hash):
        security.note("password_refused", user=user.id)
        raise signing.WrongPair


def _move(session: Session, user: User, email: str) -> None:
    user.email, user.email_proven_at = email, clock.now()
    try:
        session.flush()  # the database decides between two who want the same address at once
    except IntegrityError as taken:
        raise Taken from taken
