"""Every way in which an order ends, and what each does to money and stock: one table.

What the restaurant or the rider earns although the customer does not pay is borne by the platform.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class Part(StrEnum):
    """What a customer's total is made of."""

    FOOD = "food"  # items with their tax, less discounts
    DELIVERY = "delivery"
    SERVICE = "service"
    TIP = "tip"


ALL = frozenset(Part)
ALL_BUT_TIP = ALL - {Part.TIP}
FOOD_AND_SERVICE = frozenset({Part.FOOD, Part.SERVICE})
NOTHING: frozenset[Part] = frozenset()
YES, NO = True, False  # as the table reads best


class PayBy(StrEnum):
    CARD = "card"
    CASH = "cash"  # to the rider at the door


class End(StrEnum):
    DELIVERED = "delivered"
    PICKED_UP_INSTEAD = "picked_up_instead"
    UNPAID = "unpaid"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED_EARLY = "cancelled_early"
    CANCELLED_LATE = "cancelled_late"
    RESTAURANT_CANCELLED = "restaurant_cancelled"
    SUPPORT_CANCELLED = "support_cancelled"
    COOKED_IN_VAIN = "cooked_in_vain"
    NO_RIDER = "no_rider"
    PAYMENT_LOST = "payment_lost"
    NOT_HANDED_OVER = "not_handed_over"
    DAMAGED = "damaged"
    NOT_BROUGHT = "not_brought"


@dataclass(frozen=True)
class Effect:
    status: str  # of the order
    who: str  # ended it
    customer_pays: frozenset[Part]
    restaurant_earns: bool  # its food, less commission
    rider_earns: bool  # the ride; the tip too where the customer pays it
    stock_back: bool
    when: str  # for people


# fmt: off
EFFECTS: MappingProxyType[End, Effect] = MappingProxyType({
    # end                          status       ended by      customer pays     rest. rider  stock
    End.DELIVERED:            Effect("delivered", "rider",      ALL,              YES,  YES,   NO,
        "The customer has the food."),
    End.PICKED_UP_INSTEAD:    Effect("delivered", "restaurant", FOOD_AND_SERVICE, YES, NO,  NO,
        "Nobody could bring it, so the customer came for it: delivery and tip go back."),
    End.UNPAID:               Effect("unpaid",    "platform",   NOTHING,          NO,   NO,    YES,
        "The payment was refused, given up or too late."),
    End.REJECTED:             Effect("rejected",  "restaurant", NOTHING,          NO,   NO,    YES,
        "The restaurant said no."),
    End.EXPIRED:              Effect("expired",   "platform",   NOTHING,          NO,   NO,    YES,
        "The restaurant did not answer in time."),
    End.CANCELLED_EARLY:      Effect("cancelled", "customer",   NOTHING,          NO,   NO,    YES,
        "Before the restaurant accepted."),
    End.CANCELLED_LATE:       Effect("cancelled", "customer",   FOOD_AND_SERVICE, YES,  NO,    NO,
        "While the kitchen cooked, or after."),
    End.RESTAURANT_CANCELLED: Effect("cancelled", "restaurant", NOTHING,          NO,   NO,    YES,
        "The restaurant had accepted and cannot cook it after all."),
    End.SUPPORT_CANCELLED:    Effect("cancelled", "support",    NOTHING,          NO,   NO,    YES,
        "Before the food was ready."),
    End.COOKED_IN_VAIN:       Effect("cancelled", "support",    NOTHING,          YES,  NO,    NO,
        "The food was ready: the platform pays the restaurant."),
    End.NO_RIDER:             Effect("cancelled", "platform",   NOTHING,          YES,  NO,    NO,
        "Nobody could bring it: the platform pays the restaurant."),
    End.PAYMENT_LOST:         Effect("cancelled", "platform",   NOTHING,          NO,   NO,    YES,
        "The money that was held could not be taken."),
    End.NOT_HANDED_OVER:      Effect("failed",    "rider",      ALL_BUT_TIP,      YES,  YES,   NO,
        "Nobody there, a wrong address, or refused at the door."),
    End.DAMAGED:              Effect("failed",    "rider",      NOTHING,          YES,  YES,   NO,
        "Damaged on the way, or unsafe: the platform pays restaurant and rider."),
    End.NOT_BROUGHT:          Effect("failed",    "support",    NOTHING,          YES,  NO,    NO,
        "The rider did not bring it: the platform pays the restaurant."),
})
# fmt: on


class Charged(Protocol):
    """An order's or a quote's amounts, minor units."""

    @property
    def items_minor(self) -> int: ...
    @property
    def items_tax_minor(self) -> int: ...
    @property
    def food_discount_minor(self) -> int: ...
    @property
    def delivery_fee_minor(self) -> int: ...
    @property
    def delivery_tax_minor(self) -> int: ...
    @property
    def delivery_discount_minor(self) -> int: ...
    @property
    def service_fee_minor(self) -> int: ...
    @property
    def service_tax_minor(self) -> int: ...
    @property
    def tip_minor(self) -> int: ...
    @property
    def is_tax_included(self) -> bool: ...


class Agreed(Charged, Protocol):
    """An order's: with how it is paid, and whether that came to nothing."""

    @property
    def pay_by(self) -> PayBy: ...
    @property
    def payment_lost_at(self) -> datetime | None: ...


# Whatever the table says, the customer pays nothing, and the platform bears what others earn.
PAYS_NOTHING = {
    "in cash, and not delivered": "Cash changes hands at the door or never.",
    "the hold on the card lapsed before it was taken": "Past stopping: nobody owes anything, and"
    " an admin is told. An order that is still being made is cancelled instead (payment lost).",
}


# Of an order in cash: what was made and brought for somebody who then did not pay. The platform
# pays the others; the customer owes it what a card would have paid (orders.debts).
OWED_IN_CASH = frozenset({End.CANCELLED_LATE, End.NOT_HANDED_OVER})


def effect_of(end: End, pay_by: PayBy, *, is_lost: bool = False) -> Effect:
    """As the table says, but for PAYS_NOTHING. is_lost: the hold on the card lapsed."""
    effect = EFFECTS[end]
    if is_lost or (pay_by is PayBy.CASH and end is not End.DELIVERED):
        return replace(effect, customer_pays=NOTHING)
    return effect


def parts(charged: Charged) -> dict[Part, int]:
    """The total, part by part; added tax belongs to the part it was added to."""
    added = 0 if charged.is_tax_included else 1
    return {
        Part.FOOD: charged.items_minor
        - charged.food_discount_minor
        + added * charged.items_tax_minor,
        Part.DELIVERY: charged.delivery_fee_minor
        - charged.delivery_discount_minor
        + added * charged.delivery_tax_minor,
        Part.SERVICE: charged.service_fee_minor + added * charged.service_tax_minor,
        Part.TIP: charged.tip_minor,
    }


def total_minor(charged: Charged) -> int:
    return sum(parts(charged).values())


def owes_minor(charged: Agreed, end: End) -> int:
    """What the customer of an order in cash owes when it ends so."""
    if charged.pay_by is not PayBy.CASH or end not in OWED_IN_CASH:
        return 0
    owed = EFFECTS[end].customer_pays
    return sum(minor for part, minor in parts(charged).items() if part in owed)


def pays_minor(charged: Agreed, end: End) -> int:
    """What the customer pays when the order ends so."""
    is_lost = charged.payment_lost_at is not None
    paid = effect_of(end, charged.pay_by, is_lost=is_lost).customer_pays
    return sum(minor for part, minor in parts(charged).items() if part in paid)
