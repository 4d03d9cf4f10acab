"""Lines that nobody read in time are told elsewhere: once for all that lie there, and again only
for newer ones."""

from datetime import timedelta

from sqlalchemy import and_, literal, union_all
from sqlalchemy import select as plain
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from foodapp.chat.events import LinesUnread
from foodapp.chat.models import ChatLine, Kind, Read, Side, Thread
from foodapp.chat.settings import settings
from foodapp.kit import clock, outbox

AT_ONCE = 100
LOOK_BACK = timedelta(hours=6)  # what was missed for longer, as while the platform was down, rests
# Support has a queue, and looks there.
PEOPLE = {
    Kind.CUSTOMER_RIDER: (Side.CUSTOMER, Side.RIDER),
    Kind.CUSTOMER_SUPPORT: (Side.CUSTOMER,),
    Kind.RESTAURANT_SUPPORT: (Side.RESTAURANT,),
    Kind.RIDER_SUPPORT: (Side.RIDER,),
}


def tell(session: Session) -> int:
    """Record it for those whose lines have waited too long; how many."""
    due = _due(session)
    for thread, side, number in due:
        _remember(session, thread, side, number)
        outbox.record(
            session,
            LinesUnread(
                thread_id=thread.id,
                kind=thread.kind.value,
                side=side.value,
                number=number,
                order_id=thread.order_id,
                customer_id=thread.customer_id,
                rider_id=thread.rider_id,
                restaurant_id=thread.restaurant_id,
            ),
        )
    return len(due)


def _due(session: Session) -> list[tuple[Thread, Side, int]]:
    """Chats in which a side has a line of somebody else's that is older than the wait, was not
    read, and was not told yet; with the newest such line. Held, so that two rounds tell once."""
    now = clock.now()
    wait = now - timedelta(seconds=settings().chat_unread_s)
    sides = union_all(
        *[
            plain(literal(kind.value).label("kind"), literal(side.value).label("side"))
            for kind, sides in PEOPLE.items()
            for side in sides
        ]
    ).subquery()
    known = and_(col(Read.thread_id) == Thread.id, col(Read.side) == sides.c.side)
    newest = (
        plain(func.max(ChatLine.number))
        .where(
            col(ChatLine.thread_id) == Thread.id,
            col(ChatLine.by) != sides.c.side,
            col(ChatLine.by) != Side.PLATFORM,  # its notes are told by what they tell of
            col(ChatLine.at) <= wait,
            col(ChatLine.at) > now - LOOK_BACK,
            col(ChatLine.number)
            > func.greatest(func.coalesce(Read.number, 0), func.coalesce(Read.told_number, 0)),
        )
        .correlate(Thread, Read, sides)
        .scalar_subquery()
    )
    found = session.execute(
        select(Thread, sides.c.side, newest)
        .join(sides, sides.c.kind == Thread.kind)
        .outerjoin(Read, known)
        .where(col(Thread.last_at) > now - LOOK_BACK, newest.is_not(None))
        .limit(AT_ONCE)
        .with_for_update(of=Thread, skip_locked=True)
    ).all()
    return [(thread, Side(side), number) for thread, side, number in found]


def _remember(session: Session, thread: Thread, side: Side, number: int) -> None:
    put = insert(Read).values(thread_id=thread.id, side=side, number=0, told_number=number)
    session.execute(
        put.on_conflict_do_update(
            index_elements=["thread_id", "side"], set_={"told_number": number}
        )
    )
