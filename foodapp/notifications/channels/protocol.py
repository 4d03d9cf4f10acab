"""What is asked of a channel: three steps, like every call outside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol
from uuid import UUID

from sqlmodel import Session

from foodapp.kit.personas import Persona
from foodapp.notifications.document import Document
from foodapp.notifications.kind import ChannelName, Kind, Urgency
from foodapp.notifications.models import Sending
from foodapp.notifications.recipients import Recipient

Result = Literal["sent", "delivered", "later", "failed", "gone"]


@dataclass(frozen=True)
class Message:
    """What is said, in words, with what must not be stored. url: absolute, or empty. tag: a phone
    shows one entry of it. count: how many notifications it stands for."""

    sending_id: UUID
    kind: Kind
    persona: Persona
    user_id: UUID | None
    name: str
    title: str
    body: str
    button: str
    url: str
    tag: str
    urgency: Urgency
    count: int
    expires_at: datetime | None
    locale: str
    document: Document | None


@dataclass(frozen=True)
class Outcome:
    """later: temporary, tried again; failed: never by this address now; gone: the address is dead.
    why: a code. after_s: how long the other side wants to be left alone. all_fail: it is the
    channel that is down, so the rest waits, too."""

    result: Result
    why: str = ""
    ref: str = ""
    after_s: float | None = None
    all_fail: bool = False


class Channel(Protocol):
    """A way to reach people. call: no transaction is open; it calls handing() right before the
    bytes that cannot be taken back: whoever dies after that does not send again."""

    name: ChannelName

    @property
    def waits(self) -> timedelta:
        """How long a receipt may take until the next channel is tried."""

    def addresses(self, session: Session, to: Recipient, kind: Kind) -> list[str]:
        """Where it reaches them; nowhere: the next channel is tried at once."""

    def prepare(self, session: Session, sending: Sending, message: Message) -> Any | None:
        """What call needs. None: it is not sent after all (a budget, a STOP)."""

    def call(self, request: Any, handing: Callable[[], None]) -> Outcome: ...

    def finish(self, session: Session, sending: Sending, outcome: Outcome) -> None:
        """What follows for the address: dropped, counted, believed again."""
