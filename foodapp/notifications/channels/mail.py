"""E-mail: to a mail server, or into the demo's own outbox."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from foodapp.accounts.models import User
from foodapp.kit.db import transaction
from foodapp.notifications import bouncing, receipts
from foodapp.notifications.channels.protocol import Message, Outcome
from foodapp.notifications.kind import ChannelName, Kind
from foodapp.notifications.letters import demo, handing, signed, writing
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.models import Sending
from foodapp.notifications.recipients import Recipient


class Mail:
    name = ChannelName.MAIL

    @property
    def waits(self) -> timedelta:
        """No receipt is to be had; nothing is tried after it."""
        return timedelta(days=1)

    def addresses(self, session: Session, to: Recipient, kind: Kind) -> list[str]:
        if not is_set_up():
            return []
        user = session.get(User, to.user_id) if to.user_id else None
        address = user.email if user else to.email
        return [address] if address and not bouncing.is_dropped(session, address) else []

    def prepare(
        self, session: Session, sending: Sending, message: Message
    ) -> tuple[Message, str] | None:
        if bouncing.is_dropped(session, sending.address):
            sending.why = receipts.DEAD
            return None
        return message, sending.address

    def call(self, request: tuple[Message, str], handing_over: Callable[[], None]) -> Outcome:
        message, to = request
        try:
            mail = writing.written(message, to)
        except writing.NoMailbox:
            return Outcome("gone", "no_mailbox")
        if settings().smtp_host:
            sender = signed.comes_back_to(message.sending_id)
            return handing.handed(handing.Parcel(mail, sender, to), handing_over)
        handing_over()
        with transaction() as session:
            demo.keep(session, mail, to)
        return Outcome("sent", ref=str(mail["Message-ID"]))

    def finish(self, session: Session, sending: Sending, outcome: Outcome) -> None:
        match outcome.result:
            case "gone":
                bouncing.hard(session, sending, outcome.why)
            case "later" if sending.failed_at is not None and not outcome.all_fail:
                bouncing.soft(session, sending, outcome.why)


def is_set_up() -> bool:
    return bool(settings().smtp_host) or settings().is_demo
