"""Who called whom, when, and what became of it. No number is kept."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from foodapp.chat.models import Side
from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.outbox import Event


class CallStatus(StrEnum):
    ASKED = "asked"
    PLACED = "placed"  # the caller's own telephone is about to ring: never placed twice
    CONNECTED = "connected"  # the caller has picked up, the other one rings
    ENDED = "ended"
    FAILED = "failed"


COMES_FROM: dict[CallStatus, set[CallStatus]] = {
    CallStatus.PLACED: {CallStatus.ASKED},
    CallStatus.CONNECTED: {CallStatus.PLACED},
    CallStatus.ENDED: {CallStatus.PLACED, CallStatus.CONNECTED},
    CallStatus.FAILED: {CallStatus.ASKED, CallStatus.PLACED, CallStatus.CONNECTED},
}


class Call(SQLModel, table=True):
    """by: who asked for it. Their telephone rings first, then that of the other one."""

    __tablename__ = "calls"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", index=True, ondelete="CASCADE")
    by: Side = Field(sa_type=text_enum(Side))
    customer_id: UUID = Field(foreign_key="users.id", index=True)
    rider_id: UUID = Field(foreign_key="riders.id", index=True)
    status: CallStatus = Field(default=CallStatus.ASKED, sa_type=text_enum(CallStatus))
    ref: str = Field(default="", max_length=64)  # Twilio's id
    why: str = Field(default="", max_length=40)  # it failed: a code
    asked_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    placed_at: datetime | None = Field(default=None, sa_type=UTC)
    connected_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)

    def move_to(self, status: CallStatus, *, why: str = "") -> bool:
        """Whether it moved: reports come twice, late, and in any order."""
        if self.status not in COMES_FROM[status]:
            return False
        self.status, self.why = status, why[:40]
        if status is CallStatus.PLACED:
            self.placed_at = clock.now()
        elif status is CallStatus.CONNECTED:
            self.connected_at = clock.now()
        else:
            self.ended_at = clock.now()
        return True


class CallAsked(Event):
    call_id: UUID
