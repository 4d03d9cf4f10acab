"""STOP and START: whoever answers with one of these words is sent nothing, or something again (CTIA
Messaging Principles 5.2; Twilio's words for long codes)."""

import unicodedata

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, delete, select

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.notifications.texting import numbers
from foodapp.notifications.texting.models import SmsStop, StoppedBy

STOP = frozenset(
    {*("stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit"), "revoke", "optout"}
)
START = frozenset({"start", "yes", "unstop"})


def answered(session: Session, number: str, text: str, *, said_by_twilio: str = "") -> None:
    """Somebody wrote to us. said_by_twilio: its OptOutType, which knows words of other languages;
    empty: the text itself."""
    word = said_by_twilio.lower() or _word(text)
    e164 = numbers.textable(number) or number
    if word in STOP:
        stop(session, e164, StoppedBy.WORD)
    elif word in START:
        start(session, e164)


def stop(session: Session, number: str, by: StoppedBy) -> None:
    """Noted once: the first time counts."""
    new = insert(SmsStop).values(number=number[:20], by=by, at=clock.now())
    session.execute(new.on_conflict_do_nothing())


def start(session: Session, number: str) -> None:
    session.exec(delete(SmsStop).where(col(SmsStop.number) == number))


def is_stopped(session: ReadSession, number: str) -> bool:
    """number: E.164."""
    mine = select(SmsStop.number).where(SmsStop.number == number)
    return session.exec(mine).first() is not None


def _word(text: str) -> str:
    """ "  Stop! " and "STOP." are stop."""
    said = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in said).split())
