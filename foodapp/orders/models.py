"""An order: what a customer asked a restaurant to make, and how far along it is."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Identity,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from foodapp.kit import clock, shares
from foodapp.kit.columns import UTC, text_enum
from foodapp.kit.errors import DomainError
from foodapp.kit.tender import coins
from foodapp.kit.words import t
from foodapp.orders.ends import EFFECTS, End, PayBy, pays_minor


class Fulfilment(StrEnum):
    DELIVERY = "delivery"
    PICKUP = "pickup"


class OrderStatus(StrEnum):
    AWAITING_PAYMENT = "awaiting_payment"  # placed by the customer, card not yet authorised
    PLACED = "placed"  # card authorised; the restaurant has yet to answer
    ACCEPTED = "accepted"  # being cooked
    READY = "ready"  # packed, waiting for the rider or the customer
    COLLECTED = "collected"  # by the rider
    DELIVERED = "delivered"  # handed over, also at the counter
    UNPAID = "unpaid"  # payment refused, abandoned or too late
    REJECTED = "rejected"  # by the restaurant
    EXPIRED = "expired"  # the restaurant never answered
    CANCELLED = "cancelled"  # by the customer, by support, or for want of a rider
    FAILED = "failed"  # collected, but could not be handed over


COMES_FROM: dict[OrderStatus, set[OrderStatus]] = {
    OrderStatus.PLACED: {OrderStatus.AWAITING_PAYMENT},
    OrderStatus.UNPAID: {OrderStatus.AWAITING_PAYMENT},
    OrderStatus.ACCEPTED: {OrderStatus.PLACED},
    OrderStatus.REJECTED: {OrderStatus.PLACED},
    OrderStatus.EXPIRED: {OrderStatus.PLACED},
    OrderStatus.READY: {OrderStatus.ACCEPTED},
    # A rider may take the food before the kitchen has pressed "ready".
    OrderStatus.COLLECTED: {OrderStatus.ACCEPTED, OrderStatus.READY},
    OrderStatus.DELIVERED: {OrderStatus.COLLECTED, OrderStatus.READY},
    OrderStatus.FAILED: {OrderStatus.COLLECTED},
    OrderStatus.CANCELLED: {
        OrderStatus.AWAITING_PAYMENT,
        OrderStatus.PLACED,
        OrderStatus.ACCEPTED,
        OrderStatus.READY,
    },
}

ENDED = frozenset(
    {
        OrderStatus.DELIVERED,
        OrderStatus.UNPAID,
        OrderStatus.REJECTED,
        OrderStatus.EXPIRED,
        OrderStatus.CANCELLED,
        OrderStatus.FAILED,
    }
)
OPEN = frozenset(OrderStatus) - ENDED


class EndedBy(StrEnum):
    CUSTOMER = "customer"
    RESTAURANT = "restaurant"
    RIDER = "rider"
    SUPPORT = "support"
    PLATFORM = "platform"


ALREADY = {
    OrderStatus.AWAITING_PAYMENT: t("This order is already awaiting payment."),
    OrderStatus.PLACED: t("This order is already placed."),
    OrderStatus.ACCEPTED: t("This order is already accepted."),
    OrderStatus.READY: t("This order is already ready."),
    OrderStatus.COLLECTED: t("This order is already collected."),
    OrderStatus.DELIVERED: t("This order is already delivered."),
    OrderStatus.UNPAID: t("This order is already unpaid."),
    OrderStatus.REJECTED: t("This order is already rejected."),
    OrderStatus.EXPIRED: t("This order is already expired."),
    OrderStatus.CANCELLED: t("This order is already cancelled."),
    OrderStatus.FAILED: t("This order is already failed."),
}


class IllegalMove(DomainError):
    def __init__(self, current: OrderStatus, wanted: OrderStatus) -> None:
        self.current, self.wanted = current, wanted
        super().__init__(ALREADY[current])


def tags() -> Column[list[str]]:
    return Column(ARRAY(Text), nullable=False, server_default="{}")


class Order(SQLModel, table=True):
    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("customer_id", "idempotency_key"),
        CheckConstraint(
            "items_minor >= 0 AND delivery_fee_minor >= 0 AND service_fee_minor >= 0"
            " AND tip_minor >= 0 AND total_minor ="
            " items_minor - food_discount_minor + delivery_fee_minor - delivery_discount_minor"
            " + service_fee_minor + tip_minor + CASE WHEN is_tax_included THEN 0"
            " ELSE items_tax_minor + delivery_tax_minor + service_tax_minor END",
            name="total_is_its_parts",
        ),
        CheckConstraint(
            "food_discount_minor BETWEEN 0 AND items_minor"
            " AND delivery_discount_minor BETWEEN 0 AND delivery_fee_minor",
            name="discount_within_price",
        ),
        CheckConstraint("to_pay_minor BETWEEN 0 AND total_minor", name="to_pay_within_total"),
        CheckConstraint(
            "reduced_minor BETWEEN 0 AND total_minor AND credited_minor BETWEEN 0 AND to_pay_minor",
            name="given_back_within_total",
        ),
        CheckConstraint(
            "cash_taken_minor BETWEEN 0 AND total_minor + greatest(rounding_minor, 0)"
            " AND (cash_taken_minor = 0 OR pay_by = 'cash')",
            name="cash_within_total",
        ),
        CheckConstraint(
            "credit_used_minor BETWEEN 0 AND total_minor"
            " AND (credit_used_minor = 0 OR pay_by = 'card')",
            name="credit_used_within_total",
        ),
        CheckConstraint(
            "late_tip_minor >= 0 AND (late_tip_minor = 0 OR status = 'delivered')",
            name="late_tip_after_delivery",
        ),
        Index("ix_orders_board", "restaurant_id", "status", "placed_at"),
        Index("ix_orders_customer", "customer_id", "created_at"),
        Index("ix_orders_created", "created_at"),
        Index(
            "ix_orders_customer_name",
            text("searchable(customer_name) gin_trgm_ops"),
            postgresql_using="gin",
        ),
        Index("ix_orders_restaurant_placed", "restaurant_id", "placed_at"),
        Index(
            "ix_orders_open",
            "status",
            postgresql_where=text(
                "status IN ('awaiting_payment', 'placed', 'accepted', 'ready', 'collected')"
            ),
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    number: str = Field(max_length=8, index=True)  # what people say aloud: "K7P-42"
    idempotency_key: str = Field(max_length=64)
    customer_id: UUID = Field(foreign_key="users.id")
    restaurant_id: UUID = Field(foreign_key="restaurants.id")
    status: OrderStatus = Field(
        default=OrderStatus.AWAITING_PAYMENT, sa_type=text_enum(OrderStatus)
    )
    fulfilment: Fulfilment = Field(sa_type=text_enum(Fulfilment))

    currency: str = Field(max_length=3)
    items_minor: int
    delivery_fee_minor: int = 0
    service_fee_minor: int = 0
    tip_minor: int = 0
    food_discount_minor: int = 0
    delivery_discount_minor: int = 0
    offers: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )  # what made it cheaper, as it was sold: see orders.offers.Taken
    is_tax_included: bool = True  # in the prices; else added to them
    items_tax_minor: int = 0
    delivery_tax_minor: int = 0
    service_tax_minor: int = 0
    total_minor: int
    # What the platform may keep at the gateway, as things stand: less after some ends and after
    # refunds. What became store credit stays there, and is owed to the customer as credit.
    to_pay_minor: int = 0
    reduced_minor: int = 0  # off the price since it was agreed: refunds
    credited_minor: int = 0  # of what the customer got back, what became store credit
    pay_by: PayBy = Field(default=PayBy.CARD, sa_type=text_enum(PayBy))
    cash_taken_minor: int = 0  # by the rider at the door
    late_tip_minor: int = 0  # given after the delivery, beside the total: see payments.tipping
    tipped_at: datetime | None = Field(default=None, sa_type=UTC)
    credit_used_minor: int = 0  # store credit that was set aside for it; the rest is paid by card
    # What a card or coins pay beyond what is owed, or short of it: see orders.charging. In cash it
    # is known at the door.
    rounding_minor: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # By rate, as it was sold: [{"millionths": 190000, "minor": 80}]. None: an old order.
    taxes: list[dict[str, int]] | None = Field(
        default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True)
    )
    commission_bps: int = 0  # of the restaurant's food, as agreed when it was placed
    commission_millionths: int | None = None  # the same exactly; None: an old order
    commission_tax_millionths: int | None = None  # on it; None: as the settings say

    customer_name: str = Field(max_length=80)  # as it was when placed, for the hand-over
    street: str = Field(default="", max_length=120)
    postcode: str = Field(default="", max_length=16)
    city: str = Field(default="", max_length=80)
    address_note: str = Field(default="", max_length=200)
    lat: float | None = None
    lng: float | None = None
    distance_m: int | None = None
    note: str = Field(default="", max_length=200)
    avoids: list[str] = Field(default_factory=list, sa_column=tags())  # as declared when placed
    confirmed_warnings: list[str] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )  # what the customer ticked before it was placed, see orders.eating
    pin: str = Field(max_length=4)  # the customer says it at the door
    # Wrong ones in all, by whoever typed: see orders.pins.
    pin_wrong: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    pin_wait_until: datetime | None = Field(default=None, sa_type=UTC)

    created_at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    requested_for: datetime | None = Field(default=None, sa_type=UTC)  # None: as soon as possible
    placed_at: datetime | None = Field(default=None, sa_type=UTC)
    answer_by: datetime | None = Field(default=None, sa_type=UTC)  # expires unanswered after this
    prompted_at: datetime | None = Field(default=None, sa_type=UTC)  # the restaurant was reminded
    accepted_at: datetime | None = Field(default=None, sa_type=UTC)
    prep_minutes: int | None = None
    ready_by: datetime | None = Field(default=None, sa_type=UTC)  # promised by the kitchen
    ready_at: datetime | None = Field(default=None, sa_type=UTC)
    collected_at: datetime | None = Field(default=None, sa_type=UTC)
    arrive_by: datetime | None = Field(default=None, sa_type=UTC)  # what the customer is told
    # What the customer heard last, where it is not arrive_by: see orders.lateness.
    told_until: datetime | None = Field(default=None, sa_type=UTC)
    delivered_at: datetime | None = Field(default=None, sa_type=UTC)
    ended_at: datetime | None = Field(default=None, sa_type=UTC)  # whichever end it was
    ended_by: EndedBy | None = Field(default=None, sa_type=text_enum(EndedBy))
    end: End | None = Field(default=None, sa_type=text_enum(End))  # see orders.ends
    # Why, by code (EndCode); words: views.end_words. A person's own words stand in end_reason, and
    # old sentences that no code says.
    end_code: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    end_reason: str = Field(default="", max_length=200)
    cancel_fee_minor: int = 0  # what the customer pays all the same
    payment_lost_at: datetime | None = Field(default=None, sa_type=UTC)  # see ends.PAYS_NOTHING
    became_pickup_at: datetime | None = Field(default=None, sa_type=UTC)  # nobody could bring it
    taken_over_at: datetime | None = Field(default=None, sa_type=UTC)  # the autopilot rests since
    taken_over_by: UUID | None = Field(default=None, foreign_key="users.id")

    def move_to(self, wanted: OrderStatus) -> None:
        if self.status not in COMES_FROM[wanted]:
            raise IllegalMove(self.status, wanted)
        self.status = wanted

    def end_as(self, end: End, by: EndedBy, code: str = "", *, reason: str = "") -> None:
        """The one way an order ends. code: of ours; reason: what a person wrote."""
        self.move_to(OrderStatus(EFFECTS[end].status))
        self.end = end
        self._keep()
        self.ended_at = clock.now()
        self.ended_by = by
        self.end_code, self.end_reason = code, reason

    @property
    def commission_rate(self) -> int:
        """Millionths."""
        exact = self.commission_millionths
        return self.commission_bps * shares.A_BPS if exact is None else exact

    @property
    def price_minor(self) -> int:
        """What the customer pays in the end, as things stand."""
        agreed = pays_minor(self, self.end or self.good_end)
        return max(0, agreed - self.reduced_minor)

    @property
    def card_minor(self) -> int:
        """What is charged at the gateway; nothing of an order in cash, or wholly paid by credit."""
        if self.pay_by is PayBy.CASH:
            return 0
        return self.total_minor - self.credit_used_minor + self.rounding_minor

    @property
    def cash_due_minor(self) -> int:
        """What the rider asks for at the door: nothing of an order by card."""
        is_cash = self.pay_by is PayBy.CASH
        return coins.payable(self.price_minor, self.currency) if is_cash else 0

    @property
    def credit_kept_minor(self) -> int:
        """Of the credit that was used, what the order still needs: the card pays first."""
        return max(0, self.to_pay_minor - self.card_minor) if self.credit_used_minor else 0

    @property
    def good_end(self) -> End:
        """How it ends if all goes well from here."""
        return End.PICKED_UP_INSTEAD if self.became_pickup_at else End.DELIVERED

    def become_pickup(self) -> None:
        """Nobody can bring it: the customer comes for it, and pays neither delivery nor tip."""
        self.fulfilment = Fulfilment.PICKUP
        self.became_pickup_at = clock.now()
        self._keep()

    def reduce(self, minor: int, *, as_credit: bool = False) -> None:
        """The one way, besides its end, in which an order becomes cheaper."""
        self.reduced_minor += minor
        self.credited_minor += minor if as_credit else 0
        self._keep()

    def credit_instead(self, minor: int) -> None:
        """What should have gone back to the card becomes store credit."""
        self.credited_minor += minor
        self._keep()

    def lose_payment(self) -> None:
        """What was held for it lapsed before it was taken: nobody owes it any more."""
        self.payment_lost_at = clock.now()
        self.cancel_fee_minor = 0
        self._keep()

    def _keep(self) -> None:
        self.to_pay_minor = self.price_minor + self.credited_minor


class OrderLine(SQLModel, table=True):
    """A line as it was sold: later edits of the menu do not touch it."""

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity BETWEEN 1 AND 99", name="line_quantity_sane"),
        CheckConstraint("total_minor = unit_minor * quantity", name="line_total"),
        CheckConstraint("discount_minor BETWEEN 0 AND total_minor", name="line_discount"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    order_id: UUID = Field(foreign_key="orders.id", index=True, ondelete="CASCADE")
    position: int
    item_id: UUID | None = Field(
        default=None, foreign_key="menu_items.id", index=True, ondelete="SET NULL"
    )
    name: str = Field(max_length=120)
    variation: str = Field(default="", max_length=80)
    modifiers: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )  # [{"name": str, "price_minor": int}]
    quantity: int
    unit_minor: int  # variation or item, plus modifiers
    total_minor: int
    discount_minor: int = 0  # this line's share of the order's food discount
    tax_class: str = Field(default="food", max_length=16)  # restaurants.taxes
    tax_bps: int = 0
    tax_millionths: int | None = None  # the same exactly; None: an old order
    tax_minor: int = 0  # in the line's price or on it, see Order.is_tax_included
    note: str = Field(default="", max_length=140)
    # What was stated of it as it was chosen, see menu.allergens.Declared; None: sold before that.
    declared: dict[str, list[str]] | None = Field(
        default=None, sa_column=Column(JSONB(none_as_null=True))
    )
    stock_taken: bool = False  # this line holds counted portions, to be given back if it fails

    @property
    def parts(self) -> list[str]:
        """What of it may run out, beside the dish: its size and its options, by name."""
        names = [self.variation, *(str(one["name"]) for one in self.modifiers)]
        return [name for name in dict.fromkeys(names) if name]


class TimelineEntry(SQLModel, table=True):
    """One thing that happened to an order, in the order it happened. Append-only."""

    __tablename__ = "order_timeline"
    __table_args__ = (Index("ix_order_timeline", "order_id", "id"),)

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True)
    )
    order_id: UUID = Field(foreign_key="orders.id", ondelete="CASCADE")
    at: datetime = Field(default_factory=clock.now, sa_type=UTC)
    kind: str = Field(max_length=40)  # class name of the event, in snake case
    by: str = Field(max_length=20)  # customer, restaurant, rider, support, platform
    by_id: UUID | None = None
    facts: dict[str, Any] = Field(
        default_factory=dict,
        sa_column=Column(JSONB, nullable=False, server_default=text("'{}'")),
    )
