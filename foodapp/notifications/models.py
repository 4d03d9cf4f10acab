"""What somebody was told, and how each channel fared."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.notifications.kind import ChannelName


class Notification(SQLModel, table=True):
    """One thing that one person is told: the entry of their inbox."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("key", "kind", "who", name="ux_notifications_once"),
        Index("ix_notifications_inbox", "who", "created_at"),
        Index("ix_notifications_unread", "who", postgresql_where=text("read_at IS NULL")),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key: str = Field(max_length=120)  # what it is about
    kind: str = Field(max_length=40)
    who: str = Field(max_length=320)  # see recipients.Recipient.who
    persona: str = Field(max_length=12)
    user_id: UUID | None = Field(
        default=None, foreign_key="users.id", index=True, ondelete="CASCADE"
    )
    restaurant_id: UUID | None = None  # in whose inbox, of staff
    email: str = Field(default="", max_length=254)  # of somebody without an account
    name: str = Field(default="", max_length=80)
    link: str = Field(default="", max_length=300)  # a path of their persona
    subject: str = Field(default="", max_length=120)  # a phone shows one entry of it
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    not_before: datetime | None = Field(default=None, sa_type=UTC)
    expires_at: datetime | None = Field(default=None, sa_type=UTC)
    read_at: datetime | None = Field(default=None, sa_type=UTC)


class SendingStatus(StrEnum):
    WAITING = "waiting"  # for what is tried before it
    QUEUED = "queued"
    HANDING = "handing"  # the last bytes are on their way: never sent again
    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    FAILED = "failed"
    SKIPPED = "skipped"  # no longer wanted


S = SendingStatus
OPEN = (S.WAITING, S.QUEUED)
REACHED = (S.DELIVERED, S.OPENED)
BESIDES = -1  # the rung of what is no part of the ladder
# Where each comes from. A channel's reports come late and in any order: what is further on stays.
COMES_FROM: dict[SendingStatus, tuple[SendingStatus, ...]] = {
    S.QUEUED: (S.WAITING, S.HANDING),
    S.HANDING: (S.QUEUED,),
    S.SENT: (S.QUEUED, S.HANDING),
    S.DELIVERED: (S.QUEUED, S.HANDING, S.SENT),
    S.OPENED: (S.QUEUED, S.HANDING, S.SENT, S.DELIVERED),
    S.FAILED: (S.WAITING, S.QUEUED, S.HANDING, S.SENT),
    S.SKIPPED: (S.WAITING, S.QUEUED),
}


class Sending(SQLModel, table=True):
    """One notification by one channel to one address; written before anything is sent."""

    __tablename__ = "sendings"
    __table_args__ = (
        UniqueConstraint("notification_id", "channel", "address", name="ux_sendings_once"),
        Index(
            "ix_sendings_due",
            "channel",
            "priority",
            "due_at",
            postgresql_where=text("status IN ('waiting', 'queued') AND gathered_into IS NULL"),
        ),
        Index("ix_sendings_handing", "channel", postgresql_where=text("status = 'handing'")),
        Index("ix_sendings_address", "address", "created_at"),
        Index("ix_sendings_ref", "ref", postgresql_where=text("ref <> ''")),
        Index(
            "ix_sendings_gathered",
            "gathered_into",
            postgresql_where=text("gathered_into IS NOT NULL"),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    notification_id: UUID = Field(foreign_key="notifications.id", ondelete="CASCADE")
    kind: str = Field(max_length=40)
    channel: ChannelName = Field(sa_type=text_enum(ChannelName))
    address: str = Field(max_length=254)  # a mailbox, a number (E.164), a subscription's id
    rung: int = Field(default=0, sa_type=SmallInteger)  # of the ladder; -1: besides it
    priority: int = Field(default=1, sa_type=SmallInteger)  # 0: cannot wait
    status: SendingStatus = Field(default=SendingStatus.QUEUED, sa_type=text_enum(SendingStatus))
    why: str = Field(default="", max_length=60)  # a code: of a failure, or why it was not sent
    due_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    attempts: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=UTC)
    claimed_by: UUID | None = None  # one carrying out: who lost the lease does not send
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    handed_at: datetime | None = Field(default=None, sa_type=UTC)
    sent_at: datetime | None = Field(default=None, sa_type=UTC)
    delivered_at: datetime | None = Field(default=None, sa_type=UTC)
    opened_at: datetime | None = Field(default=None, sa_type=UTC)
    failed_at: datetime | None = Field(default=None, sa_type=UTC)
    ref: str = Field(default="", max_length=200)  # Message-ID, or the provider's id
    gathered_into: UUID | None = None  # the one that carries it

    def move_to(self, status: SendingStatus, *, why: str = "") -> bool:
        """False, and nothing changes: it is further on already, or over."""
        if self.status not in COMES_FROM[status]:
            return False
        self.status, self.why = status, why
        moment = {S.HANDING: "handed_at", S.SKIPPED: "failed_at"}.get(status, f"{status}_at")
        if status not in OPEN:
            setattr(self, moment, clock.now())
        return True


class Choice(SQLModel, table=True):
    """What somebody wants otherwise than the catalogue has it: one kind by one channel."""

    __tablename__ = "notification_choices"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    kind: str = Field(max_length=40, primary_key=True)
    channel: ChannelName = Field(sa_type=text_enum(ChannelName), primary_key=True)
    is_on: bool
    chosen_at: datetime = Field(default_factory=clock.now, sa_type=UTC)


class QuietHours(SQLModel, table=True):
    """When somebody wants to sleep: minutes after midnight by the town's clock."""

    __tablename__ = "quiet_hours"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    from_minute: int = Field(sa_type=SmallInteger)
    until_minute: int = Field(sa_type=SmallInteger)


class MailState(SQLModel, table=True):
    """What mail to an address has met with."""

    __tablename__ = "mail_states"

    address: str = Field(max_length=254, primary_key=True)
    soft_in_row: int = 0  # temporary refusals, one after another
    last_why: str = Field(default="", max_length=60)  # RFC 3463 status, or a code of ours
    bounced_at: datetime | None = Field(default=None, sa_type=UTC)
    bounced_sending: UUID | None = None  # the last that came back
    dropped_at: datetime | None = Field(default=None, sa_type=UTC)  # nothing is sent any more


class DemoMail(SQLModel, table=True):
    """The demo's own outbox: what would have gone to a mail server."""

    __tablename__ = "demo_mails"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    recipient: str = Field(max_length=254, index=True)
    subject: str = Field(max_length=300)
    raw: bytes
    written_at: datetime = Field(default_factory=clock.now, sa_type=UTC, index=True)
