"""Somebody writes a line: stored once, under the server's next number, and told to who has the chat
open."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts.actors import Admin
from foodapp.chat import asking, masking, reading, scoped
from foodapp.chat.models import LONGEST, ChatLine, Kind, Side, Thread
from foodapp.chat.scoped import Ground, Person, Place, Writer
from foodapp.chat.settings import settings
from foodapp.kit import clock, wording
from foodapp.kit.errors import DomainError, TooMany
from foodapp.kit.facts import packed
from foodapp.kit.words import Value, t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)


class ChatClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This chat is closed. Our support is there for you."))


def write(
    session: Session, who: Person, place: Place, *, client_id: UUID, text: str, photo: str = ""
) -> ChatLine:
    """client_id: the device's name for this line. Sent again, also at the same moment, it is the
    line that was stored first. photo: a key of chat.photos."""
    ground = scoped.ground(session, who, place)
    thread = hold(session, ground)
    if (known := _known(session, thread, who, client_id)) is not None:
        return known
    if not ground.is_open:
        raise ChatClosed
    return _add(session, thread, who, client_id, text, photo)


def answer(
    session: Session, admin: Admin, thread_id: UUID, *, client_id: UUID, text: str, photo: str = ""
) -> ChatLine:
    """By support, in any chat and at any time."""
    thread = lock(session, scoped.for_support(session, admin, thread_id))
    if (known := _known(session, thread, admin, client_id)) is not None:
        return known
    return _add(session, thread, admin, client_id, text, photo)


def note_in(session: Session, thread: Thread, code: str, **facts: Value) -> ChatLine:
    """The platform's own line between theirs. The caller holds the chat."""
    line = ChatLine(
        thread_id=thread.id,
        number=_next(thread),
        client_id=uuid4(),
        by=Side.PLATFORM,
        code=code,
        facts=packed(facts),
    )
    session.add(line)
    _tell(session, thread)
    return line


def hold(session: Session, ground: Ground) -> Thread:
    """The chat, made where it is the first line; nobody else writes in it until we are done."""
    found = session.exec(_held(col(Thread.key) == ground.key)).one_or_none()
    if found is not None:
        return found
    made = insert(Thread).values(
        id=uuid4(),
        key=ground.key,
        kind=ground.kind,
        subject_id=ground.subject_id,
        order_id=ground.order_id,
        customer_id=ground.customer_id,
        rider_id=ground.rider_id,
        restaurant_id=ground.restaurant_id,
        last_number=0,
        opened_at=clock.now(),
        last_at=clock.now(),
    )
    session.execute(made.on_conflict_do_nothing(index_elements=["key"]))
    return session.exec(_held(col(Thread.key) == ground.key)).one()


def lock(session: Session, thread: Thread) -> Thread:
    return session.exec(_held(col(Thread.id) == thread.id)).one()


def _held(which: ColumnElement[bool]) -> SelectOfScalar[Thread]:
    found = select(Thread).where(which).with_for_update()
    return found.execution_options(populate_existing=True)


def _known(session: Session, thread: Thread, who: Writer, client_id: UUID) -> ChatLine | None:
    return session.exec(
        select(ChatLine).where(
            ChatLine.thread_id == thread.id,
            ChatLine.by_id == who.user_id,
            ChatLine.client_id == client_id,
        )
    ).one_or_none()


def _add(
    session: Session, thread: Thread, who: Writer, client_id: UUID, text: str, photo: str
) -> ChatLine:
    side = scoped.side_of(who)
    body = wording.paragraph(text, t("Your message"), most=LONGEST, needed=not photo)
    _not_too_fast(session, thread, who, bool(photo))
    if thread.kind is Kind.CUSTOMER_RIDER and side is not Side.SUPPORT:
        body = masking.masked(body)[:LONGEST]
    line = ChatLine(
        thread_id=thread.id,
        number=_next(thread),
        client_id=client_id,
        by=side,
        by_id=who.user_id,
        text=body,
        photo=photo,
    )
    session.add(line)
    reading.mark(session, thread, side, line.number)
    asking.follow(session, thread, line)
    _tell(session, thread)
    return line


def _next(thread: Thread) -> int:
    thread.last_number += 1
    thread.last_at = clock.now()
    return thread.last_number


def _not_too_fast(session: Session, thread: Thread, who: Writer, is_photo: bool) -> None:
    """Counted in the chat itself, which is held: also when Valkey is gone."""
    within, most = A_MINUTE, settings().chat_lines_a_minute
    which = [col(ChatLine.thread_id) == thread.id, col(ChatLine.by_id) == who.user_id]
    if is_photo:
        within, most = AN_HOUR, settings().chat_photos_an_hour
        which.append(col(ChatLine.photo) != "")
    since = col(ChatLine.at) > clock.now() - within
    if session.exec(select(func.count()).where(*which, since)).one() >= most:
        raise TooMany


def _tell(session: Session, thread: Thread) -> None:
    announce(session, topics.chat(thread.kind, thread.subject_id), n=thread.last_number)
