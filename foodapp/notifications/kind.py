"""What a line of the catalogue says: who is told, by which channels, how urgent it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session

from foodapp.kit.db import ReadSession
from foodapp.kit.personas import Persona
from foodapp.kit.words import Value, Words
from foodapp.notifications.document import Document


class ChannelName(StrEnum):
    PUSH = "push"
    SMS = "sms"
    MAIL = "mail"


class Urgency(StrEnum):
    NOW = "now"  # quiet hours do not hold it, and an SMS may carry it
    SOON = "soon"
    LATER = "later"


class Group(StrEnum):
    """How a person's choices are laid out."""

    ORDERS = "orders"
    CHAT = "chat"
    WORK = "work"
    MONEY = "money"
    ACCOUNT = "account"
    NEWS = "news"


@dataclass(frozen=True)
class Completed:
    """What is made at the moment of sending, and stored nowhere: a link that works once."""

    link: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)


Facts = dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One thing that people are told of. ladder: channels that are tried one after another until
    one has reached them; always: those that are used besides."""

    name: str  # stored: never rename
    audience: Persona
    group: Group
    urgency: Urgency
    when: Words  # for those who read the catalogue
    title: Words  # stands in the inbox: of stored facts alone
    body: Words
    ladder: tuple[ChannelName, ...] = ()
    always: tuple[ChannelName, ...] = ()
    button: Words | None = None  # of the link, in an e-mail
    is_essential: bool = False  # may not be turned off
    is_news: bool = False  # not about something of theirs: one click ends it (RFC 8058)
    # Asked for by whoever gets it, who was counted then; by SMS it goes to a number that is not
    # proven yet, too.
    is_asked_for: bool = False
    lives: timedelta | None = None  # worth nothing afterwards
    gathers: timedelta | None = None  # several within this time go as one
    title_many: Words | None = None  # of {count} that go as one
    # Makes what a message must carry and nothing may store. None: no longer wanted.
    worded: Callable[[Facts], Facts] | None = None  # codes among the facts, as words
    complete: Callable[[Session, Facts], Completed | None] | None = None
    is_still_so: Callable[[ReadSession, Facts], bool] | None = None
    document: Callable[[ReadSession, Facts], Document | None] | None = None
    lost: Callable[[Session, Facts], None] | None = None  # it has reached nobody by any channel

    @property
    def channels(self) -> tuple[ChannelName, ...]:
        """All that it may take, in the order of trying."""
        return (*self.ladder, *self.always)
