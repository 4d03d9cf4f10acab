"""What is said, and how a channel fared with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from foodapp.kit.personas import Persona
from foodapp.notifications.document import Document
from foodapp.notifications.kind import Kind, Urgency

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
