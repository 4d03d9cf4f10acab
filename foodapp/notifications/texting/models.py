"""Who wants no text messages, and what has been spent on them."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum


class StoppedBy(StrEnum):
    WORD = "word"  # they answered STOP
    NETWORK = "network"  # Twilio's error 21610: they had, before we heard of it


class SmsStop(SQLModel, table=True):
    """A number that is sent nothing until it answers START."""

    __tablename__ = "sms_stops"

    number: str = Field(primary_key=True, max_length=20)  # E.164
    by: StoppedBy = Field(sa_type=text_enum(StoppedBy))
    at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class SmsDay(SQLModel, table=True):
    """What the messages of one day cost, at most FOODAPP_SMS_DAY_MINOR."""

    __tablename__ = "sms_days"

    day: date = Field(primary_key=True)  # UTC
    spent_minor: int = 0
    messages: int = 0
