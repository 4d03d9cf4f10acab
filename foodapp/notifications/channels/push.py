"""Web push: to every browser of theirs that is switched on.

A push may go out twice (its answer was lost, or we died): the phone rings once by its id, and a
service that still holds the first replaces it by its topic. So nothing is handed over for good
here: a rider's offer that is shown twice does no harm, one that is lost does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from sqlmodel import Session

from foodapp.kit import clock
from foodapp.notifications.channels.protocol import Message, Outcome, Result
from foodapp.notifications.kind import ChannelName, Kind, Urgency
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.models import Sending
from foodapp.notifications.recipients import Recipient
from foodapp.notifications.webpush import devices, payloads, posting
from foodapp.notifications.webpush.encrypting import BrowserKeys
from foodapp.notifications.webpush.models import PushSubscription
from foodapp.notifications.webpush.posting import Fate, Letter
from foodapp.notifications.webpush.settings import settings as push_settings

URGENCY = {
    Urgency.NOW: posting.Urgency.HIGH,
    Urgency.SOON: posting.Urgency.NORMAL,
    Urgency.LATER: posting.Urgency.LOW,
}
AT_WORK = ("restaurant", "rider")  # for whom a notification waits until it is touched
RESULTS: Final[dict[Fate, Result]] = {
    Fate.TAKEN: "sent",
    Fate.GONE: "gone",
    Fate.LATER: "later",
    Fate.REFUSED: "failed",
}
FATES = {result: fate for fate, result in RESULTS.items()}
ASKED_TO_WAIT = "asked_to_wait"


@dataclass(frozen=True)
class Asked:
    """letter: None while its service wants to be left alone, for so many seconds more."""

    letter: Letter | None
    wait_s: float = 0.0


class Push:
    name = ChannelName.PUSH

    @property
    def waits(self) -> timedelta:
        return timedelta(seconds=settings().notice_wait_s)

    def addresses(self, session: Session, to: Recipient, kind: Kind) -> list[str]:
        if not push_settings().push_is_on or to.user_id is None:
            return []
        return [str(row.id) for row in devices.awake(session, to.user_id)]

    def prepare(self, session: Session, sending: Sending, message: Message) -> Asked | None:
        row = devices.awake_one(session, UUID(sending.address))
        if row is None:
            sending.why = "switched_off"  # or signed out of, meanwhile
            return None
        now = clock.now()
        if row.wait_until is not None and row.wait_until > now:
            return Asked(None, (row.wait_until - now).total_seconds())
        return Asked(_letter(row, message))

    def call(self, request: Asked, handing: Callable[[], None]) -> Outcome:
        if request.letter is None:
            return Outcome("later", ASKED_TO_WAIT, after_s=request.wait_s)
        done = posting.post(request.letter)
        wait_s = (done.wait_until - clock.now()).total_seconds() if done.wait_until else None
        return Outcome(RESULTS[done.fate], done.code, after_s=wait_s)

    def finish(self, session: Session, sending: Sending, outcome: Outcome) -> None:
        if outcome.why == ASKED_TO_WAIT:
            return
        until = clock.now() + timedelta(seconds=outcome.after_s) if outcome.after_s else None
        done = posting.Outcome(FATES[outcome.result], outcome.why, until)
        devices.note(session, UUID(sending.address), done)


def _letter(row: PushSubscription, message: Message) -> Letter:
    note = payloads.Note(
        id=str(message.sending_id),
        title=message.title,
        body=message.body,
        url=_path(message.url),
        tag=message.tag,
        at_ms=int(clock.now().timestamp() * 1000),
        stays=message.urgency is Urgency.NOW and message.kind.audience in AT_WORK,
    )
    return Letter(
        endpoint=row.endpoint,
        keys=BrowserKeys(row.p256dh, row.auth),
        payload=payloads.written(note),
        topic=payloads.topic(message.tag),
        ttl_s=_ttl_s(message),
        urgency=URGENCY[message.urgency],
    )


def _path(url: str) -> str:
    """Of our own page: which host it has, the browser that subscribed there knows."""
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment)) if url else ""


def _ttl_s(message: Message) -> int:
    """No longer than it is worth something."""
    kept_s = push_settings().push_keeps_minutes * 60
    if message.expires_at is not None:
        kept_s = min(kept_s, (message.expires_at - clock.now()).total_seconds())
    return max(int(kept_s), 0)
