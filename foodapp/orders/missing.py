"""Dishes that the kitchen cannot make after all: how many portions, and what comes instead.

A line stays as it was ordered; what was brought is the line less these rows, plus the substitutes
that the customer accepted.
"""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel, col, func, select

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders.models import OrderLine


class State(StrEnum):
    ASKED = "asked"  # a substitute is proposed; the customer has until answer_by
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"  # not answered in time
    TAKEN_OFF = "taken_off"  # nothing was proposed, or the kitchen did not wait


class AlreadyAnswered(DomainError):
    def __init__(self, state: "State") -> None:
        super().__init__(
            t("You have already taken the substitute.")
            if state is State.ACCEPTED
            else t("It is already off the order, and the money goes back.")
        )


class MissingDish(SQLModel, table=True):
    __tablename__ = "missing_dishes"
    __table_args__ = (
        CheckConstraint("quantity BETWEEN 1 AND 99", name="missing_quantity_sane"),
        CheckConstraint(
            "state NOT IN ('asked', 'accepted') OR substitute <> ''", name="missing_with_substitute"
        ),
        Index("ix_missing_dishes_asked", "order_id", postgresql_where=text("state = 'asked'")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", index=True, ondelete="CASCADE")
    line_id: UUID = Field(foreign_key="order_lines.id", index=True, ondelete="CASCADE")
    dish: str = Field(max_length=120)
    quantity: int  # portions
    state: State = Field(sa_type=text_enum(State))
    reported_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    answer_by: datetime | None = Field(default=None, sa_type=UTC)
    answered_at: datetime | None = Field(default=None, sa_type=UTC)
    substitute_id: UUID | None = Field(
        default=None, foreign_key="menu_items.id", ondelete="SET NULL"
    )
    substitute: str = Field(default="", max_length=200)  # with its size
    substitute_size: UUID | None = None  # id of its variation
    modifiers: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )  # of the substitute: [{"id": str, "name": str}]
    # What is stated of the substitute as it comes, see menu.allergens.Declared.
    declared: dict[str, list[str]] | None = Field(
        default=None, sa_column=Column(JSONB(none_as_null=True))
    )
    unit_minor: int = 0  # of the substitute, for the customer: never more than what it replaces
    stock_taken: bool = False  # the substitute holds counted portions, as a line does

    def answer(self, state: State) -> None:
        """The one way a question is closed; once."""
        if self.state is not State.ASKED:
            raise AlreadyAnswered(self.state)
        self.state = state
        self.answered_at = clock.now()


def of(session: ReadSession, order_ids: list[UUID]) -> list[MissingDish]:
    """Oldest first."""
    if not order_ids:
        return []
    return list(
        session.exec(
            select(MissingDish)
            .where(col(MissingDish.order_id).in_(order_ids))
            .order_by(col(MissingDish.reported_at), col(MissingDish.id))
        )
    )


def asked(session: ReadSession, order_id: UUID) -> list[MissingDish]:
    """Those that wait for the customer."""
    return [one for one in of(session, [order_id]) if one.state is State.ASKED]


def portions(session: Session, order_id: UUID) -> Counter[UUID]:
    """By line: how many of it the kitchen cannot make."""
    rows = session.exec(
        select(MissingDish.line_id, func.sum(MissingDish.quantity))
        .where(MissingDish.order_id == order_id)
        .group_by(col(MissingDish.line_id))
    )
    return Counter({line_id: int(quantity) for line_id, quantity in rows})


def is_all_gone(session: Session, order_id: UUID) -> bool:
    """Nothing of the order is left to bring, and nothing comes instead."""
    if any(one.state in (State.ASKED, State.ACCEPTED) for one in of(session, [order_id])):
        return False
    gone = portions(session, order_id)
    lines = session.exec(select(OrderLine).where(OrderLine.order_id == order_id)).all()
    return all(gone[line.id] >= line.quantity for line in lines)


def words(row: MissingDish) -> str:
    """What became of it, in the fewest words: for tickets, receipts and bags."""
    match row.state:
        case State.ASKED:
            return f"{row.quantity} missing: the customer is asked about {row.substitute}"
        case State.ACCEPTED:
            return f"{row.quantity} × {row.substitute} instead"
        case _:
            return f"{row.quantity} could not be made"
