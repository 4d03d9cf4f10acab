"""SMS: only what cannot wait, to a number that is proven and can be texted, within what a day may
cost."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from foodapp.accounts import phones
from foodapp.kit import clock
from foodapp.notifications.channels.protocol import Message, Outcome
from foodapp.notifications.kind import ChannelName, Kind, Urgency
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.models import Sending
from foodapp.notifications.recipients import Recipient
from foodapp.notifications.texting import limits, numbers, segments, stops, twilio
from foodapp.notifications.texting.models import StoppedBy
from foodapp.notifications.texting.settings import settings as text_settings
from foodapp.notifications.texting.twilio import Answer, Text

LIVES = timedelta(hours=1)  # what cannot wait is worth nothing much later


class Sms:
    name = ChannelName.SMS

    @property
    def waits(self) -> timedelta:
        return timedelta(seconds=settings().notice_wait_s)

    def addresses(self, session: Session, to: Recipient, kind: Kind) -> list[str]:
        if not text_settings().sms_is_on or kind.urgency is not Urgency.NOW or to.user_id is None:
            return []
        phone, is_proven = phones.of(session, to.user_id)
        number = numbers.textable(phone) if is_proven or kind.is_asked_for else ""
        return [number] if number and not stops.is_stopped(session, number) else []

    def prepare(self, session: Session, sending: Sending, message: Message) -> Text | None:
        """Counted here, and once: however often it is tried, it is paid for when it is taken."""
        if stops.is_stopped(session, sending.address):
            sending.why = "stopped"
            return None
        text = _said(message)
        try:
            if sending.attempts <= 1 and not message.kind.is_asked_for:
                limits.count(session, sending.address, text)
        except limits.TooManyTexts as refusal:
            sending.why = refusal.why
            return None
        return Text(sending.id, sending.address, text, _lives_s(message))

    def call(self, request: Text, handing: Callable[[], None]) -> Outcome:
        return _outcome(twilio.send(request, handing))

    def finish(self, session: Session, sending: Sending, outcome: Outcome) -> None:
        if outcome.why == str(twilio.STOPPED):
            stops.stop(session, sending.address, StoppedBy.NETWORK)


def _said(message: Message) -> str:
    """What it says and where it leads, in as many parts as are paid for; the address whole or not
    at all."""
    most = text_settings().sms_most_parts
    said = message.body if message.title in message.body else f"{message.title}: {message.body}"
    with_link = f"{said} {message.url}".strip()
    if segments.count(with_link) <= most:
        return with_link
    return segments.shortened(said, most)


def _outcome(answer: Answer) -> Outcome:
    match answer.fate:
        case "taken":
            return Outcome("sent", ref=answer.sid)
        case "later":
            return Outcome("later", answer.code, after_s=answer.after_s)
        case "stopped" | "dead":
            return Outcome("gone", answer.code)
        case _:  # refused, or perhaps on its way: never twice
            return Outcome("failed", answer.code)


def _lives_s(message: Message) -> int:
    ends = message.expires_at or clock.now() + LIVES
    return int((ends - clock.now()).total_seconds())
