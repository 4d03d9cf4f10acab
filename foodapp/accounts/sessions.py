"""Sign-ins, and the actors they prove."""

import secrets
from collections.abc import Collection
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts.actors import (
    Admin,
    Cookies,
    Customer,
    Platform,
    RestaurantStaff,
    Rider,
    Visitor,
)
from foodapp.accounts.credentials import factors
from foodapp.accounts.models import AdminGrant, RiderProfile, SignInSession, StaffMember, User
from foodapp.accounts.settings import settings
from foodapp.kit import clock
from foodapp.kit.db import ReadSession, note
from foodapp.kit.errors import DomainError, NotAllowed, NotFound, NotSignedIn
from foodapp.kit.words import Words, t
from foodapp.realtime.dismissal import dismiss

LASTS = timedelta(days=30)
TO_THE_MINUTE, TO_THE_HOUR = timedelta(minutes=1), timedelta(hours=1)
# Set while a page asks by itself, because of news: nobody need be sitting there.
by_itself: ContextVar[bool] = ContextVar("by_itself", default=False)


class NoRider(NotAllowed):
    """Somebody who is signed in, but may not ride; the sentence says why."""

    def __init__(self, sentence: Words) -> None:
        DomainError.__init__(self, sentence)


class SecondFactorMissing(DomainError):
    """Screens lead to where it is set up (foodapp.ui.guard)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(t("The console asks for a second factor. Please set one up first."))


def hashed(token: str) -> str:
    """What the database keeps of a cookie. The cookie itself has 256 bits, so no salt is needed."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def open_for(
    session: Session,
    user: User,
    *,
    device: str = "",
    network: str = "",
    has_second_factor: bool = False,
) -> str:
    """A new sign-in, of somebody who has proven who they are; returns the cookie's value, which is
    stored nowhere. network: as accounts.knocking hashes it. has_second_factor: shown, too."""
    token = new_token()
    session.add(
        SignInSession(
            token_hash=hashed(token),
            user_id=user.id,
            expires_at=clock.now() + LASTS,
            device=device[:120],
            network=network,
            second_factor_at=clock.now() if has_second_factor else None,
        )
    )
    return token


def revoke(session: Session, cookies: Cookies) -> None:
    end(session, col(SignInSession.token_hash) == hashed(cookies.sid))


def revoke_all(session: Session, user_id: UUID) -> None:
    end(session, col(SignInSession.user_id) == user_id)


def end(session: Session, *which: ColumnElement[bool]) -> None:
    """End these sign-ins, and close what is open with them."""
    ended = session.exec(
        update(SignInSession)
        .where(*which, col(SignInSession.revoked_at).is_(None))
        .values(revoked_at=clock.now())
        .returning(col(SignInSession.token_hash))
    )
    dismiss(session, ended.scalars())


def rights_changed(session: Session, user_id: UUID) -> None:
    """This person may do less than before, or something else: their open pages begin anew."""
    _dismiss(session, col(SignInSession.user_id) == user_id)


def team_rights_changed(session: Session, restaurant_id: UUID) -> None:
    team = select(StaffMember.user_id).where(StaffMember.restaurant_id == restaurant_id)
    _dismiss(session, col(SignInSession.user_id).in_(team))


def _dismiss(session: Session, whose: ColumnElement[bool]) -> None:
    live = col(SignInSession.revoked_at).is_(None)
    dismiss(session, session.exec(select(SignInSession.token_hash).where(whose, live)))


def revoke_others(session: Session, user_id: UUID, *, keep: str) -> None:
    """Every sign-in but one. keep: its hash; empty: none is kept."""
    end(session, col(SignInSession.user_id) == user_id, col(SignInSession.token_hash) != keep)


def whose(session: ReadSession, cookies: Cookies) -> UUID | None:
    """Who is signed in in this browser, if anybody."""
    found = _current(session, cookies)
    return found.user_id if found else None


def _current(session: ReadSession, cookies: Cookies) -> SignInSession | None:
    if not cookies.sid:
        return None
    mine = SignInSession.token_hash == hashed(cookies.sid)
    return session.exec(_alive().where(mine)).one_or_none()


def alive_among(session: Session, hashes: Collection[str]) -> set[str]:
    """Of these sign-ins those that still open something."""
    among = col(SignInSession.token_hash).in_(hashes)
    return {row.token_hash for row in session.exec(_alive().where(among))}


def _alive() -> SelectOfScalar[SignInSession]:
    return (
        select(SignInSession)
        .join(User, col(User.id) == SignInSession.user_id)
        .where(
            col(SignInSession.revoked_at).is_(None),
            SignInSession.expires_at > clock.now(),
            col(User.disabled_at).is_(None),
        )
    )


def _signed_in(session: ReadSession, cookies: Cookies) -> SignInSession:
    found = _current(session, cookies)
    if found is None:
        raise NotSignedIn
    return found


def _in_use(session: ReadSession, cookies: Cookies, idle_minutes: float) -> SignInSession:
    """A sign-in for work: it ends when it is not used."""
    found = _signed_in(session, cookies)
    _note_use(session, found, idle_minutes)
    return found


def _note_use(session: ReadSession, found: SignInSession, idle_minutes: float) -> None:
    """At most once a minute, and never waiting for another request of the same browser that notes
    it."""
    unused = clock.now() - found.seen_at
    if unused > timedelta(minutes=idle_minutes):
        raise NotSignedIn
    if unused > TO_THE_MINUTE and not by_itself.get():
        note(session, partial(_seen_now, token_hash=found.token_hash))


def _seen_now(session: Session, *, token_hash: str) -> None:
    row = col(SignInSession.token_hash) == token_hash
    free = select(SignInSession.token_hash).where(row).with_for_update(skip_locked=True)
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash).in_(free))
        .values(seen_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def visitor(session: ReadSession, cookies: Cookies) -> Visitor:
    """Anybody with a browser. Refused only when not even the visitor cookie came."""
    found = _current(session, cookies)
    if found is None and not cookies.visitor:
        raise NotSignedIn
    return Visitor(
        visitor_hash=hashed(cookies.visitor) if cookies.visitor else "",
        user_id=found.user_id if found else None,
    )


def anybody() -> Visitor:
    """Who sees what everybody may see: a page that is kept for all, a crawler."""
    return Visitor(visitor_hash="", user_id=None)


def customer(session: ReadSession, cookies: Cookies) -> Customer:
    """For as long as it lasts, used or not; noted by the hour, for the list of their devices."""
    found = _signed_in(session, cookies)
    if clock.now() - found.seen_at > TO_THE_HOUR and not by_itself.get():
        note(session, partial(_seen_now, token_hash=found.token_hash))
    return Customer(user_id=found.user_id)


def customer_behind(_: Platform, user_id: UUID) -> Customer:
    """Who set something going while signed in, for the platform that finishes it later: a tip that
    waited for the gateway's page."""
    return Customer(user_id=user_id)


def restaurant_staff(session: ReadSession, cookies: Cookies) -> RestaurantStaff:
    """The staff member, in the restaurant they chose or else in their first one."""
    found = _in_use(session, cookies, settings().staff_idle_minutes)
    membership = session.exec(
        select(StaffMember)
        .where(StaffMember.user_id == found.user_id)
        .order_by(
            col(StaffMember.restaurant_id) != found.restaurant_id,
            col(StaffMember.created_at),
            col(StaffMember.restaurant_id),
        )
        .limit(1)
    ).one_or_none()
    if membership is None:
        raise NotAllowed
    return RestaurantStaff(
        membership.user_id, membership.restaurant_id, membership.role, found.proven_at
    )


def choose_restaurant(session: Session, cookies: Cookies, restaurant_id: UUID) -> None:
    found = _in_use(session, cookies, settings().staff_idle_minutes)
    if session.get(StaffMember, (found.user_id, restaurant_id)) is None:
        raise NotFound("restaurant")
    found.restaurant_id = restaurant_id


def rider(session: ReadSession, cookies: Cookies) -> Rider:
    found = _in_use(session, cookies, settings().rider_idle_minutes)
    profile = session.exec(
        select(RiderProfile).where(RiderProfile.user_id == found.user_id)
    ).one_or_none()
    if profile is None:
        raise NoRider(t("This account is not a rider's."))
    if profile.suspended_at is not None:
        raise NoRider(t("Your rider account is suspended. Please talk to our team."))
    if profile.approved_at is None:
        raise NoRider(t("Your rider account is being checked. We will tell you when you can ride."))
    return Rider(user_id=found.user_id, rider_id=profile.id, proven_at=found.proven_at)


def admin(session: ReadSession, cookies: Cookies) -> Admin:
    of_sign_in = col(AdminGrant.user_id) == SignInSession.user_id
    mine = SignInSession.token_hash == hashed(cookies.sid)
    with_grant = _alive().where(mine).outerjoin(AdminGrant, of_sign_in).add_columns(AdminGrant)
    found, grant = session.execute(with_grant).one_or_none() or (None, None)
    if found is None:
        raise NotSignedIn
    _note_use(session, found, settings().admin_idle_minutes)
    if grant is None:
        raise NotAllowed
    if found.second_factor_at is None and settings().admins_need_second_factor:
        raise NotSignedIn if factors.has(session, found.user_id) else SecondFactorMissing
    return Admin(user_id=found.user_id, role=grant.role, proven_at=found.proven_at)


def admin_before_second_factor(session: ReadSession, cookies: Cookies) -> Customer:
    """Whoever has a role in the console, and a sign-in that does not open it yet: to set up a
    second factor, which is their own matter."""
    found = _in_use(session, cookies, settings().admin_idle_minutes)
    if session.get(AdminGrant, found.user_id) is None:
        raise NotAllowed
    return Customer(found.user_id)


def second_factor_shown(session: Session, user_id: UUID, *, sign_in: str) -> None:
    """In this sign-in (its hash): by whoever has just set it up."""
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == sign_in, col(SignInSession.user_id) == user_id)
        .values(second_factor_at=clock.now())
    )


def prove(session: Session, user_id: UUID, *, sign_in: str) -> None:
    """The password of this sign-in's owner was entered again, rightly, or their passkey used.
    sign_in: its hash."""
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == sign_in, col(SignInSession.user_id) == user_id)
        .values(proven_at=clock.now())
    )
