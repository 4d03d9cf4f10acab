"""The one door: somebody is told of something, once, whatever happens twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from foodapp.kit import clock, db
from foodapp.kit.facts import packed
from foodapp.kit.words import Value
from foodapp.notifications import channels, preferences
from foodapp.notifications.catalogue import kind as of_name
from foodapp.notifications.kind import ChannelName, Kind, Urgency
from foodapp.notifications.models import BESIDES, Notification, Sending, SendingStatus
from foodapp.notifications.preferences import Preferences
from foodapp.notifications.recipients import Recipient
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

PRIORITY = {Urgency.NOW: 0, Urgency.SOON: 1, Urgency.LATER: 2}


def nobody(_: ChannelName) -> None:
    """Nothing waits: the clock finds it."""


_nudge: Callable[[ChannelName], None] = nobody


def assemble(nudge: Callable[[ChannelName], None]) -> None:
    """Once at start of every program that has a worker: how it is told to send at once."""
    global _nudge
    _nudge = nudge


def tell(
    session: Session,
    kind: str,
    to: Recipient,
    *,
    key: str,
    link: str = "",
    facts: Mapping[str, Value] | None = None,
    subject: str = "",
    at: datetime | None = None,
) -> Notification | None:
    """In the caller's transaction: the entry of the inbox, and a row for each channel and address,
    before anything is sent. None: they have been told of this before. key: what it is about; link:
    a path of theirs; subject: what a phone shows one entry of; at: not before."""
    told = _entry(of_name(kind), to, key, link, packed(facts or {}), subject, at)
    put = insert(Notification).values(**told.model_dump())
    once = put.on_conflict_do_nothing(constraint="ux_notifications_once")
    if session.scalar(once.returning(col(Notification.id))) is None:
        return None
    _queue(session, of_name(kind), to, told)
    if to.user_id is not None:
        announce(session, topics.inbox(to.user_id), told=str(told.id))
    return told


def _entry(
    kind: Kind,
    to: Recipient,
    key: str,
    link: str,
    facts: dict[str, object],
    subject: str,
    at: datetime | None,
) -> Notification:
    starts = max(at, clock.now()) if at else clock.now()
    return Notification(
        key=key,
        kind=kind.name,
        who=to.who,
        persona=to.persona,
        user_id=to.user_id,
        restaurant_id=to.restaurant_id,
        email=to.email,
        name=to.name,
        link=link,
        subject=subject or key,
        facts=facts,
        not_before=at,
        expires_at=starts + kind.lives if kind.lives else None,
    )


def _queue(session: Session, kind: Kind, to: Recipient, told: Notification) -> None:
    wishes = preferences.of(session, to.user_id)
    rows = [
        *_ladder(session, kind, to, told, wishes),
        *_besides(session, kind, to, told, wishes),
    ]
    if not rows:
        return
    session.add_all(rows)
    now = clock.now()
    for channel in {row.channel for row in rows if row.due_at <= now}:
        db.after_commit(session, lambda name=channel: _nudge(name))  # type: ignore[misc]


def _ladder(
    session: Session, kind: Kind, to: Recipient, told: Notification, wishes: Preferences
) -> list[Sending]:
    """The first channel that can reach them now, the others when those before had their time."""
    rows: list[Sending] = []
    wait, status = timedelta(), SendingStatus.QUEUED
    for rung, name in enumerate(kind.ladder):
        if name is ChannelName.SMS and kind.urgency is not Urgency.NOW:
            continue
        step = _Step(name, rung, wait, status)
        if found := _rows(session, kind, to, told, wishes, step):
            rows += found
            wait, status = wait + channels.known()[name].waits, SendingStatus.WAITING
    return rows


def _besides(
    session: Session, kind: Kind, to: Recipient, told: Notification, wishes: Preferences
) -> list[Sending]:
    return [
        row for name in kind.always for row in _rows(session, kind, to, told, wishes, _Step(name))
    ]


@dataclass(frozen=True)
class _Step:
    """One channel's turn. wait: after those before it."""

    channel: ChannelName
    rung: int = BESIDES
    wait: timedelta = timedelta()
    status: SendingStatus = SendingStatus.QUEUED


def _rows(
    session: Session,
    kind: Kind,
    to: Recipient,
    told: Notification,
    wishes: Preferences,
    step: _Step,
) -> list[Sending]:
    channel = channels.known().get(step.channel)
    if channel is None or not wishes.wants(kind, step.channel):
        return []
    starts = wishes.may_ring_from(kind, (told.not_before or told.created_at) + step.wait)
    return [
        Sending(
            notification_id=told.id,
            kind=kind.name,
            channel=step.channel,
            address=address,
            rung=step.rung,
            priority=PRIORITY[kind.urgency],
            status=step.status,
            due_at=_due(session, kind, step.channel, address, starts),
        )
        for address in channel.addresses(session, to, kind)
    ]


def _due(
    session: Session, kind: Kind, channel: ChannelName, address: str, at: datetime
) -> datetime:
    """Not at once after another of its kind: those that follow soon go as one."""
    if kind.gathers is None:
        return at
    before = session.exec(
        select(Sending.due_at)
        .where(
            Sending.address == address,
            Sending.channel == channel,
            Sending.kind == kind.name,
            col(Sending.created_at) > at - kind.gathers,
        )
        .order_by(col(Sending.due_at).desc())
        .limit(1)
    ).first()
    if before is None or before + kind.gathers <= at:
        return at
    return before if before > at else before + kind.gathers


def told_to(session: Session, user_id: UUID) -> list[Notification]:
    """What somebody was told, oldest first. For tests and support."""
    rows = session.exec(
        select(Notification)
        .where(Notification.user_id == user_id)
        .order_by(col(Notification.created_at), col(Notification.id))
        .limit(1_000)
    )
    return list(rows)
