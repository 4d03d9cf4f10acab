"""Where riders are: the latest in Valkey, every ten seconds of the last hour in Postgres.

Valkey may lose everything: the next position of each rider heals it within seconds, and until
then what Postgres has is used.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import UUID

import redis
import structlog
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col, delete, select

from foodapp.accounts.actors import Rider
from foodapp.dispatch import fixes as phones
from foodapp.dispatch.fixes import KEPT_FOR, Doubt, Fix
from foodapp.dispatch.models import ACTIVE, Delivery, RiderPosition, Shift
from foodapp.kit import clock, db
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position, distance_m
from foodapp.kit.valkey import valkey
from foodapp.kit.words import t
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

FRESH_FOR = timedelta(minutes=3)  # a phone in a pocket goes quiet for a while
# A phone that lies still may have nothing newer to say: as long as it reports, its rider is there.
STILL_FOR = timedelta(minutes=30)
WRITTEN_EVERY = timedelta(seconds=10)
MAX_AT_ONCE = 500

GEO = "riders:where"
log = structlog.get_logger(__name__)


class Implausible(DomainError):
    status = 422

    def __init__(self) -> None:
        super().__init__(t("That position cannot be right. Please check your phone's location."))


class NotOnline(DomainError):
    def __init__(self) -> None:
        super().__init__(t("You are offline, so your position is not recorded."))


@dataclass(frozen=True)
class Seen:
    rider_id: UUID
    position: Position
    at: datetime
    distance_m: float = 0.0
    accuracy_m: float | None = None


def record(
    session: Session,
    rider: Rider,
    fixes: Sequence[Fix],
    *,
    fastest_m_s: float = phones.FASTEST_M_S,
) -> int:
    """Take what can be true of fixes (several after a time without network); returns how many.
    Where none can, whoever was seen before stays where they were: they are heard of, and asked.
    Refused when nothing good is known, and while offline: nobody is followed after work."""
    shift = _shift(session, rider)
    if shift is None:
        raise NotOnline
    last = _last(session, shift)
    found = phones.sift(fixes, last, _doubt(rider.rider_id), fastest_m_s=fastest_m_s)
    db.after_commit(session, lambda: _keep_doubt(rider.rider_id, found.doubt))
    newest = max([*found.good, *([last] if last else [])], key=lambda fix: fix.at, default=None)
    if newest is None:
        raise Implausible
    _write(session, rider, found.good, last)
    if newest.at > clock.now() - STILL_FOR:
        _announce(session, rider, newest)
        db.after_commit(session, lambda: _keep_latest(rider.rider_id, newest))
    return len(found.good)


def _shift(session: Session, rider: Rider) -> Shift | None:
    return session.exec(
        select(Shift).where(Shift.rider_id == rider.rider_id, col(Shift.ended_at).is_(None))
    ).first()


def _last(session: Session, shift: Shift) -> Fix | None:
    """The newest good one of this shift: before it they may have been anywhere."""
    row = session.exec(
        select(RiderPosition)
        .where(
            RiderPosition.rider_id == shift.rider_id,
            col(RiderPosition.at) > max(shift.started_at, clock.now() - KEPT_FOR),
        )
        .order_by(col(RiderPosition.at).desc())
        .limit(1)
    ).first()
    return Fix(Position(row.lat, row.lng), row.at, row.accuracy_m) if row else None


def _write(session: Session, rider: Rider, fixes: Sequence[Fix], last: Fix | None) -> None:
    """Rows for the last hour, thinned to one in ten seconds."""
    written_at = last.at if last else None
    for fix in fixes:
        if written_at is not None and fix.at < written_at + WRITTEN_EVERY:
            continue
        written_at = fix.at
        session.add(
            RiderPosition(
                rider_id=rider.rider_id,
                at=fix.at,
                lat=fix.position.lat,
                lng=fix.position.lng,
                accuracy_m=fix.accuracy_m,
            )
        )


def _announce(session: Session, rider: Rider, fix: Fix) -> None:
    """Positions carry their payload: whoever waits for this rider sees them move, and admins."""
    orders = session.exec(
        select(Delivery.order_id).where(
            Delivery.rider_id == rider.rider_id, col(Delivery.status).in_(ACTIVE)
        )
    )
    for topic in [topics.admin(), *map(topics.order, orders)]:
        announce(
            session,
            topic,
            rider_id=str(rider.rider_id),
            lat=fix.position.lat,
            lng=fix.position.lng,
            ts=fix.at.timestamp(),
        )


def _keep_latest(rider_id: UUID, fix: Fix) -> None:
    try:
        known = _parsed(rider_id, valkey().get(_key(rider_id)))
        if known is not None and known.at > fix.at:
            return
        lat, lng = fix.position.lat, fix.position.lng
        pipe = valkey().pipeline()
        word = json.dumps([lat, lng, fix.at.timestamp(), fix.accuracy_m])
        pipe.set(_key(rider_id), word, ex=int(FRESH_FOR.total_seconds()))
        pipe.geoadd(GEO, (lng, lat, str(rider_id)))
        pipe.execute()
    except redis.RedisError as gone:
        log.warning("position_not_kept", reason=type(gone).__name__)


def _doubt(rider_id: UUID) -> Doubt | None:
    try:
        word = valkey().get(_doubt_key(rider_id))
    except redis.RedisError as gone:
        log.warning("doubt_not_read", reason=type(gone).__name__)
        return None
    if word is None:
        return None
    lat, lng, at, since, count = json.loads(str(word))
    latest = Fix(Position(lat, lng), datetime.fromtimestamp(at, UTC))
    return Doubt(latest, datetime.fromtimestamp(since, UTC), count)


def _keep_doubt(rider_id: UUID, doubt: Doubt | None) -> None:
    key = _doubt_key(rider_id)
    try:
        if doubt is None:
            valkey().delete(key)
            return
        fix = doubt.latest
        facts = [fix.position.lat, fix.position.lng, fix.at.timestamp()]
        word = json.dumps([*facts, doubt.since.timestamp(), doubt.count])
        valkey().set(key, word, ex=int(FRESH_FOR.total_seconds()))
    except redis.RedisError as gone:
        log.warning("doubt_not_kept", reason=type(gone).__name__)


def forget(session: Session, rider_id: UUID) -> None:
    """The rider has gone offline: out of Valkey right after commit, out of Postgres in an hour."""

    def drop() -> None:
        try:
            pipe = valkey().pipeline()
            pipe.delete(_key(rider_id), _doubt_key(rider_id))
            pipe.zrem(GEO, str(rider_id))
            pipe.execute()
        except redis.RedisError as gone:
            log.warning("position_not_dropped", reason=type(gone).__name__)

    db.after_commit(session, drop)


def near(session: Session, place: Position, *, radius_m: int, limit: int) -> list[Seen]:
    """Riders seen lately within radius_m metres of a place, nearest first."""
    try:
        found = _near_in_valkey(place, radius_m, limit)
    except redis.RedisError as gone:
        log.warning("positions_from_postgres", reason=type(gone).__name__)
        found = list(_written(session).values())
    measured = [replace(one, distance_m=distance_m(place, one.position)) for one in found]
    within = [one for one in measured if one.distance_m <= radius_m]
    return sorted(within, key=lambda one: (one.distance_m, str(one.rider_id)))[:limit]


def latest(session: ReadSession, rider_ids: Sequence[UUID]) -> dict[UUID, Seen]:
    """Where these riders were last seen; without those not seen lately."""
    wanted = list(rider_ids)[:MAX_AT_ONCE]
    if not wanted:
        return {}
    try:
        return {one.rider_id: one for one in _read(wanted)}
    except redis.RedisError as gone:
        log.warning("positions_from_postgres", reason=type(gone).__name__)
        written = _written(session)
        return {rider_id: written[rider_id] for rider_id in wanted if rider_id in written}


def _near_in_valkey(place: Position, radius_m: int, limit: int) -> list[Seen]:
    answer = valkey().geosearch(
        GEO,
        longitude=place.lng,
        latitude=place.lat,
        radius=radius_m * 1.02,  # its sphere is off by up to 1 % against the ellipsoid
        unit="m",
        sort="ASC",
        count=2 * limit,
    )
    names = cast(list[str], answer)
    seen = _read([UUID(name) for name in names])
    if gone := set(names) - {str(one.rider_id) for one in seen}:
        valkey().zrem(GEO, *gone)  # not seen lately: a phone that was switched off
    return seen


def _read(rider_ids: Sequence[UUID]) -> list[Seen]:
    if not rider_ids:
        return []
    words = cast(list[str | None], valkey().mget([_key(rider_id) for rider_id in rider_ids]))
    parsed = map(_parsed, rider_ids, words)
    return [one for one in parsed if one is not None]


def _parsed(rider_id: UUID, word: object) -> Seen | None:
    if word is None:
        return None
    lat, lng, at, *exact = json.loads(str(word))  # a version before wrote no accuracy
    place = Position(lat, lng)
    accuracy = exact[0] if exact else None
    return Seen(rider_id, place, datetime.fromtimestamp(at, UTC), accuracy_m=accuracy)


def _written(session: ReadSession) -> dict[UUID, Seen]:
    rows = session.exec(
        select(RiderPosition)
        .ext(distinct_on(col(RiderPosition.rider_id)))
        .where(col(RiderPosition.at) > clock.now() - FRESH_FOR)
        .order_by(col(RiderPosition.rider_id), col(RiderPosition.at).desc())
        .limit(MAX_AT_ONCE)
    )
    return {
        row.rider_id: Seen(
            row.rider_id, Position(row.lat, row.lng), row.at, accuracy_m=row.accuracy_m
        )
        for row in rows
    }


def prune(session: Session, limit: int = 5_000) -> int:
    """Delete what is older than an hour; returns how many."""
    old = select(RiderPosition.id).where(col(RiderPosition.at) < clock.now() - KEPT_FOR)
    done = session.exec(delete(RiderPosition).where(col(RiderPosition.id).in_(old.limit(limit))))
    return int(done.rowcount)


def _key(rider_id: UUID) -> str:
    return f"rider:{rider_id}:where"


def _doubt_key(rider_id: UUID) -> str:
    return f"rider:{rider_id}:doubted"
