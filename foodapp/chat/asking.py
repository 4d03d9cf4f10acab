"""What waits for support: a request begins with somebody's line and ends when support closes it."""

from sqlmodel import Session, col, select

from foodapp.chat.models import ChatLine, Kind, Request, Side, Thread
from foodapp.kit import clock
from foodapp.realtime import topics
from foodapp.realtime.announce import announce


def follow(session: Session, thread: Thread, line: ChatLine) -> None:
    """A line was written in a chat that is held."""
    if thread.kind is Kind.CUSTOMER_RIDER:
        return
    request = open_request(session, thread)
    if line.by is Side.SUPPORT:
        if request is not None:
            _answered(request, line)
    elif request is None:
        session.add(Request(thread_id=thread.id, waiting_since=line.at))
    else:
        request.waiting_since = request.waiting_since or line.at
    announce(session, topics.support())


def open_request(session: Session, thread: Thread) -> Request | None:
    """Held until the transaction ends."""
    return session.exec(
        select(Request)
        .where(Request.thread_id == thread.id, col(Request.closed_at).is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _answered(request: Request, line: ChatLine) -> None:
    """Whoever answers has it."""
    request.waiting_since = None
    if request.answered_at is None:
        request.answered_at, request.answered_by = line.at, line.by_id
    if request.claimed_by is None:
        request.claimed_by, request.claimed_at = line.by_id, clock.now()
