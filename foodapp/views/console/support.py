"""What waits for support, one conversation and its order, and how fast support answers."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.chat import canned, reading, scoped, supporting
from foodapp.chat.models import ChatLine, Kind, Note, Request, Side, Thread
from foodapp.dispatch.models import ACTIVE, Delivery
from foodapp.kit import clock, db, when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t
from foodapp.orders.models import Order
from foodapp.restaurants.models import Restaurant
from foodapp.views.chat import ChatCard, Chats, bubbles
from foodapp.views.console.order import ConsoleOrder, console_order_of
from foodapp.views.console.order_facts import facts_of

PAGE = 100
MEASURED = timedelta(days=7)
PREVIEW = 90  # characters
NO_LINE = t("A dish was not right")  # of a request without a line: only a case opens one
KINDS = {
    Kind.CUSTOMER_RIDER: t("Customer and rider"),
    Kind.CUSTOMER_SUPPORT: t("Customer"),
    Kind.RESTAURANT_SUPPORT: t("Restaurant"),
    Kind.RIDER_SUPPORT: t("Rider"),
}


class Which(StrEnum):
    OPEN = ""
    MINE = "mine"
    CLOSED = "closed"


@dataclass(frozen=True)
class Waits:
    """One request in the queue. id: of its chat."""

    id: str
    name: str
    kind: str
    number: str  # of the order; empty without
    since: str  # how long it has waited; empty when it is answered
    is_late: bool
    claimed_by: str
    is_mine: bool
    preview: str
    at: str


@dataclass(frozen=True)
class Speed:
    """first_answer, slow_answer: of half, and of nine in ten, in the last seven days."""

    waiting: int = 0
    longest: str = "–"
    first_answer: str = "–"
    slow_answer: str = "–"
    answered: int = 0


@dataclass(frozen=True)
class Queue:
    rows: list[Waits]
    speed: Speed


@dataclass(frozen=True)
class ReadyAnswer:
    id: str
    title: str
    text: str


@dataclass(frozen=True)
class NoteCard:
    id: str
    by: str
    at: str
    text: str


@dataclass(frozen=True)
class Conversation:
    """All about a chat but its lines. order: blank where there is none."""

    id: str = ""
    name: str = ""
    kind: str = ""
    claimed_by: str = ""
    is_mine: bool = False
    is_open: bool = False  # something of it is still to be done
    was_asked: bool = False  # something was to be done, once
    waiting: str = ""
    notes: list[NoteCard] = field(default_factory=list)
    order_id: str = ""
    restaurant_id: str = ""
    between: str = ""  # of an order: the chat of its customer with the rider, by id


LATE = timedelta(minutes=3)


def queue(session: ReadSession, admin: Admin, *, which: Which = Which.OPEN) -> Queue:
    """Whoever has waited longest comes first."""
    require(admin, Permission.STEER_ORDERS)
    mine = col(Request.claimed_by) == admin.user_id
    if which is Which.CLOSED:
        found = _requests(col(Request.closed_at).is_not(None)).order_by(
            col(Request.closed_at).desc()
        )
    else:
        found = _requests(
            col(Request.closed_at).is_(None), *([mine] if which is Which.MINE else [])
        ).order_by(col(Request.waiting_since).asc().nulls_last(), col(Request.asked_at))
    return Queue(
        [_row(admin, *row) for row in session.execute(found.limit(PAGE))], speed(session, admin)
    )


def speed(session: ReadSession, admin: Admin) -> Speed:
    """How many wait now, and how soon requests of the last seven days had their first answer."""
    require(admin, Permission.STEER_ORDERS)
    took = func.extract("epoch", col(Request.answered_at) - col(Request.asked_at))
    half, most, answered = session.execute(
        select(
            func.percentile_cont(0.5).within_group(took),
            func.percentile_cont(0.9).within_group(took),
            func.count(),
        ).where(
            col(Request.answered_at).is_not(None),
            col(Request.asked_at) > clock.now() - MEASURED,
        )
    ).one()
    waiting, since = session.execute(
        select(func.count(), func.min(col(Request.waiting_since))).where(
            col(Request.closed_at).is_(None), col(Request.waiting_since).is_not(None)
        )
    ).one()
    return Speed(
        waiting=waiting,
        longest=_since(since) or "–",
        first_answer=_took(half),
        slow_answer=_took(most),
        answered=answered,
    )


def conversation(session: ReadSession, admin: Admin, thread_id: UUID) -> Conversation:
    """Leaves a row in the audit log."""
    thread = scoped.for_support(session, admin, thread_id)
    db.note(session, lambda own: supporting.note_reading(own, admin, thread_id))
    latest = session.execute(
        select(Request, col(User.name))
        .outerjoin(User, col(User.id) == Request.claimed_by)
        .where(col(Request.thread_id) == thread.id)
        .order_by(col(Request.asked_at).desc())
        .limit(1)
    ).first()
    request, claimed_by = latest or (None, None)
    still = request if request is not None and request.closed_at is None else None
    order_id = thread.order_id or _under_way(session, thread)
    return Conversation(
        id=str(thread.id),
        name=supporting.name_of(session, thread),
        kind=say(KINDS[thread.kind]),
        claimed_by=(claimed_by or "") if still else "",
        is_mine=still is not None and still.claimed_by == admin.user_id,
        is_open=still is not None,
        was_asked=request is not None,
        waiting=_since(still.waiting_since) if still else "",
        notes=_notes(session, thread),
        order_id=str(order_id or ""),
        restaurant_id=str(thread.restaurant_id or ""),
        between=_between(session, thread, order_id),
    )


def order_of(session: ReadSession, admin: Admin, thread_id: UUID) -> ConsoleOrder | None:
    """The order that a chat is about; of a rider's chat, the one under way."""
    thread = scoped.for_support(session, admin, thread_id)
    order_id = thread.order_id or _under_way(session, thread)
    if order_id is None:
        return None
    return console_order_of(session, admin, facts_of(session, order_id))


def lines_of(session: ReadSession, admin: Admin, thread_id: UUID, window: int) -> Chats:
    """The chat itself, as support reads and writes it."""
    thread = scoped.for_support(session, admin, thread_id)
    name = supporting.name_of(session, thread)
    card = ChatCard(
        id=f"support.{thread.id}",
        kind=thread.kind.value,
        about=str(thread.id),
        side=Side.SUPPORT.value,
        title=name,
        lines=bubbles(
            session, thread, Side.SUPPORT, _names(session, thread), window=window, me=admin.user_id
        ),
        last=thread.last_number,
        unread=reading.unread(session, thread, Side.SUPPORT),
        has_earlier=thread.last_number > window,
        photos="/api/chat/support/photo",
        query=urlencode({"thread": thread.id}),
    )
    return Chats([card], f"support.{admin.user_id}", ((thread.kind, thread.subject_id),))


def ready_answers(session: ReadSession, admin: Admin) -> list[ReadyAnswer]:
    return [ReadyAnswer(str(one.id), one.title, one.text) for one in canned.every(session, admin)]


def _requests(*which: ColumnElement[bool]) -> Select[Any]:
    riding, rider, claimer = aliased(RiderProfile), aliased(User), aliased(User)
    last = (
        select(col(ChatLine.text))
        .where(
            col(ChatLine.thread_id) == Thread.id,
            col(ChatLine.by).not_in([Side.SUPPORT, Side.PLATFORM]),
        )
        .order_by(col(ChatLine.number).desc())
        .limit(1)
        .scalar_subquery()
    )
    columns: list[Any] = [
        *(Request, Thread, col(Order.number), col(User.name), col(Restaurant.name)),
        *(col(rider.name), col(claimer.name), last),
    ]
    return (
        select(*columns)
        .join(Thread, col(Thread.id) == Request.thread_id)
        .outerjoin(Order, col(Order.id) == Thread.order_id)
        .outerjoin(User, col(User.id) == Thread.customer_id)
        .outerjoin(Restaurant, col(Restaurant.id) == Thread.restaurant_id)
        .outerjoin(riding, col(riding.id) == Thread.rider_id)
        .outerjoin(rider, col(rider.id) == riding.user_id)
        .outerjoin(claimer, col(claimer.id) == Request.claimed_by)
        .where(*which)
    )


def _row(
    admin: Admin,
    request: Request,
    thread: Thread,
    number: str | None,
    customer: str | None,
    restaurant: str | None,
    rider: str | None,
    claimed_by: str | None,
    last: str | None,
) -> Waits:
    zone, now = when.town(), clock.now()
    waits = request.waiting_since if request.closed_at is None else None
    return Waits(
        id=str(thread.id),
        name=customer or rider or restaurant or "",
        kind=say(KINDS[thread.kind]),
        number=number or "",
        since=_since(waits),
        is_late=waits is not None and now - waits > LATE,
        claimed_by=claimed_by or "",
        is_mine=request.claimed_by == admin.user_id,
        preview=(last or say(NO_LINE))[:PREVIEW],
        at=when.shown(request.closed_at or request.asked_at, zone, now),
    )


def _notes(session: ReadSession, thread: Thread) -> list[NoteCard]:
    zone, now = when.town(), clock.now()
    found = session.execute(
        select(Note, col(User.name))
        .join(User, col(User.id) == Note.by_id)
        .where(col(Note.thread_id) == thread.id)
        .order_by(col(Note.at))
        .limit(PAGE)
    )
    return [
        NoteCard(str(note.id), name, when.shown(note.at, zone, now), note.text)
        for note, name in found
    ]


def _names(session: ReadSession, thread: Thread) -> dict[Side, str]:
    names = {}
    if thread.customer_id is not None:
        names[Side.CUSTOMER] = session.get_one(User, thread.customer_id).name
    if thread.rider_id is not None:
        profile = session.get_one(RiderProfile, thread.rider_id)
        names[Side.RIDER] = session.get_one(User, profile.user_id).name
    if thread.kind is Kind.RESTAURANT_SUPPORT:
        names[Side.RESTAURANT] = supporting.name_of(session, thread)
    return names


def _under_way(session: ReadSession, thread: Thread) -> UUID | None:
    """What a rider who writes to support is bringing."""
    if thread.kind is not Kind.RIDER_SUPPORT:
        return None
    order_id: UUID | None = session.scalar(
        select(col(Delivery.order_id))
        .where(col(Delivery.rider_id) == thread.rider_id, col(Delivery.status).in_(ACTIVE))
        .limit(1)
    )
    return order_id


def _between(session: ReadSession, thread: Thread, order_id: UUID | None) -> str:
    if order_id is None or thread.kind is Kind.CUSTOMER_RIDER:
        return ""
    found = session.scalar(
        select(col(Thread.id))
        .where(col(Thread.order_id) == order_id, col(Thread.kind) == Kind.CUSTOMER_RIDER)
        .order_by(col(Thread.opened_at).desc())
        .limit(1)
    )
    return str(found or "")


def _since(at: datetime | None) -> str:
    return _took((clock.now() - at).total_seconds()) if at else ""


def _took(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    if seconds < 60:
        return say(t("{seconds} s", seconds=max(0, round(seconds))))
    minutes = round(seconds / 60)
    if minutes < 90:
        return say(t("{minutes} min", minutes=minutes))
    return say(t("{hours} h", hours=round(minutes / 60)))
