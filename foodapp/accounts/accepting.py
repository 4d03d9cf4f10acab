"""Accepting an invitation: whoever holds its link shows that the address is theirs.

Looking at it changes nothing. An account that somebody made with this address before, and never
proved, goes to the holder of the link: they choose its password, and whoever made it is out.
"""

from dataclasses import dataclass

from sqlalchemy import column, table
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts import (
    audit,
    invitations,
    limits,
    passwords,
    people,
    rider_approval,
    roles,
    sessions,
    signing,
    staffing,
)
from foodapp.accounts.actors import PERMISSIONS, AdminRole, Cookies, StaffRole
from foodapp.accounts.credentials import claiming
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import (
    AdminGrant,
    Invitation,
    InvitationKind,
    StaffMember,
    User,
    Vehicle,
)
from foodapp.accounts.signing import HalfIn, SignedIn
from foodapp.kit import clock, security
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import t

NO_PASSWORD = "!"  # noqa: S105 - no password has this hash
RESTAURANTS = table("restaurants", column("id"), column("name"))  # they stand above accounts


class NoInvitation(DomainError):
    """Also for one that was used, has expired or was withdrawn."""

    status = 404

    def __init__(self) -> None:
        super().__init__(t("This link is no longer valid. Please ask for a new one."))


class OtherPerson(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This invitation is for somebody else than who is signed in here."))


@dataclass(frozen=True)
class Offer:
    """What the page of a link shows. Blank where the link is no longer valid."""

    email: str = ""
    role: str = ""
    where: str = ""  # the restaurant's name
    by: str = ""  # who invites
    is_new: bool = False  # nobody has proven this address: a name and a password are chosen
    is_taken: bool = False  # somebody has made an account with it, without proof
    signed_in_as: str = ""  # the e-mail of somebody else who is signed in in this browser


def look(session: Session, cookies: Cookies, *, token: str, persona: Persona) -> Offer:
    """Changes nothing, however often and by whomever it is opened."""
    row = session.exec(_of(token, persona)).one_or_none()
    if row is None or not _may_still_invite(session, row):
        return Offer()
    user = session.exec(select(User).where(User.email == row.email)).one_or_none()
    here = sessions.whose(session, cookies)
    me = session.get(User, here) if here else None
    return Offer(
        email=row.email,
        role=row.role,
        where=_restaurant(session, row),
        by=_inviter(session, row),
        is_new=user is None or user.email_proven_at is None,
        is_taken=user is not None and user.email_proven_at is None,
        signed_in_as=me.email if me is not None and me.email != row.email else "",
    )


def accept(
    session: Session,
    cookies: Cookies,
    *,
    token: str,
    persona: Persona,
    password: str,
    name: str,
    address: str,
    device: str = "",
    device_cookie: str = "",
) -> SignedIn | HalfIn:
    """Once, by whoever holds the link. password: a new one where nobody has proven the address
    before (with the name), else the account's own. address: the IP address."""
    limits.count_address(address)
    row = session.exec(
        _of(token, persona).with_for_update().execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or not _may_still_invite(session, row):
        raise NoInvitation
    _refuse_somebody_else(session, cookies, row)
    user = _holder(session, row, password, name)
    _give(session, row, user)
    row.accepted_at = clock.now()
    _record(session, row, user, address)
    came = Came(address, device, device_cookie)
    return signing.go_on(session, cookies, user, came, persona=persona)


def _of(token: str, persona: Persona) -> SelectOfScalar[Invitation]:
    kinds = [kind for kind, its in invitations.PERSONAS.items() if its == persona]
    mine = sessions.hashed(token)
    return select(Invitation).where(
        (col(Invitation.token_hash) == mine) | (col(Invitation.mailed_hash) == mine),
        col(Invitation.kind).in_(kinds),
        *invitations.is_open(),
    )


def _may_still_invite(session: Session, row: Invitation) -> bool:
    """An invitation lasts no longer than the right to invite."""
    if row.invited_by is None:
        return row.kind is InvitationKind.ADMIN  # by command, not by a person
    by = session.get(User, row.invited_by)
    if by is None or by.disabled_at is not None:
        return False
    grant = session.get(AdminGrant, by.id, populate_existing=True)
    if grant is not None and invitations.permission_for(row.kind) in PERMISSIONS[grant.role]:
        return True
    if row.restaurant_id is None:
        return False
    member = session.get(StaffMember, (by.id, row.restaurant_id), populate_existing=True)
    return member is not None and member.role is StaffRole.OWNER


def _refuse_somebody_else(session: Session, cookies: Cookies, row: Invitation) -> None:
    here = sessions.whose(session, cookies)
    if here is not None and session.get_one(User, here).email != row.email:
        raise OtherPerson


def _holder(session: Session, row: Invitation, password: str, name: str) -> User:
    """Whose address this is, proven from now on: a new account, or the one that is there."""
    signing.new_user(session, row.email, people.name(name or row.email), NO_PASSWORD)
    user = _user(session, row.email)
    if user.disabled_at is not None:
        raise DomainError(t("This account is disabled. Please talk to our team."))
    if user.email_proven_at is not None:
        _own_password(user, row, password)
    else:
        _take_over(session, user, password, name)
    return user


def _own_password(user: User, row: Invitation, password: str) -> None:
    limits.count_proof(f"invitation {row.id}")
    if not passwords.matches(password, user.password_hash):
        security.note("password_refused", user=user.id)
        raise signing.WrongPair


def _take_over(session: Session, user: User, password: str, name: str) -> None:
    """What whoever made the account has left in it is not the holder's: sign-ins, where food is
    brought, whom riders call."""
    user.name = people.name(name)
    claiming.clear(session, user)
    signing.set_password(session, user, password)
    user.email_proven_at = clock.now()


def _give(session: Session, row: Invitation, user: User) -> None:
    if row.restaurant_id is not None:
        role = StaffRole(row.role)
        staffing.join(session, row.restaurant_id, user, role=role, given_by=row.invited_by)
    elif row.kind is InvitationKind.RIDER:
        rider_approval.join(session, user, vehicle=Vehicle(row.role), is_approved=row.is_approved)
    else:
        roles.join(session, user, role=AdminRole(row.role), given_by=row.invited_by)


def _record(session: Session, row: Invitation, user: User, address: str) -> None:
    security.note_once_done(
        session,
        "invitation_accepted",
        user=user.id,
        by=row.invited_by or "command line",
        kind=row.kind.value,
        role=row.role,
        address=address,
    )
    grant = session.get(AdminGrant, row.invited_by or user.id)
    if grant is not None:
        about = row.restaurant_id or user.id
        what: audit.Subject = "restaurant" if row.restaurant_id else "person"
        action = "invitation_accepted"
        audit.note_by(session, grant.user_id, grant.role, action, what, about, user.name, row.role)


def _user(session: Session, email: str) -> User:
    """Held: nobody else changes its password meanwhile."""
    return session.exec(
        select(User)
        .where(User.email == email)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _restaurant(session: Session, row: Invitation) -> str:
    if row.restaurant_id is None:
        return ""
    found = select(RESTAURANTS.c.name).where(RESTAURANTS.c.id == row.restaurant_id)
    return str(session.execute(found).scalar_one())


def _inviter(session: Session, row: Invitation) -> str:
    return session.get_one(User, row.invited_by).name if row.invited_by else ""
