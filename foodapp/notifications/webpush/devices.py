"""Browsers that somebody has switched on, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, delete, or_, select

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.models import SignInSession
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import t
from foodapp.notifications.webpush import encrypting, endpoints, signing
from foodapp.notifications.webpush.encrypting import BrowserKeys
from foodapp.notifications.webpush.models import PushLoss, PushSubscription
from foodapp.notifications.webpush.posting import Fate, Outcome

AT_ONCE = 20  # of one person: more browsers than anybody uses


class OldKey(DomainError):
    """The browser subscribed with a public key that is no longer ours: it has to do so again."""

    def __init__(self) -> None:
        super().__init__(t("Notifications have to be switched on again in this browser."))


class Standing(StrEnum):
    OFF = "off"
    ON = "on"
    FAILING = "failing"  # the last push did not get there
    STALE = "stale"  # made with an old key of ours: renewed at its next visit
    LOST = "lost"  # its push service no longer knows it


@dataclass(frozen=True)
class State:
    """Of one browser, for the person who uses it."""

    standing: Standing
    since: datetime | None = None
    failure: str = ""  # a code: "410", "timeout"


def subscribe(
    session: Session,
    cookies: Cookies,
    *,
    endpoint: str,
    browser: BrowserKeys,
    made_with: str,
    device: str,
) -> None:
    """From now on this browser is woken for whoever is signed in in it, until they sign out. It has
    one subscription: whatever it or its endpoint had before is replaced. made_with: the public key
    it was given."""
    user_id = _signed_in(session, cookies)
    endpoints.check(endpoint)
    encrypting.check(browser)
    if not made_with or made_with != signing.public_key():
        raise OldKey
    sign_in = sessions.hashed(cookies.sid)
    row = {
        "endpoint": endpoint,
        "endpoint_hash": _hash(endpoint),
        "p256dh": browser.p256dh,
        "auth": browser.auth,
        "user_id": user_id,
        "sign_in": sign_in,
        "made_with": made_with,
        "device": device[:120],
    }
    _replace(session, row)
    session.exec(delete(PushLoss).where(col(PushLoss.sign_in) == sign_in))


def _replace(session: Session, row: dict[str, object]) -> None:
    others = col(PushSubscription.endpoint_hash) != row["endpoint_hash"]
    mine = col(PushSubscription.sign_in) == row["sign_in"]
    session.exec(delete(PushSubscription).where(mine, others))
    fresh = {"failure": "", "failed_at": None, "wait_until": None}
    new = insert(PushSubscription).values(id=uuid4(), created_at=clock.now(), **row, **fresh)
    session.execute(
        new.on_conflict_do_update(index_elements=["endpoint_hash"], set_={**row, **fresh})
    )


def unsubscribe(session: Session, cookies: Cookies) -> None:
    """This browser is left in peace; other browsers of the same person are not touched."""
    _signed_in(session, cookies)
    forget(session, cookies)


def forget(session: Session, cookies: Cookies) -> None:
    """As unsubscribe, for whoever signs out."""
    sign_in = sessions.hashed(cookies.sid)
    session.exec(delete(PushSubscription).where(col(PushSubscription.sign_in) == sign_in))
    session.exec(delete(PushLoss).where(col(PushLoss.sign_in) == sign_in))


def awake(session: Session, user_id: UUID) -> list[PushSubscription]:
    """Where this person can be reached now: signed in there still, and subscribed with today's
    key."""
    rows = session.exec(
        select(PushSubscription)
        .where(
            PushSubscription.user_id == user_id,
            PushSubscription.made_with == signing.public_key(),
        )
        .order_by(col(PushSubscription.created_at).desc())
        .limit(AT_ONCE)
    ).all()
    alive = sessions.alive_among(session, [row.sign_in for row in rows])
    return [row for row in rows if row.sign_in in alive]


def awake_one(session: Session, subscription_id: UUID) -> PushSubscription | None:
    """The same of one browser."""
    row = session.get(PushSubscription, subscription_id)
    if row is None or row.made_with != signing.public_key():
        return None
    return row if sessions.alive_among(session, [row.sign_in]) else None


def note(session: Session, subscription_id: UUID, outcome: Outcome) -> None:
    """What became of a push there. One that nobody holds any more goes at once; one whose service
    is busy stays, and is left alone until its time."""
    row = session.exec(
        select(PushSubscription).where(PushSubscription.id == subscription_id).with_for_update()
    ).one_or_none()
    if row is None:
        return
    if outcome.fate is Fate.GONE:
        _lose(session, row, outcome.code)
    elif outcome.fate is Fate.TAKEN:
        row.taken_at, row.failure, row.wait_until = clock.now(), "", None
    else:
        row.failed_at, row.failure, row.wait_until = clock.now(), outcome.code, outcome.wait_until


def _lose(session: Session, row: PushSubscription, code: str) -> None:
    lost = {"lost_at": clock.now(), "code": code}
    put = insert(PushLoss).values(sign_in=row.sign_in, **lost)
    session.execute(put.on_conflict_do_update(index_elements=["sign_in"], set_=lost))
    session.delete(row)


def states(session: ReadSession, sign_ins: Sequence[str]) -> dict[str, State]:
    """By the hash of the sign-in; what is not there is off."""
    rows = session.exec(
        select(SignInSession.token_hash, PushSubscription, PushLoss)
        .outerjoin(PushSubscription, col(PushSubscription.sign_in) == SignInSession.token_hash)
        .outerjoin(PushLoss, col(PushLoss.sign_in) == SignInSession.token_hash)
        .where(col(SignInSession.token_hash).in_(sign_ins))
        .limit(len(sign_ins))
    )
    found = {sign_in: _state(row, loss) for sign_in, row, loss in rows}
    return {sign_in: state for sign_in, state in found.items() if state is not None}


def _state(row: PushSubscription | None, loss: PushLoss | None) -> State | None:
    if row is None:
        return State(Standing.LOST, loss.lost_at, loss.code) if loss is not None else None
    if row.made_with != signing.public_key():
        return State(Standing.STALE, row.created_at)
    if row.failure:
        return State(Standing.FAILING, row.failed_at, row.failure)
    return State(Standing.ON, row.created_at)


def forget_signed_out(session: Session) -> int:
    """By the clock: subscriptions of sign-ins that have ended. Nothing was sent there since."""
    ended = select(SignInSession.token_hash).where(
        or_(
            col(SignInSession.revoked_at).is_not(None),
            col(SignInSession.expires_at) <= clock.now(),
        )
    )
    gone = session.execute(
        delete(PushSubscription)
        .where(col(PushSubscription.sign_in).in_(ended))
        .returning(col(PushSubscription.id))
    )
    return len(gone.all())


def _signed_in(session: ReadSession, cookies: Cookies) -> UUID:
    user_id = sessions.whose(session, cookies)
    if user_id is None:
        raise NotSignedIn
    return user_id


def _hash(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()
