"""Signing up, in and out. The answers never tell whether an e-mail is known, but for sign-up,
which cannot hide it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.accounts import demo_signins, knocking, limits, passwords, people, sessions
from foodapp.accounts.actors import Cookies, Person
from foodapp.accounts.credentials import factors, tokens
from foodapp.accounts.credentials.events import EmailUnproven, PasswordChanged, SignedInAnew
from foodapp.accounts.credentials.models import Purpose
from foodapp.accounts.knocking import Came, Knock
from foodapp.accounts.models import (
    AdminGrant,
    RiderProfile,
    SignInSession,
    StaffMember,
    User,
)
from foodapp.kit import clock, outbox, security
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import Words, t


class WrongPair(DomainError):
    """Also for an unknown e-mail and for a disabled account: a stranger learns nothing."""

    status = 401

    def __init__(self) -> None:
        super().__init__(t("That e-mail and password do not match."))


class WrongPassword(DomainError):
    """Of somebody who is signed in already."""

    status = 403

    def __init__(self) -> None:
        super().__init__(t("Your current password is not right."))


class AlreadyKnown(DomainError):
    def __init__(self) -> None:
        super().__init__(t("There is an account with this e-mail already. Please sign in."))


NOT_WHOSE: dict[Persona, Words] = {
    "customer": t("This account does not belong to a customer."),
    "restaurant": t("This account does not belong to a restaurant."),
    "rider": t("This account does not belong to a rider."),
    "admin": t("This account does not belong to the platform's team."),
}


class OtherDoor(DomainError):
    """The right password, at the sign-in page of a persona that this account is not."""

    status = 403

    def __init__(self, persona: Persona) -> None:
        super().__init__(NOT_WHOSE[persona])


@dataclass(frozen=True)
class SignedIn:
    user_id: UUID
    token: str  # the new cookie's value: never the one the browser came with
    email: str  # normalised


@dataclass(frozen=True)
class HalfIn:
    """The password was right, or a mailed link; the account asks for a second factor, too."""

    user_id: UUID
    token: str  # for the browser to come back with (credentials.second_step)


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
    check_password(password, email, name)
    user_id = new_user(session, email, name, passwords.hashed(password))
    if user_id is None:
        raise AlreadyKnown
    user = session.get_one(User, user_id)
    outbox.record(session, EmailUnproven(user_id=user.id, persona="customer"))
    security.note_once_done(session, "signed_up", user=user.id, email=email, address=address)
    return enter(session, cookies, user, address, device)


def sign_in(
    session: Session,
    cookies: Cookies,
    knock: Knock,
    *,
    password: str,
    persona: Persona,
    device: str = "",
) -> SignedIn | HalfIn:
    """Open a session for the right pair of e-mail and password; half of one, where the account has
    a second factor. knock: of this attempt, counted, its wait over (knocking.knock)."""
    user = _with_password(session, knock.email, password)
    if user is None:
        security.note("sign_in_failed", email=knock.email, address=knock.address, persona=persona)
        raise WrongPair
    knocking.forgive(knock)
    if not belongs(session, user, persona):
        raise OtherDoor(persona)
    came = Came(knock.address, device, knock.device_cookie)
    return go_on(session, cookies, user, came, persona=persona)


def sign_out(session: Session, cookies: Cookies) -> None:
    """Ends this browser's sign-in; harmless when there is none."""
    if user_id := sessions.whose(session, cookies):
        security.note_once_done(session, "signed_out", user=user_id)
    sessions.revoke(session, cookies)


def change_password(session: Session, person: Person, *, current: str, new: str, keep: str) -> None:
    """A new password ends every other sign-in of the account, and every link that was mailed.
    keep: hash of the session that asked for it (sessions.hashed of its cookie)."""
    user = tokens.hold(session, person.user_id)
    _right_password(session, user, current, keep)
    set_password(session, user, new)
    sessions.revoke_others(session, user.id, keep=keep)
    outbox.record(session, PasswordChanged(user_id=user.id))


def set_password(session: Session, user: User, new: str) -> None:
    """Call it with the person held (tokens.hold). What else ends with it is the caller's to say."""
    check_password(new, user.email, user.name)
    user.password_hash = passwords.hashed(new)
    tokens.end_all(session, user.id)
    security.note_once_done(session, "password_changed", user=user.id)


def prove_again(
    session: Session,
    actor: Person,
    *,
    password: str,
    sign_in: str,
) -> None:
    """Before money or rights are moved: the person at this screen knows the password. sign_in: hash
    of the session that asks."""
    _right_password(session, session.get_one(User, actor.user_id), password, sign_in)
    sessions.prove(session, actor.user_id, sign_in=sign_in)


def check_password(password: str, email: str, name: str) -> None:
    """Refuses one that is guessed soon, or that the whole world knows."""
    passwords.check(password, email, name=name)
    if demo_signins.is_refused(password):
        raise passwords.WeakPassword(t("Please choose another password."))


def _right_password(session: Session, user: User, password: str, sign_in: str) -> None:
    """Of somebody who is signed in, whose sign-in may be in other hands."""
    limits.count_proof(sign_in)
    if _with_password(session, user.email, password) is None:
        security.note("password_refused", user=user.id)
        raise WrongPassword
    limits.forget_proof(sign_in)


def _with_password(session: Session, email: str, password: str) -> User | None:
    """The user whose password this is. Takes as long for an unknown e-mail."""
    user = session.exec(select(User).where(User.email == email)).one_or_none()
    right = passwords.matches(password, user.password_hash if user else None)
    if user is None or not right or user.disabled_at or demo_signins.is_refused(password):
        return None
    return user


def belongs(session: Session, user: User, persona: Persona) -> bool:
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


def go_on(
    session: Session, cookies: Cookies, user: User, came: Came, *, persona: Persona
) -> SignedIn | HalfIn:
    """Somebody has shown the first thing that proves who they are: in, or on to the second."""
    if factors.has(session, user.id):
        step = tokens.issue(session, Purpose.SECOND_STEP, user_id=user.id, persona=persona)
        return HalfIn(user.id, step)
    return arrive(session, cookies, user, came, persona=persona)


def arrive(
    session: Session,
    cookies: Cookies,
    user: User,
    came: Came,
    *,
    persona: Persona,
    has_second_factor: bool = False,
) -> SignedIn:
    """All that is asked for was shown. Its owner hears of a place they never signed in from."""
    is_known = knocking.is_known(
        session, email=user.email, address=came.address, device_cookie=came.device_cookie
    )
    if not is_known and _was_ever_in(session, user):
        outbox.record(session, SignedInAnew(user_id=user.id, device=came.device, persona=persona))
    security.note_once_done(
        session, "signed_in", user=user.id, address=came.address, persona=persona
    )
    return enter(
        session, cookies, user, came.address, came.device, has_second_factor=has_second_factor
    )


def enter(
    session: Session,
    cookies: Cookies,
    user: User,
    address: str,
    device: str,
    *,
    has_second_factor: bool = False,
) -> SignedIn:
    """Always a new token, and the one the browser came with is ended: a planted cookie is worth
    nothing after sign-in."""
    if cookies.sid:
        sessions.revoke(session, cookies)
    network = knocking.network_hash(user.email, address)
    token = sessions.open_for(
        session, user, device=device, network=network, has_second_factor=has_second_factor
    )
    return SignedIn(user.id, token, user.email)


def _was_ever_in(session: Session, user: User) -> bool:
    mine = select(SignInSession.token_hash).where(SignInSession.user_id == user.id).limit(1)
    return session.exec(mine).first() is not None


def new_user(session: Session, email: str, name: str, password_hash: str) -> UUID | None:
    """None when the e-mail is taken, also by somebody who signs up at the same moment."""
    fresh = {"id": uuid4(), "phone": "", "locale": "en", "created_at": clock.now()}
    return session.scalar(
        insert(User)
        .values(**fresh, email=email, name=name, password_hash=password_hash)
        .on_conflict_do_nothing()
        .returning(col(User.id))
    )
