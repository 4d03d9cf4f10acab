"""Domain events, written in the same transaction as the change they tell of.

An entry is done when the transaction of its last reaction says so. It is sent to the worker right
after commit; if that message is lost, or the worker dies, the sweep sends it again after a lease.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Self

from pydantic import BaseModel, ConfigDict
from sqlalchemy import BigInteger, Column, Identity, Index, Text, TextClause, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlmodel import Field, Session, SQLModel, col, select

from foodapp.kit import clock, db
from foodapp.kit.columns import UTC

LEASE = timedelta(seconds=10)
LONGEST_LEASE = timedelta(minutes=10)


def _not_assembled(*_: object) -> Any:
    raise RuntimeError("an event was recorded before foodapp.reactions.assemble() was called")


# Set by the program's assembly (foodapp.reactions): which reactions an event has, by stable name,
# and how the worker is told. The kit knows neither the domain nor the worker. Until then recording
# fails: an event stored without its reactions would be lost in silence.
_names_of: Callable[[str], list[str]] = _not_assembled
_send: Callable[[int, list[str]], None] = _not_assembled


class Event(BaseModel):
    """Something that has happened: named in the past tense, carrying ids and facts, never rows."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def decoded(cls, session: Session, payload: dict[str, Any]) -> Self | None:
        """From a stored entry, also one from before its shape changed. None: nothing is left of it
        to react to."""
        return cls.model_validate(payload)


class OutboxEntry(SQLModel, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "send_again_at", postgresql_where=text("done_at IS NULL")),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    event: str  # class name of the Event
    payload: dict[str, Any] = Field(sa_type=JSONB)
    reactions: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    recorded_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    send_again_at: datetime = Field(sa_type=UTC)
    attempts: int = 0
    done_at: datetime | None = Field(default=None, sa_type=UTC)


class ReactionDone(SQLModel, table=True):
    __tablename__ = "reactions_done"

    entry_id: int = Field(
        sa_type=BigInteger, foreign_key="outbox.id", primary_key=True, ondelete="CASCADE"
    )
    reaction: str = Field(primary_key=True)
    done_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


def assemble(names_of: Callable[[str], list[str]], send: Callable[[int, list[str]], None]) -> None:
    """Tell the outbox, once at start, which reactions exist and how to reach the worker."""
    global _names_of, _send
    _names_of, _send = names_of, send


def record(session: Session, event: Event) -> int:
    """Deliver event after commit, at least once, to all that foodapp/reactions.py lists for it.
    Returns the entry's id."""
    return record_with(session, _RECORD, event)


def record_with(session: Session, statement: TextClause, event: Event, **facts: str) -> int:
    """The same, in one statement with what is written beside it: one that ends in ENTRY."""
    name = type(event).__name__
    reactions = _names_of(name)
    now = clock.now()
    entry = {
        "event": name,
        "payload": event.model_dump(mode="json"),
        "reactions": reactions,
        "recorded_at": now.isoformat(),
        "send_again_at": (now + LEASE).isoformat(),
        "attempts": 0,
        "done_at": None if reactions else now.isoformat(),
    }
    entry_id = int(session.connection().scalar(statement, {"outbox": json.dumps(entry), **facts}))
    if reactions:
        db.after_commit(session, lambda: _send(entry_id, reactions))
    return entry_id


ENTRY = """
    INSERT INTO outbox (event, payload, reactions, recorded_at, send_again_at, attempts, done_at)
    SELECT event, payload, reactions, recorded_at, send_again_at, attempts, done_at
    FROM json_populate_record(CAST(NULL AS outbox), CAST(:outbox AS json))
    RETURNING id
"""
_RECORD = text(ENTRY)


def _id(entry: OutboxEntry) -> int:
    if entry.id is None:
        raise RuntimeError("an outbox entry was sent before it was written")
    return entry.id


def recorded(session: Session, kind: type[Event]) -> list[Event]:
    """Every event of this kind, oldest first. For tests and support tools."""
    entries = session.exec(
        select(OutboxEntry).where(OutboxEntry.event == kind.__name__).order_by(col(OutboxEntry.id))
    )
    found = (kind.decoded(session, entry.payload) for entry in entries)
    return [event for event in found if event is not None]


def take_overdue(session: Session, limit: int) -> list[tuple[int, list[str]]]:
    """Entries whose lease ran out, with the reactions still missing; each gets a longer lease.
    Locked with skip_locked, so that sweeps can run side by side."""
    now = clock.now()
    entries = list(
        session.exec(
            select(OutboxEntry)
            .where(col(OutboxEntry.done_at).is_(None), col(OutboxEntry.send_again_at) < now)
            .order_by(col(OutboxEntry.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )
    for entry in entries:
        entry.attempts += 1
        entry.send_again_at = now + min(LEASE * 2 ** min(entry.attempts, 8), LONGEST_LEASE)
    return [(_id(entry), _missing(session, entry)) for entry in entries]


def _missing(session: Session, entry: OutboxEntry) -> list[str]:
    done = set(session.exec(select(ReactionDone.reaction).where(ReactionDone.entry_id == entry.id)))
    return [name for name in entry.reactions if name not in done]


def first_time(session: Session, entry_id: int, reaction: str) -> bool:
    """Claim this reaction to this entry; False if it has already been carried out."""
    claim = insert(ReactionDone).values(entry_id=entry_id, reaction=reaction, done_at=clock.now())
    claimed = session.scalar(claim.on_conflict_do_nothing().returning(col(ReactionDone.entry_id)))
    return claimed is not None


def is_done(session: Session, entry_id: int, reaction: str) -> bool:
    return session.get(ReactionDone, (entry_id, reaction)) is not None


def finish_if_last(session: Session, entry_id: int) -> None:
    """Close the entry when no reaction is missing. The row is locked, so that of two last
    reactions side by side the second one sees the first. Both claims refer to the row, which
    keeps its key: a lock on the key, too, and each would wait for the other's claim."""
    entry = session.exec(
        select(OutboxEntry)
        .where(OutboxEntry.id == entry_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    if entry.done_at is None and not _missing(session, entry):
        entry.done_at = clock.now()


def forget_done(session: Session, before: datetime, limit: int = 5_000) -> int:
    """Delete entries done before this time; returns how many. Their claims go with them."""
    ids = session.scalars(
        select(OutboxEntry.id)
        .where(col(OutboxEntry.done_at) < before)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if ids:
        session.exec(OutboxEntry.__table__.delete().where(col(OutboxEntry.id).in_(ids)))  # type: ignore[attr-defined]
    return len(ids)
