"""Promotions on a basket and on an order: what they take off, and when a use is free again.

The rules are foodapp.promotions'; an order keeps what was taken off as it was sold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from foodapp.kit import clock
from foodapp.kit.money import split
from foodapp.orders.basket_models import Basket
from foodapp.orders.ends import Part, effect_of
from foodapp.orders.models import Fulfilment, Order
from foodapp.promotions import counting, judging, marks
from foodapp.promotions.counting import Wanted
from foodapp.promotions.judging import Applied, Asked, Verdict
from foodapp.promotions.terms import Offer
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class Taken:
    """What the promotions do to one basket."""

    verdict: Verdict = field(default_factory=Verdict)

    def off_minor(self, part: Part) -> int:
        return sum(one.off_minor for one in self.verdict.applied if part_of(one) is part)

    def as_sold(self) -> list[dict[str, Any]]:
        """As an order keeps them: Order.offers."""
        return [
            {
                "promotion_id": str(one.offer.id),
                "label": one.offer.name,
                "part": part_of(one).value,
                "minor": one.off_minor,
                "platform_minor": one.platform_minor,
                **({"first_order": True} if one.offer.first_order else {}),
            }
            for one in self.verdict.applied
        ]


def address_key(basket: Basket) -> str:
    """The door, where a first order is one of each."""
    if basket.fulfilment is not Fulfilment.DELIVERY:
        return ""
    return marks.of_address(basket.street, basket.postcode, basket.city, basket.address_note)


def is_first(order: Order) -> bool:
    """It is cheaper because it is a first one."""
    return any(one.get("first_order") for one in order.offers)


def part_of(applied: Applied) -> Part:
    return Part.DELIVERY if applied.offer.is_on_delivery else Part.FOOD


def judged(
    offers: Sequence[Offer],
    basket: Basket,
    restaurant: Restaurant,
    items_minor: int,
    delivery_fee_minor: int,
) -> Taken:
    if not offers and not basket.promo_code:
        return Taken()
    now = clock.now()
    asked = Asked(
        items_minor=items_minor,
        delivery_fee_minor=delivery_fee_minor,
        is_delivery=basket.fulfilment is Fulfilment.DELIVERY,
        now=now,
        wanted_at=basket.requested_for or now,
        zone=ZoneInfo(restaurant.time_zone),
        code=basket.promo_code,
        customer_key=counting.customer_key(basket.user_id) if basket.user_id else "",
    )
    return Taken(judging.judge(offers, asked))


def spread(off_minor: int, totals: Sequence[int]) -> list[int]:
    """Of what is taken off the food, each line's part: in proportion, exact in sum, and never
    more than the line costs."""
    return split(off_minor, totals) if off_minor else [0] * len(totals)


def uses(taken: Taken, customer_id: UUID, zone: ZoneInfo) -> list[Wanted]:
    """What an order of this customer has to count."""
    now = clock.now()
    return [counting.wanted(one.offer, customer_id, now, zone) for one in taken.verdict.applied]


def rows(order: Order, wanted: Sequence[Wanted], at: datetime) -> list[dict[str, Any]]:
    """Rows of PromotionUse, beside the order."""
    counted = {str(use.promotion_id): [key for key, _ in use.limits] for use in wanted}
    return [
        {
            "order_id": order.id,
            "promotion_id": one["promotion_id"],
            "customer_id": order.customer_id,
            "discount_minor": one["minor"],
            "platform_minor": one["platform_minor"],
            "counted": counted[one["promotion_id"]],
            "used_at": at.isoformat(),
        }
        for one in order.offers
    ]


def hold(session: Session, orders: Sequence[Order]) -> None:
    """Before several orders end in one transaction."""
    if cheaper := [order.id for order in orders if order.offers]:
        counting.hold(session, [], cheaper)


def give_back(session: Session, order: Order) -> None:
    """A promotion was used if the customer pays for what it made cheaper: so the table of ends
    says which uses are free again. Called with every end, before counted dishes are given back."""
    if order.end is None or not order.offers:
        return
    paid = effect_of(order.end, order.pay_by).customer_pays
    free = [UUID(one["promotion_id"]) for one in order.offers if Part(one["part"]) not in paid]
    if free:
        counting.give_back(session, order.id, free)


def platform_minor(order: Order, part: Part) -> int:
    """Of what was taken off this part, what the platform bears."""
    return sum(int(one["platform_minor"]) for one in order.offers if one["part"] == part.value)
