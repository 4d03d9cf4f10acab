"""What an admin is told of, kept until somebody has looked."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class AlertKind(StrEnum):
    RESTAURANT_SILENT = "restaurant_silent"  # prompted, still no answer
    ORDER_EXPIRED = "order_expired"
    NO_RIDER = "no_rider"
    RIDER_SILENT = "rider_silent"  # has the food, and does not answer
    RIDER_UNPROVEN = "rider_unproven"  # has the food, they say; no fix says where they are
    DELIVERY_DOUBTED = "delivery_doubted"  # not handed over, they say: a person decides
    COULD_NOT_DELIVER = "could_not_deliver"
    FIRST_ORDER_AGAIN = "first_order_again"  # one person with two accounts
    PIN_LOCKED = "pin_locked"  # typed wrong too often
    PAYMENT_TROUBLE = "payment_trouble"
    REFUND_WAITING = "refund_waiting"  # for a second person
    BOOKS_DIFFER = "books_differ"  # ours and the gateway's
    DISPUTE_OPENED = "dispute_opened"
    DISPUTE_ENDED = "dispute_ended"
    CONSOLE_ROLE = "console_role"  # given by one person
    OWNER_MADE = "owner_made"  # of a restaurant, by one person
    FIRST_ORDER_REFUSED = "first_order_refused"  # the phone or the door has had one
    PAYEE_ACCOUNT = "payee_account"  # somebody wants a payee's money to go elsewhere


class Alert(SQLModel, table=True):
    """Something an admin should look at, until somebody has."""

    __tablename__ = "alerts"
    __table_args__ = (
        Index("ix_alerts_open", "created_at", postgresql_where=text("seen_at IS NULL")),
        Index("ux_alerts_one_a_kind", "order_id", "kind", unique=True),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: AlertKind = Field(sa_type=text_enum(AlertKind))
    order_id: UUID | None = Field(default=None, foreign_key="orders.id", ondelete="CASCADE")
    code: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    # What the words of this code need (kit.facts); words: views.console.alert_words.
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    text: str = Field(default="", max_length=300)  # of before there were codes, as it was written
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    seen_at: datetime | None = Field(default=None, sa_type=UTC)
    seen_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
