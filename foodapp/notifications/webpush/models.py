"""The browsers that may be woken."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC


class PushSubscription(SQLModel, table=True):
    """One browser of one person, as long as they are signed in there."""

    __tablename__ = "push_subscriptions"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    endpoint: str = Field(max_length=2000)  # where its push service takes messages: a secret
    endpoint_hash: str = Field(unique=True, max_length=64)  # SHA-256: a browser has one row
    p256dh: str = Field(max_length=120)  # its keys, see encrypting.BrowserKeys
    auth: str = Field(max_length=40)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    sign_in: str = Field(
        foreign_key="sign_in_sessions.token_hash", index=True, ondelete="CASCADE"
    )  # when that ends, nothing more is sent here
    made_with: str = Field(max_length=100)  # our public key of that day: no other reaches it
    device: str = Field(default="", max_length=120)  # its name, for people
    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    taken_at: datetime | None = Field(default=None, sa_type=UTC)  # the last success
    failed_at: datetime | None = Field(default=None, sa_type=UTC)  # the last failure
    failure: str = Field(default="", max_length=40)  # its code; empty since the last success
    wait_until: datetime | None = Field(default=None, sa_type=UTC)  # the service asked for it


class PushLoss(SQLModel, table=True):
    """A browser that its push service no longer knows: shown to its owner until it is on again."""

    __tablename__ = "push_losses"

    sign_in: str = Field(
        foreign_key="sign_in_sessions.token_hash", primary_key=True, ondelete="CASCADE"
    )
    lost_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    code: str = Field(max_length=40)  # 404, 410
