"""Carries out what is queued. At most once: a row is there before anything is sent, one process
claims it, and says that the last bytes are going out before they do. Who dies before that leaves
it to the next; who dies after it leaves a row that is never sent again, and says "unconfirmed"."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlmodel import Session, col, or_, select, update

from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.facts import unpacked
from foodapp.notifications import channels, composing, preferences, receipts
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.channels.protocol import Channel, Outcome
from foodapp.notifications.kind import ChannelName, Kind
from foodapp.notifications.letters.settings import settings
from foodapp.notifications.models import OPEN, Notification, Sending, SendingStatus

AT_ONCE = 50
GATHERED = 200
LEASE = timedelta(seconds=60)
HANDING_TAKES = timedelta(seconds=120)  # longer than any channel waits for an answer
BACK_OFF = timedelta(seconds=15)  # doubled with each try
LONGEST_BACK_OFF = timedelta(hours=1)
OUTAGE = timedelta(days=4)  # that nothing is lost by
PAUSE = timedelta(seconds=15)  # of a whole channel that is down
log = structlog.get_logger(__name__)


class NotOurs(Exception):
    """Another process has this one by now: nothing may go out."""


@dataclass(frozen=True)
class Claim:
    sending_id: UUID
    token: UUID


def send_due(name: ChannelName, *, limit: int = AT_ONCE, for_s: float = 30) -> int:
    """What is due by this channel; returns how many were dealt with. Any number may run at once."""
    channel = channels.known().get(name)
    if channel is None:
        return 0
    until = time.monotonic() + for_s
    done = 0
    while claims := _claimed(name, limit):
        for at, claim in enumerate(claims):
            outcome = _carry_out(channel, claim)
            done += 1
            if outcome is not None and outcome.all_fail:
                _give_back(claims[at + 1 :], outcome)
                return done
            if time.monotonic() > until:
                _give_back(claims[at + 1 :], None)
                return done
    return done


def _claimed(name: ChannelName, limit: int) -> list[Claim]:
    """Of the most urgent the oldest; each is nobody else's for LEASE."""
    token, now = uuid4(), clock.now()
    with transaction() as session:
        _end_doubts(session, name)
        rows = session.exec(
            select(Sending)
            .where(
                Sending.channel == name,
                col(Sending.status).in_(OPEN),
                col(Sending.gathered_into).is_(None),
                Sending.due_at <= now,
                or_(col(Sending.lease_until).is_(None), col(Sending.lease_until) < now),
            )
            .order_by(col(Sending.priority), col(Sending.due_at))
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for row in rows:
            row.claimed_by, row.lease_until = token, now + LEASE
        return [Claim(row.id, token) for row in rows]


def _end_doubts(session: Session, name: ChannelName) -> None:
    """Whoever was handing these over has died: they may have arrived, so they are not repeated."""
    doubtful = session.exec(
        select(Sending)
        .where(
            Sending.channel == name,
            Sending.status == SendingStatus.HANDING,
            col(Sending.lease_until) < clock.now(),
        )
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for row in doubtful:
        row.move_to(SendingStatus.SENT, why="unconfirmed")
        receipts.follow(session, row)


def _carry_out(channel: Channel, claim: Claim) -> Outcome | None:
    """None: there was nothing to send after all."""
    with transaction() as session:
        request = _prepared(session, channel, claim)
    if request is None:
        return None
    try:
        outcome = channel.call(request, lambda: _hand(claim))
    except NotOurs:
        log.warning("notifications.lost_claim", sending=str(claim.sending_id))
        return None
    with transaction() as session:
        row = _mine(session, claim)
        if row is not None:
            _finish(session, channel, row, outcome)
    return outcome


def _prepared(session: Session, channel: Channel, claim: Claim) -> Any | None:
    """What the channel needs; None: nothing is sent, and the row says why."""
    row = _mine(session, claim)
    if row is None or row.status not in OPEN or row.gathered_into is not None:
        return None
    request, why = _asked_for(session, channel, row)
    if request is None:
        _skip(session, row, why)
    return request


def _asked_for(session: Session, channel: Channel, row: Sending) -> tuple[Any | None, str]:
    """What the channel needs, or a code: why it is not sent."""
    kind = CATALOGUE.get(row.kind)
    if kind is None:
        return None, "unknown_kind"
    told = session.get_one(Notification, row.notification_id)
    if why := _why_not(session, row, kind, told):
        return None, why
    if row.status is SendingStatus.WAITING:
        row.move_to(SendingStatus.QUEUED)
    row.attempts += 1
    message = composing.message(session, row, kind, [told, *_gathered(session, row, kind)])
    if message is None:
        return None, "not_wanted"
    return channel.prepare(session, row, message), row.why or "refused_here"


def _why_not(session: Session, row: Sending, kind: Kind, told: Notification) -> str:
    """A code: why it is not sent; empty: it is."""
    if told.expires_at is not None and told.expires_at <= clock.now():
        return "too_late"
    if row.rung > 0 and receipts.has_reached(session, row):
        return "reached"
    user = session.get(User, told.user_id) if told.user_id else None
    if user is not None and user.disabled_at is not None and not kind.is_essential:
        return "disabled"
    if not preferences.of(session, told.user_id).wants(kind, row.channel):
        return "not_wanted"
    if kind.is_still_so is not None and not kind.is_still_so(session, unpacked(told.facts)):
        return "not_so"
    return ""


def _skip(session: Session, row: Sending, why: str) -> None:
    row.move_to(SendingStatus.SKIPPED, why=why)
    row.claimed_by = row.lease_until = None
    receipts.follow(session, row)


def _gathered(session: Session, row: Sending, kind: Kind) -> list[Notification]:
    """The others of its kind that wait for the same address: they go with it."""
    if kind.gathers is None:
        return []
    others = session.exec(
        select(Sending, Notification)
        .join(Notification, col(Notification.id) == Sending.notification_id)
        .where(
            Sending.id != row.id,
            Sending.address == row.address,
            Sending.channel == row.channel,
            Sending.kind == row.kind,
            or_(
                Sending.gathered_into == row.id,
                (col(Sending.status) == SendingStatus.QUEUED)
                & col(Sending.gathered_into).is_(None)
                & (col(Sending.claimed_by).is_(None) | (col(Sending.claimed_by) == row.claimed_by)),
            ),
            or_(col(Notification.expires_at).is_(None), col(Notification.expires_at) > clock.now()),
        )
        .order_by(col(Sending.created_at))
        .limit(GATHERED)
        .with_for_update(of=Sending, skip_locked=True)
    ).all()
    for other, _ in others:
        other.gathered_into = row.id
    return [told for _, told in others]


def _mine(session: Session, claim: Claim) -> Sending | None:
    row = session.get(Sending, claim.sending_id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.claimed_by == claim.token else None


def _hand(claim: Claim) -> None:
    """From here on it is never sent again, whatever becomes of us."""
    with transaction() as session:
        row = _mine(session, claim)
        if row is None:
            raise NotOurs
        if not row.move_to(SendingStatus.HANDING):
            raise NotOurs
        row.lease_until = clock.now() + HANDING_TAKES


def _finish(session: Session, channel: Channel, row: Sending, outcome: Outcome) -> None:
    row.claimed_by = row.lease_until = None
    row.ref = outcome.ref or row.ref
    tries = settings().mail_tries
    match outcome.result:
        case "sent" | "delivered":
            row.move_to(SendingStatus(outcome.result), why=outcome.why)
        case "later" if row.attempts < tries or _channel_is_down(row, outcome):
            row.move_to(SendingStatus.QUEUED)
            row.due_at, row.why = clock.now() + _back_off(row, outcome), outcome.why
        case "later" | "failed" | "gone":
            row.move_to(SendingStatus.FAILED, why=outcome.why or outcome.result)
    receipts.follow(session, row)
    channel.finish(session, row, outcome)


def _channel_is_down(row: Sending, outcome: Outcome) -> bool:
    """That is not this one's fault: it waits as long as mail waits (RFC 5321, 4.5.4.1)."""
    return outcome.all_fail and row.created_at > clock.now() - OUTAGE


def _back_off(row: Sending, outcome: Outcome) -> timedelta:
    """Doubled each time, and not before the other side wants to hear of us again."""
    own = min(BACK_OFF * float(2 ** min(row.attempts - 1, 10)), LONGEST_BACK_OFF)
    return max(own, timedelta(seconds=outcome.after_s or 0))


def _give_back(claims: Sequence[Claim], outcome: Outcome | None) -> None:
    """Untried: it counts as no try of theirs. outcome: why the whole channel waits."""
    if not claims:
        return
    waits = timedelta() if outcome is None else max(PAUSE, timedelta(seconds=outcome.after_s or 0))
    with transaction() as session:
        session.exec(
            update(Sending)
            .where(
                col(Sending.id).in_([claim.sending_id for claim in claims]),
                col(Sending.claimed_by) == claims[0].token,
                col(Sending.status).in_(OPEN),
            )
            .values(claimed_by=None, lease_until=None, due_at=clock.now() + waits)
        )
