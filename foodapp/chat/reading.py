"""How far each side has read, and the lines that somebody does not have yet."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Admin
from foodapp.chat import scoped
from foodapp.chat.models import ChatLine, Read, Side, Thread
from foodapp.chat.scoped import Person, Place
from foodapp.kit.db import ReadSession
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

MOST = 400  # lines at once


def lines(
    session: ReadSession, thread: Thread, *, after: int = 0, limit: int = MOST
) -> list[ChatLine]:
    """Those with a higher number, oldest first. after: the server's number of the last line that
    is known: no clock has a part in it."""
    found = (
        select(ChatLine)
        .where(ChatLine.thread_id == thread.id, ChatLine.number > after)
        .order_by(col(ChatLine.number))
        .limit(min(limit, MOST))
    )
    return list(session.exec(found))


def marks(session: ReadSession, thread: Thread) -> dict[Side, int]:
    """How far each side has read."""
    found = session.exec(select(Read.side, Read.number).where(Read.thread_id == thread.id))
    return {Side(side): number for side, number in found}


def unread(session: ReadSession, thread: Thread, side: Side) -> int:
    """Lines that others have written and this side has not seen. What the platform notes between
    them is nobody's message."""
    seen = (
        select(Read.number).where(Read.thread_id == thread.id, Read.side == side).scalar_subquery()
    )
    return session.exec(
        select(func.count()).where(
            ChatLine.thread_id == thread.id,
            ChatLine.number > func.coalesce(seen, 0),
            col(ChatLine.by).not_in((side, Side.PLATFORM)),
        )
    ).one()


def read(session: Session, who: Person, place: Place, *, number: int) -> None:
    """This person has seen the chat up to this line."""
    thread = scoped.existing(session, scoped.ground(session, who, place))
    if thread is not None:
        _read(session, thread, scoped.side_of(who), number)


def read_by_support(session: Session, admin: Admin, thread_id: UUID, *, number: int) -> None:
    _read(session, scoped.for_support(session, admin, thread_id), Side.SUPPORT, number)


def mark(session: Session, thread: Thread, side: Side, number: int) -> bool:
    """Never backwards; whether it moved."""
    seen = min(number, thread.last_number)
    put = insert(Read).values(thread_id=thread.id, side=side, number=seen, told_number=0)
    moved = session.scalar(
        put.on_conflict_do_update(
            index_elements=["thread_id", "side"],
            set_={"number": seen},
            where=col(Read.number) < seen,
        ).returning(col(Read.number))
    )
    return moved is not None


def _read(session: Session, thread: Thread, side: Side, number: int) -> None:
    if mark(session, thread, side, number):
        announce(session, topics.chat(thread.kind, thread.subject_id), read=side.value)
