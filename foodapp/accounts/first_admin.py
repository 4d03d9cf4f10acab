"""Owners of the console made by command: by whoever runs the machine, who could do anything."""

from sqlmodel import Session, select

from foodapp.accounts import invitations, passwords, people, sessions, signing
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.credentials import factors
from foodapp.accounts.models import AdminGrant, User
from foodapp.accounts.settings import settings as declared
from foodapp.kit import clock, security
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import t


def make(session: Session, *, email: str, name: str, password: str) -> str:
    """An owner with this password. An account that has the address already becomes one, gets the
    password, and is signed out everywhere: also the way back in after a lock-out. What was done,
    in a sentence."""
    email, name = people.email(email), people.name(name)
    signing.check_password(password, email, name)
    was_new = signing.new_user(session, email, name, passwords.hashed(password)) is not None
    user = session.exec(select(User).where(User.email == email).with_for_update()).one()
    if user.disabled_at is not None:
        raise DomainError(t("This account is disabled. Enable it in the console first."))
    user.name = name
    signing.set_password(session, user, password)
    user.email_proven_at = user.email_proven_at or clock.now()
    sessions.revoke_all(session, user.id)
    _own(session, user)
    security.note_once_done(
        session, "role_given", user=user.id, by="command line", role=AdminRole.OWNER.value
    )
    page = f"{settings().url_of('admin')}/admin/sign-in"
    made = "is an owner of the console now" if was_new else "owns the console, with this password"
    return f"{email} {made}. Sign in at {page}{_next(session, user)}"


def _next(session: Session, user: User) -> str:
    """What the console asks for beside the password."""
    if factors.has(session, user.id):
        return (
            "\nIt asks for the second factor of this account. If that is lost:"
            f" foodapp clear-second-factor --email {user.email}"
        )
    if declared().admins_need_second_factor:
        return "\nThere you set up a second factor first: a passkey, or an authenticator app."
    return ""


def by_link(session: Session, *, email: str) -> str:
    link = invitations.invite_owner_of_platform(session, email=email)
    return f"For {link.email}, once, until {link.until}:\n{link.url}"


def _own(session: Session, user: User) -> None:
    grant = session.get(AdminGrant, user.id, with_for_update=True)
    if grant is None:
        session.add(AdminGrant(user_id=user.id, role=AdminRole.OWNER))
    elif grant.role is not AdminRole.OWNER:
        grant.role, grant.given_by, grant.given_at = AdminRole.OWNER, None, clock.now()
