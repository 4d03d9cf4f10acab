"""The links that stand in mails. Whoever writes the mail calls these: the token is made then, kept
as a hash, and goes nowhere but into the message. They are paths of the persona's pages: the host in
front comes from the settings, never from what a request says its host is."""

from urllib.parse import urlencode

from sqlmodel import Session

from foodapp.accounts.credentials import emails, tokens
from foodapp.accounts.credentials.events import (
    EmailChangeAsked,
    EmailUnproven,
    ResetAsked,
    SignInLinkAsked,
)
from foodapp.accounts.credentials.models import Purpose
from foodapp.accounts.models import User
from foodapp.kit.personas import Persona

DOORS: dict[Persona, str] = {
    "customer": "/sign-in",
    "restaurant": "/restaurant/sign-in",
    "rider": "/rider/sign-in",
    "admin": "/admin/sign-in",
}


def reset(session: Session, event: ResetAsked) -> str:
    """Empty: nothing is to be sent any more."""
    return _to_own_mailbox(session, event, Purpose.RESET_PASSWORD, "reset")


def sign_in(session: Session, event: SignInLinkAsked) -> str:
    user = session.get(User, event.user_id)
    if user is None or user.disabled_at is not None:
        return ""
    token = tokens.issue(
        session,
        Purpose.SIGN_IN,
        user_id=user.id,
        email=user.email,
        browser_hash=event.browser_hash,
        code=event.code,
    )
    return page(event.persona, "link", token)


def prove_email(session: Session, event: EmailUnproven) -> str:
    user = session.get(User, event.user_id)
    if user is None or user.email_proven_at is not None:
        return ""
    return _to_own_mailbox(session, event, Purpose.PROVE_EMAIL, "confirm")


def change_email(session: Session, event: EmailChangeAsked) -> str:
    """To the new mailbox. Empty, too, where that is another account's by now."""
    user = session.get(User, event.user_id)
    if user is None or user.disabled_at is not None or emails.is_taken(session, event.new_email):
        return ""
    token = tokens.issue(session, Purpose.CHANGE_EMAIL, user_id=user.id, email=event.new_email)
    return page(event.persona, "confirm", token)


def page(persona: Persona, step: str, token: str = "") -> str:
    query = f"?{urlencode({'token': token})}" if token else ""
    return f"{DOORS[persona]}/{step}{query}"


def _to_own_mailbox(
    session: Session, event: ResetAsked | EmailUnproven, purpose: Purpose, step: str
) -> str:
    user = session.get(User, event.user_id)
    if user is None or user.disabled_at is not None:
        return ""
    token = tokens.issue(session, purpose, user_id=user.id, email=user.email)
    return page(event.persona, step, token)
