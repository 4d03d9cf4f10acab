"""What is asked of a channel: three steps, like every call outside."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from sqlmodel import Session

from foodapp.notifications.kind import ChannelName, Kind
from foodapp.notifications.message import Message, Outcome, Result
from foodapp.notifications.models import Sending
from foodapp.notifications.recipients import Recipient

__all__ = ["Channel", "Message", "Outcome", "Result"]


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
