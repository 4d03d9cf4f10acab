"""What somebody's device sends again because it never heard an answer is done once."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, delete, select

from foodapp.kit import clock
from foodapp.kit.columns import UTC
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

KEPT_FOR = timedelta(days=7)  # longer than a device may keep a press to itself


class AppliedPress(SQLModel, table=True):
    """A press that was carried out, by the name that the device gave it."""

    __tablename__ = "applied_presses"

    owner_id: UUID = Field(primary_key=True)  # the user who pressed
    press_id: UUID = Field(primary_key=True)
    at: datetime = Field(default_factory=clock.now, sa_type=UTC, index=True)


def first_time(session: Session, owner_id: UUID, press_id: UUID) -> bool:
    """Claim this press; False if it has been carried out. The claim stands in the transaction of
    its effect, and goes with it: a refused press may be sent again."""
    claim = insert(AppliedPress).values(owner_id=owner_id, press_id=press_id, at=clock.now())
    claimed = session.scalar(claim.on_conflict_do_nothing().returning(col(AppliedPress.press_id)))
    return claimed is not None


class PressTooOld(DomainError):
    def __init__(self) -> None:
        super().__init__(t("What you pressed is too old to be carried out. Please press again."))


def in_time(
    session: Session, owner_id: UUID, press_id: UUID, *, ago: timedelta, at_most: timedelta
) -> bool:
    """The same for what was pressed so long ago; PressTooOld when that is longer than at_most."""
    if ago > at_most:
        raise PressTooOld
    return first_time(session, owner_id, press_id)


def forget(session: Session, limit: int = 5_000) -> int:
    """Delete claims older than a week; returns how many."""
    both = (col(AppliedPress.owner_id), col(AppliedPress.press_id))
    old = select(*both).where(col(AppliedPress.at) < clock.now() - KEPT_FOR).limit(limit)
    done = session.exec(delete(AppliedPress).where(tuple_(*both).in_(old)))
    return int(done.rowcount)
