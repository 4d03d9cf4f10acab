"""What waits for support: a request begins with somebody's line and ends when support closes it."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin
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
            _answered(request, line.at, line.by_id)
    else:
        _wait(session, thread, request, line.at)
    announce(session, topics.support())


def wait(session: Session, thread: Thread) -> None:
    """Support is to look at something, without a line of anybody's. The caller holds the chat."""
    _wait(session, thread, open_request(session, thread), clock.now())
    announce(session, topics.support())


def attended(session: Session, thread: Thread, admin: Admin) -> None:
    """Support did what was wanted, without a line."""
    request = open_request(session, thread)
    if request is not None:
        _answered(request, clock.now(), admin.user_id)
    announce(session, topics.support())


def open_request(session: Session, thread: Thread) -> Request | None:
    """Held until the transaction ends."""
    return session.exec(
        select(Request)
        .where(Request.thread_id == thread.id, col(Request.closed_at).is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _wait(session: Session, thread: Thread, request: Request | None, since: datetime) -> None:
    if request is None:
        session.add(Request(thread_id=thread.id, waiting_since=since))
    else:
        request.waiting_since = request.waiting_since or since


def _answered(request: Request, at: datetime, by_id: UUID | None) -> None:
    """Whoever answers has it."""
    request.waiting_since = None
    if request.answered_at is None:
        request.answered_at, request.answered_by = at, by_id
    if request.claimed_by is None:
        request.claimed_by, request.claimed_at = by_id, clock.now()
