"""Where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from foodapp.accounts import sessions
from foodapp.accounts.actors import Person
from foodapp.accounts.models import SignInSession
from foodapp.kit import clock, security
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound

# First match wins: Edge calls itself Chrome too, and Chrome calls itself Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    id: str  # SHA-256 of its cookie
    name: str
    since: datetime
    seen: datetime  # used last, roughly
    is_this: bool


def name_of(user_agent: str) -> str:
    """ "Firefox on Windows": enough to tell one's own devices apart."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


def signed_in(session: ReadSession, person: Person, *, this: str, limit: int = 50) -> list[Device]:
    """The live sign-ins, newest first. this: hash of the asking browser's cookie."""
    rows = session.exec(
        select(SignInSession)
        .where(
            SignInSession.user_id == person.user_id,
            col(SignInSession.revoked_at).is_(None),
            SignInSession.expires_at > clock.now(),
        )
        .order_by(
            (col(SignInSession.token_hash) == this).desc(), col(SignInSession.created_at).desc()
        )
        .limit(limit)
    )
    return [
        Device(
            row.token_hash,
            row.device or "A browser",
            row.created_at,
            row.seen_at,
            row.token_hash == this,
        )
        for row in rows
    ]


def sign_out_of(session: Session, person: Person, device_id: str) -> None:
    """End one sign-in of one's own, e.g. on a phone that was lost."""
    row = session.exec(
        select(SignInSession).where(
            SignInSession.token_hash == device_id, SignInSession.user_id == person.user_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound("sign-in")
    sessions.end(session, col(SignInSession.token_hash) == device_id)


def sign_out_of_others(session: Session, person: Person, *, this: str) -> None:
    """this: hash of the sign-in that stays."""
    sessions.revoke_others(session, person.user_id, keep=this)
    security.note_once_done(session, "signed_out_elsewhere", user=person.user_id)
