"""Every change of status of an order, payment, delivery or offer, written by the database itself
(a trigger, migration m0010_ledger): no code can move a machine without leaving its row."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Identity, Index
from sqlmodel import Field, Session, SQLModel, col, select

from foodapp.kit.columns import UTC


class Move(SQLModel, table=True):
    __tablename__ = "moves"
    __table_args__ = (Index("ix_moves_subject", "subject_id", "id"),)

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    machine: str = Field(max_length=16)  # the table: orders, payments, deliveries, offers
    subject_id: UUID
    at: datetime = Field(sa_type=UTC)
    came_from: str = Field(max_length=32)
    went_to: str = Field(max_length=32)


def replayed(
    session: Session, subject_id: UUID, first: str, allowed: Mapping[str, set[str]]
) -> str:
    """The status that the log leads to from the machine's first one. allowed: the machine's
    COMES_FROM table. Raises ValueError for a gap or a move that the machine does not know."""
    status = first
    for move in session.exec(
        select(Move).where(Move.subject_id == subject_id).order_by(col(Move.id))
    ):
        if move.came_from != status or status not in allowed[move.went_to]:
            raise ValueError(f"{move.machine}: {status}, then {move.came_from} -> {move.went_to}")
        status = move.went_to
    return status
