"""Somebody has read what they were told."""

from uuid import UUID

from sqlmodel import Session, col, select, update

from foodapp.kit import clock
from foodapp.kit.errors import NotFound
from foodapp.notifications import recipients
from foodapp.notifications.models import Notification
from foodapp.notifications.preferences import Person
from foodapp.realtime import topics
from foodapp.realtime.announce import announce


def read(session: Session, actor: Person, notification_id: UUID) -> Notification:
    """One of theirs; what would be sent next need not be."""
    mine = select(Notification).where(
        Notification.id == notification_id, Notification.who == recipients.of_actor(actor).who
    )
    told = session.exec(mine.with_for_update()).one_or_none()
    if told is None:
        raise NotFound("notification")
    if told.read_at is None:
        told.read_at = clock.now()
        announce(session, topics.inbox(actor.user_id))
    return told


def read_all(session: Session, actor: Person) -> None:
    """In this role of theirs."""
    session.exec(
        update(Notification)
        .where(
            col(Notification.who) == recipients.of_actor(actor).who,
            col(Notification.read_at).is_(None),
        )
        .values(read_at=clock.now())
    )
    announce(session, topics.inbox(actor.user_id))
