"""Files that only some may read: papers of applicants, somebody's own data. They lie in the
database: kept with its backups, deleted with its rows, reachable by no address of their own.

Who may read one is for the part whose file it is to say; nothing here asks.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary
from sqlalchemy.orm import defer
from sqlmodel import Field, Session, SQLModel, col, delete, select

from foodapp.kit import clock
from foodapp.kit.columns import UTC
from foodapp.kit.db import ReadSession


class PrivateFile(SQLModel, table=True):
    __tablename__ = "private_files"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(max_length=120)  # as it is saved by whoever opens it: a name of ours
    media_type: str = Field(max_length=60)  # by its content
    size: int  # bytes
    content: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    expires_at: datetime | None = Field(default=None, sa_type=UTC, index=True)


@dataclass(frozen=True)
class FileFacts:
    """All but what is in it."""

    id: UUID
    name: str
    media_type: str
    size: int


def keep(
    session: Session,
    name: str,
    media_type: str,
    content: bytes,
    *,
    expires_at: datetime | None = None,
) -> UUID:
    row = PrivateFile(
        name=name, media_type=media_type, size=len(content), content=content, expires_at=expires_at
    )
    session.add(row)
    session.flush()  # what refers to it is written next
    return row.id


def read(session: ReadSession, file_id: UUID) -> PrivateFile | None:
    """None: it is gone, or has expired."""
    row = session.get(PrivateFile, file_id)
    if row is None or (row.expires_at is not None and row.expires_at <= clock.now()):
        return None
    return row


def facts(session: ReadSession, file_ids: list[UUID]) -> dict[UUID, FileFacts]:
    """By id, of those that are still there; their contents are not read."""
    rows = session.exec(
        select(PrivateFile)
        .where(col(PrivateFile.id).in_(file_ids))
        .options(defer(PrivateFile.content))  # type: ignore[arg-type]
    )
    return {row.id: FileFacts(row.id, row.name, row.media_type, row.size) for row in rows}


def forget(session: Session, file_ids: list[UUID]) -> None:
    if file_ids:
        session.exec(delete(PrivateFile).where(col(PrivateFile.id).in_(file_ids)))


def forget_expired(session: Session, limit: int = 100) -> int:
    """A step of the nightly job; returns how many went."""
    over = (
        select(PrivateFile.id)
        .where(col(PrivateFile.expires_at) <= clock.now())
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.exec(over))
    forget(session, ids)
    return len(ids)
