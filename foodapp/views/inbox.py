"""What somebody was told, in their inbox."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, func, or_, select

from foodapp.accounts.actors import Visitor
from foodapp.accounts.models import User
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.facts import unpacked
from foodapp.kit.words import say
from foodapp.notifications import composing, preferences, recipients
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.models import MailState, Notification, QuietHours
from foodapp.notifications.preferences import Person
from foodapp.views.catalogue import CHANNELS

PAGE = 50


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    text: str
    at: str
    link: str  # a page of theirs; empty: nothing to go to
    is_unread: bool


@dataclass(frozen=True)
class InboxPage:
    entries: list[Entry]
    unread: int
    user_id: UUID  # whose topic is watched


@dataclass(frozen=True)
class ChannelChoice:
    kind: str
    channel: str
    words: str
    is_on: bool


@dataclass(frozen=True)
class KindChoices:
    """One kind that somebody may choose about."""

    name: str
    words: str
    is_fixed: bool  # cannot be turned off
    channels: list[ChannelChoice]


@dataclass(frozen=True)
class ChoicesPage:
    """quiet_from, quiet_until: "22:00", or empty. bounces: why mail to them is not sent."""

    kinds: list[KindChoices]
    quiet_from: str
    quiet_until: str
    address: str
    bounces: str


def page(session: ReadSession, actor: Person) -> InboxPage:
    """The newest first; what came for a moment that has passed stands there, too."""
    who = recipients.of_actor(actor).who
    rows = session.exec(
        select(Notification)
        .where(Notification.who == who, _has_come())
        .order_by(col(Notification.created_at).desc(), col(Notification.id))
        .limit(PAGE)
    )
    entries = [_entry(row) for row in rows if row.kind in CATALOGUE]
    return InboxPage(entries, unread(session, actor), actor.user_id)


def _has_come() -> ColumnElement[bool]:
    """What is to be told later stands nowhere yet."""
    starts = col(Notification.not_before)
    return or_(starts.is_(None), starts <= clock.now())


def unread(session: ReadSession, actor: Person) -> int:
    who = recipients.of_actor(actor).who
    theirs = (
        select(func.count())
        .select_from(Notification)
        .where(Notification.who == who, col(Notification.read_at).is_(None), _has_come())
    )
    return session.exec(theirs).one()


@dataclass(frozen=True)
class Bell:
    """user_id: whose; None: nobody is signed in."""

    unread: int
    user_id: UUID | None


def bell(session: ReadSession, actor: Person | Visitor) -> Bell:
    person = actor.customer if isinstance(actor, Visitor) else actor
    return Bell(unread(session, person), person.user_id) if person else Bell(0, None)


def _entry(row: Notification) -> Entry:
    kind, facts = CATALOGUE[row.kind], unpacked(row.facts)
    return Entry(
        id=str(row.id),
        title=composing.title(kind, facts),
        text="" if kind.complete else composing.body(kind, facts),
        at=when.in_town(row.created_at),
        link=row.link,
        is_unread=row.read_at is None,
    )


def choices(session: ReadSession, actor: Person) -> ChoicesPage:
    """What comes by which channel."""
    persona = recipients.of_actor(actor).persona
    wishes = preferences.of(session, actor.user_id)
    user = session.get_one(User, actor.user_id)
    state = session.get(MailState, user.email)
    night = session.get(QuietHours, actor.user_id)
    return ChoicesPage(
        kinds=[
            KindChoices(
                name=kind.name,
                words=say(kind.when),
                is_fixed=kind.is_essential,
                channels=[
                    ChannelChoice(
                        kind.name, name.value, say(CHANNELS[name]), wishes.wants(kind, name)
                    )
                    for name in kind.channels
                ],
            )
            for kind in preferences.of_audience(persona)
        ],
        quiet_from=_clock(night.from_minute) if night else "",
        quiet_until=_clock(night.until_minute) if night else "",
        address=user.email,
        bounces=state.last_why if state and state.dropped_at else "",
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
