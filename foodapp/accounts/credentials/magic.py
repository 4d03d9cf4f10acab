"""Signing in by a link in a mail, without a password.

The link belongs to the browser that asked for it. In another one it opens nothing by itself: there
whoever holds it types the code that the first browser shows. So a link that was forwarded, or that
a stranger asked for to have somebody else press it, signs nobody in.
"""

import secrets
from dataclasses import dataclass

from sqlmodel import Session, select

from foodapp.accounts import limits, people, sessions, signing
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import claiming, tokens
from foodapp.accounts.credentials.events import SignInLinkAsked
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import User
from foodapp.accounts.signing import HalfIn, SignedIn
from foodapp.kit import keys, outbox, security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import t

DIGITS = 6


class OtherBrowser(DomainError):
    status = 403

    def __init__(self) -> None:
        super().__init__(
            t(
                "Please type the code that is shown where you asked for the link, or ask for"
                " another link here."
            )
        )


class SomebodyElse(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Somebody else is signed in in this browser. Nothing has changed."))


@dataclass(frozen=True)
class LinkShown:
    """What the page of a link shows. Blank where it is no longer valid."""

    email: str = ""
    is_this_browser: bool = False
    signed_in_as: str = ""  # the e-mail of somebody else who is signed in here


def ask(session: Session, cookies: Cookies, *, email: str, persona: Persona, address: str) -> str:
    """The code that this browser shows: there is one for every address, so that it tells nobody
    whether there is such an account."""
    limits.count_address(address)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    try:
        email = people.email(email)
    except people.NotAnEmail:
        return code
    limits.count_mail(email, address)
    user = session.exec(select(User).where(User.email == email)).one_or_none()
    if user is None or user.disabled_at or not signing.belongs(session, user, persona):
        return code
    browser = sessions.hashed(cookies.visitor) if cookies.visitor else ""
    signed = keys.sign(keys.Use.DEVICES, _about(browser, code))
    outbox.record(
        session,
        SignInLinkAsked(user_id=user.id, persona=persona, browser_hash=browser, code=signed),
    )
    return code


def look(session: ReadSession, cookies: Cookies, *, token: str) -> LinkShown:
    row = tokens.look(session, Purpose.SIGN_IN, token)
    if row is None:
        return LinkShown()
    here = sessions.whose(session, cookies)
    other = session.get_one(User, here).email if here and here != row.user_id else ""
    return LinkShown(row.email, _asked_here(row, cookies), other)


def use(
    session: Session,
    cookies: Cookies,
    *,
    token: str,
    persona: Persona,
    came: Came,
    code: str = "",
    instead: bool = False,
) -> SignedIn | HalfIn:
    """code: what the other browser shows, where this one did not ask. instead: of whoever else is
    signed in here, which somebody has to say."""
    limits.count_address(came.address)
    row = tokens.look(session, Purpose.SIGN_IN, token)
    if row is None or row.user_id is None:
        raise tokens.NoLink
    here = sessions.whose(session, cookies)
    if here not in (None, row.user_id) and not instead:
        raise SomebodyElse
    if not _asked_here(row, cookies):
        _know_code(row, code)
    tokens.take(session, Purpose.SIGN_IN, token)
    user = tokens.hold(session, row.user_id)
    if not signing.belongs(session, user, persona):
        raise signing.OtherDoor(persona)
    claiming.by_mailbox(session, user, came)
    security.note_once_done(session, "sign_in_link_used", user=user.id, address=came.address)
    return signing.go_on(session, cookies, user, came, persona=persona)


def _asked_here(row: SingleUseToken, cookies: Cookies) -> bool:
    return bool(cookies.visitor) and row.browser_hash == sessions.hashed(cookies.visitor)


def _know_code(row: SingleUseToken, typed: str) -> None:
    limits.count_proof(f"link {row.token_hash}")
    code = "".join(sign for sign in typed if sign.isdigit())
    if not keys.is_signed(keys.Use.DEVICES, _about(row.browser_hash, code), row.facts["code"]):
        raise OtherBrowser


def _about(browser: str, code: str) -> str:
    return f"sign-in link|{browser}|{code}"
