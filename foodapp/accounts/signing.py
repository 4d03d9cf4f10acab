"""Signing up, in and out. The answers never tell whether an e-mail is known, but for sign-up,
which cannot hide it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.accounts import demo_signins, limits, passwords, people, sessions
from foodapp.accounts.actors import Cookies, Customer
from foodapp.accounts.demo_signins import Persona
from foodapp.accounts.models import (
    AdminGrant,
    RiderProfile,
    SignInSession,
    StaffMember,
    User,
)
from foodapp.kit import clock
from foodapp.kit.errors import DomainError


class WrongPair(DomainError):
    """Also for an unknown e-mail and for a disabled account: a stranger learns nothing."""

    status = 401

    def __init__(self) -> None:
        super().__init__("That e-mail and password do not match.")


class AlreadyKnown(DomainError):
    def __init__(self) -> None:
        super().__init__("There is an account with this e-mail already. Please sign in.")


class OtherDoor(DomainError):
    """The right password, at the sign-in page of a persona that this account is not."""

    status = 403

    def __init__(self, persona: Persona) -> None:
        whose = {"restaurant": "a restaurant", "rider": "a rider", "admin": "the platform's team"}
        super().__init__(f"This account does not belong to {whose.get(persona, persona)}.")


@dataclass(frozen=True)
class SignedIn:
    user_id: UUID
    token: str  # the new cookie's value: never the one the browser came with


def sign_up(
    session: Session,
    cookies: Cookies,
    *,
    email: str,
    password: str,
    name: str,
    address: str,
    device: str = "",
) -> SignedIn:
    """A new customer, signed in at once. address: the IP address, for the limits."""
    limits.count_address(address)
    email, name = people.email(email), people.name(name)
    passwords.check(password, email)
    if demo_signins.is_refused(password):
        raise passwords.WeakPassword("Please choose another password.")
    user_id = _new_user(session, email, name, passwords.hashed(password))
    if user_id is None:
        raise AlreadyKnown
    return _enter(session, cookies, session.get_one(User, user_id), device)


def sign_in(
    session: Session,
    cookies: Cookies,
    *,
    email: str,
    password: str,
    persona: Persona,
    address: str,
    device: str = "",
) -> SignedIn:
    """Open a session for the right pair of e-mail and password. address: the IP address."""
    limits.count_address(address)
    try:
        email = people.email(email)
    except people.NotAnEmail:
        raise WrongPair from None
    user = _proven(session, email, password)
    if user is None:
        raise WrongPair
    if not _belongs(session, user, persona):
        raise OtherDoor(persona)
    return _enter(session, cookies, user, device)


def sign_out(session: Session, cookies: Cookies) -> None:
    """Ends this browser's sign-in; harmless when there is none."""
    sessions.revoke(session, cookies)


def change_password(
    session: Session, customer: Customer, *, current: str, new: str, keep: str
) -> None:
    """A new password ends every other sign-in of the account. keep: hash of the session that
    asked for it (sessions.hashed of its cookie)."""
    user = session.get_one(User, customer.user_id)
    if _proven(session, user.email, current) is None:
        raise DomainError("Your current password is not right.")
    passwords.check(new, user.email)
    user.password_hash = passwords.hashed(new)
    sessions.end(
        session,
        col(SignInSession.user_id) == user.id,
        col(SignInSession.token_hash) != keep,
    )


def _proven(session: Session, email: str, password: str) -> User | None:
    """The user whose password this is. Takes as long, and counts as much, for an unknown one."""
    limits.count_account(email)
    user = session.exec(select(User).where(User.email == email)).one_or_none()
    right = passwords.matches(password, user.password_hash if user else None)
    if user is None or not right or user.disabled_at or demo_signins.is_refused(password):
        return None
    limits.forget_account(email)
    return user


def _belongs(session: Session, user: User, persona: Persona) -> bool:
    if persona == "restaurant":
        mine = select(StaffMember.user_id).where(StaffMember.user_id == user.id).limit(1)
    elif persona == "rider":
        mine = select(RiderProfile.user_id).where(
            RiderProfile.user_id == user.id,
            col(RiderProfile.approved_at).is_not(None),
            col(RiderProfile.suspended_at).is_(None),
        )
    elif persona == "admin":
        mine = select(AdminGrant.user_id).where(AdminGrant.user_id == user.id)
    else:
        return True
    return session.exec(mine).first() is not None


def _enter(session: Session, cookies: Cookies, user: User, device: str) -> SignedIn:
    """Always a new token, and the one the browser came with is ended: a planted cookie is worth
    nothing after sign-in."""
    if cookies.sid:
        sessions.revoke(session, cookies)
    return SignedIn(user.id, sessions.open_for(session, user, device=device))


def _new_user(session: Session, email: str, name: str, password_hash: str) -> UUID | None:
    """None when the e-mail is taken, also by somebody who signs up at the same moment."""
    fresh = {"id": uuid4(), "phone": "", "locale": "en", "created_at": clock.now()}
    return session.scalar(
        insert(User)
        .values(**fresh, email=email, name=name, password_hash=password_hash)
        .on_conflict_do_nothing()
        .returning(col(User.id))
    )
