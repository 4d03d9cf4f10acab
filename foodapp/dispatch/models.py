"""Shifts, deliveries, offers, and the last hour of positions."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, text
from sqlmodel import Field, SQLModel

from foodapp.kit import clock
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t


class DeliveryStatus(StrEnum):
    SEARCHING = "searching"  # for a rider
    ASSIGNED = "assigned"  # a rider is on the way to the restaurant
    AT_RESTAURANT = "at_restaurant"
    COLLECTED = "collected"
    DELIVERED = "delivered"
    UNASSIGNED = "unassigned"  # nobody found in time; an admin may still assign one
    IN_DOUBT = "in_doubt"  # not handed over, says the rider without proof: a person decides
    FAILED = "failed"  # could not be handed over
    RETURNED = "returned"  # could not be handed over, and is back at the restaurant
    CANCELLED = "cancelled"  # the order ended otherwise


COMES_FROM: dict[DeliveryStatus, set[DeliveryStatus]] = {
    DeliveryStatus.SEARCHING: {
        DeliveryStatus.UNASSIGNED,
        DeliveryStatus.ASSIGNED,
        DeliveryStatus.AT_RESTAURANT,
    },
    DeliveryStatus.ASSIGNED: {DeliveryStatus.SEARCHING, DeliveryStatus.UNASSIGNED},
    DeliveryStatus.AT_RESTAURANT: {DeliveryStatus.ASSIGNED},
    DeliveryStatus.COLLECTED: {DeliveryStatus.ASSIGNED, DeliveryStatus.AT_RESTAURANT},
    DeliveryStatus.IN_DOUBT: {DeliveryStatus.COLLECTED},
    DeliveryStatus.DELIVERED: {DeliveryStatus.COLLECTED, DeliveryStatus.IN_DOUBT},
    DeliveryStatus.FAILED: {DeliveryStatus.COLLECTED, DeliveryStatus.IN_DOUBT},
    DeliveryStatus.RETURNED: {DeliveryStatus.FAILED},
    DeliveryStatus.UNASSIGNED: {DeliveryStatus.SEARCHING},
    DeliveryStatus.CANCELLED: {
        DeliveryStatus.SEARCHING,
        DeliveryStatus.ASSIGNED,
        DeliveryStatus.AT_RESTAURANT,
        DeliveryStatus.UNASSIGNED,
        DeliveryStatus.IN_DOUBT,
    },
}
ACTIVE = frozenset(
    {DeliveryStatus.ASSIGNED, DeliveryStatus.AT_RESTAURANT, DeliveryStatus.COLLECTED}
)
# Still without a rider. When nobody was found in time people are told, but the search goes on.
WANTED = frozenset({DeliveryStatus.SEARCHING, DeliveryStatus.UNASSIGNED})


class OfferStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"  # the order ended, or an admin assigned somebody


ALREADY = {
    DeliveryStatus.SEARCHING: t("This delivery is already searching."),
    DeliveryStatus.ASSIGNED: t("This delivery is already assigned."),
    DeliveryStatus.AT_RESTAURANT: t("This delivery is already at restaurant."),
    DeliveryStatus.COLLECTED: t("This delivery is already collected."),
    DeliveryStatus.DELIVERED: t("This delivery is already delivered."),
    DeliveryStatus.UNASSIGNED: t("This delivery is already unassigned."),
    DeliveryStatus.IN_DOUBT: t("This delivery is already in doubt."),
    DeliveryStatus.FAILED: t("This delivery is already failed."),
    DeliveryStatus.RETURNED: t("This delivery is already returned."),
    DeliveryStatus.CANCELLED: t("This delivery is already cancelled."),
}


class IllegalDeliveryMove(DomainError):
    def __init__(self, current: DeliveryStatus, wanted: DeliveryStatus) -> None:
        self.current, self.wanted = current, wanted
        super().__init__(ALREADY[current])


class OfferGone(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This offer is no longer available. The next one will come."))


class Shift(SQLModel, table=True):
    """A rider's time online."""

    __tablename__ = "shifts"
    __table_args__ = (
        Index(
            "ux_shifts_one_open", "rider_id", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    rider_id: UUID = Field(foreign_key="riders.id", index=True, ondelete="CASCADE")
    started_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    leaving_at: datetime | None = Field(default=None, sa_type=UTC)  # ends with the job they have
    ended_at: datetime | None = Field(default=None, sa_type=UTC)


class Delivery(SQLModel, table=True):
    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_open", "status", "opened_at"),
        CheckConstraint("pay_minor >= 0 AND tip_minor >= 0", name="pay_not_negative"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", unique=True, ondelete="CASCADE")
    restaurant_id: UUID = Field(foreign_key="restaurants.id", index=True)
    rider_id: UUID | None = Field(default=None, foreign_key="riders.id", index=True)
    status: DeliveryStatus = Field(
        default=DeliveryStatus.SEARCHING, sa_type=text_enum(DeliveryStatus)
    )
    distance_m: int  # restaurant to customer
    currency: str = Field(max_length=3)
    pay_minor: int  # for the ride, without the tip
    raised_minor: int = 0  # of it, what was added because nobody came
    return_pay_minor: int = 0  # for bringing it back
    tip_minor: int = 0
    search_m: int = 10_000  # riders this far from the restaurant are asked
    opened_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    search_from: datetime = Field(sa_type=UTC)  # an order for later is searched for later
    search_until: datetime = Field(sa_type=UTC)  # nobody found by then: people are told
    assigned_at: datetime | None = Field(default=None, sa_type=UTC)
    arrived_at: datetime | None = Field(default=None, sa_type=UTC)
    collected_at: datetime | None = Field(default=None, sa_type=UTC)
    delivered_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)
    returned_at: datetime | None = Field(default=None, sa_type=UTC)
    asked_at: datetime | None = Field(default=None, sa_type=UTC)  # the rider: is all well?
    answered_at: datetime | None = Field(default=None, sa_type=UTC)  # by the rider: it is
    at_door_at: datetime | None = Field(default=None, sa_type=UTC)
    # Why it cannot be handed over, as the rider says: a key of carrying.REASONS. The clock runs
    # until wait_until, and the customer may say that it is not so.
    claim: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    wait_until: datetime | None = Field(default=None, sa_type=UTC)
    objected_at: datetime | None = Field(default=None, sa_type=UTC)
    failed_reason: str = Field(default="", max_length=120)  # such a key, once it is over
    pin_attempts: int = 0  # of before: wrong PINs are counted on the order, see orders.pins
    pin_wait_until: datetime | None = Field(default=None, sa_type=UTC)

    def move_to(self, wanted: DeliveryStatus) -> None:
        if self.status not in COMES_FROM[wanted]:
            raise IllegalDeliveryMove(self.status, wanted)
        self.status = wanted


class Offer(SQLModel, table=True):
    """One delivery held out to one rider for a short time."""

    __tablename__ = "offers"
    __table_args__ = (
        Index(
            "ux_offers_one_open_a_delivery",
            "delivery_id",
            unique=True,
            postgresql_where=text("status = 'open'"),
        ),
        Index(
            "ux_offers_one_open_a_rider",
            "rider_id",
            unique=True,
            postgresql_where=text("status = 'open'"),
        ),
        Index("ix_offers_rider", "rider_id", "offered_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    delivery_id: UUID = Field(foreign_key="deliveries.id", index=True, ondelete="CASCADE")
    rider_id: UUID = Field(foreign_key="riders.id", ondelete="CASCADE")
    status: OfferStatus = Field(default=OfferStatus.OPEN, sa_type=text_enum(OfferStatus))
    to_restaurant_m: int
    pay_minor: int
    offered_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    answer_by: datetime = Field(sa_type=UTC)
    answered_at: datetime | None = Field(default=None, sa_type=UTC)

    def close(self, how: OfferStatus) -> None:
        """The one way an offer changes; it is answered once."""
        if self.status is not OfferStatus.OPEN:
            raise OfferGone
        self.status = how
        self.answered_at = clock.now()


class RiderPosition(SQLModel, table=True):
    """Where a rider was; pruned after an hour. The latest one is in Valkey."""

    __tablename__ = "rider_positions"
    __table_args__ = (Index("ix_rider_positions", "rider_id", "at"),)

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    rider_id: UUID = Field(foreign_key="riders.id", ondelete="CASCADE")
    at: datetime = Field(sa_type=UTC)
    lat: float
    lng: float
    accuracy_m: float | None = None
