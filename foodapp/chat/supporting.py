"""Support's side: somebody takes a request, notes what others need to know, and closes it."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import AuditEntry, RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.chat import asking, scoped, writing
from foodapp.chat.models import LONGEST, Note, Request, Thread
from foodapp.kit import clock, wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.orders.models import Order
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants.models import Restaurant

A_VISIT = timedelta(minutes=15)  # reading again within it is the same reading


class NothingOpen(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Nothing waits in this chat."))


class HasIt(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(t("{name} has this one already.", name=name))


def claim(
    session: Session, admin: Admin, thread_id: UUID, *, although_claimed: bool = False
) -> Request:
    """Mine now. although_claimed: take it over from a colleague."""
    request = _open(session, admin, thread_id)
    if request.claimed_by not in (None, admin.user_id) and not although_claimed:
        raise HasIt(session.get_one(User, request.claimed_by).name)
    request.claimed_by, request.claimed_at = admin.user_id, clock.now()
    announce(session, topics.support())
    return request


def release(session: Session, admin: Admin, thread_id: UUID) -> Request:
    """Back into the queue, for whoever is next."""
    request = _open(session, admin, thread_id)
    request.claimed_by = request.claimed_at = None
    announce(session, topics.support())
    return request


def close(session: Session, admin: Admin, thread_id: UUID) -> Request:
    """Done. Another line of theirs opens a new one."""
    request = _open(session, admin, thread_id)
    request.closed_at, request.closed_by = clock.now(), admin.user_id
    announce(session, topics.support())
    return request


def reopen(session: Session, admin: Admin, thread_id: UUID) -> Request:
    """It was not done after all; it is then with whoever says so."""
    thread = writing.lock(session, scoped.for_support(session, admin, thread_id))
    if (still := asking.open_request(session, thread)) is not None:
        return still
    last = session.exec(
        select(Request)
        .where(Request.thread_id == thread.id)
        .order_by(col(Request.asked_at).desc())
        .limit(1)
        .with_for_update()
    ).first()
    if last is None:
        raise NothingOpen
    last.closed_at = last.closed_by = None
    last.claimed_by, last.claimed_at = admin.user_id, clock.now()
    announce(session, topics.support())
    return last


def note(session: Session, admin: Admin, thread_id: UUID, *, text: str) -> Note:
    """For colleagues' eyes alone."""
    thread = scoped.for_support(session, admin, thread_id)
    body = wording.paragraph(text, t("The note"), most=LONGEST, needed=True)
    row = Note(thread_id=thread.id, by_id=admin.user_id, text=body)
    session.add(row)
    announce(session, topics.chat(thread.kind, thread.subject_id), note=str(row.id))
    return row


def start_about(session: Session, admin: Admin, order_id: UUID) -> Thread:
    """The chat with the customer of this order, whether or not they have written."""
    require(admin, Permission.STEER_ORDERS)
    order = session.get(Order, order_id)
    if order is None:
        raise NotFound("order")
    return writing.hold(session, scoped.about_order(order))


def start_with_rider(session: Session, admin: Admin, rider_id: UUID) -> Thread:
    require(admin, Permission.STEER_ORDERS)
    if session.get(RiderProfile, rider_id) is None:
        raise NotFound("rider")
    return writing.hold(session, scoped.of_rider(rider_id))


def start_with_restaurant(session: Session, admin: Admin, restaurant_id: UUID) -> Thread:
    require(admin, Permission.STEER_ORDERS)
    if session.get(Restaurant, restaurant_id) is None:
        raise NotFound("restaurant")
    return writing.hold(session, scoped.of_restaurant(restaurant_id))


def note_reading(session: Session, admin: Admin, thread_id: UUID) -> None:
    """Who of support has read which chat stands in the audit log, once a visit."""
    lately = session.exec(
        select(AuditEntry.id)
        .where(
            AuditEntry.by_id == admin.user_id,
            AuditEntry.action == "chat_read",
            AuditEntry.subject_id == thread_id,
            col(AuditEntry.at) > clock.now() - A_VISIT,
        )
        .limit(1)
    ).first()
    if lately is None:
        thread = scoped.for_support(session, admin, thread_id)
        name = name_of(session, thread)
        audit.note(session, admin, "chat_read", "chat", thread.id, name, of=thread.kind.value)


def name_of(session: ReadSession, thread: Thread) -> str:
    """Whom support would name: the order, else the person or the restaurant."""
    if thread.order_id is not None:
        return session.get_one(Order, thread.order_id).number
    if thread.restaurant_id is not None:
        return session.get_one(Restaurant, thread.restaurant_id).name
    if thread.rider_id is not None:
        profile = session.get_one(RiderProfile, thread.rider_id)
        return session.get_one(User, profile.user_id).name
    return session.get_one(User, thread.customer_id).name


def _open(session: Session, admin: Admin, thread_id: UUID) -> Request:
    thread = writing.lock(session, scoped.for_support(session, admin, thread_id))
    request = asking.open_request(session, thread)
    if request is None:
        raise NothingOpen
    return request
