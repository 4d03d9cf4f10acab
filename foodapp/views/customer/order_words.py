"""What a customer is told about an order, in plain words: what is happening, and what happens
with the money."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from foodapp.kit import when
from foodapp.kit.money import shown
from foodapp.orders.ends import PayBy, owes_minor, pays_minor
from foodapp.orders.models import EndedBy, Fulfilment, Order, OrderStatus
from foodapp.orders.settings import settings
from foodapp.views import end_words
from foodapp.views.customer import credit_words

LATER = timedelta(minutes=75)  # a promise further away than this is a booking
EATING = timedelta(hours=2)
Stage = Literal["none", "searching", "nobody", "coming", "at_restaurant", "riding", "in_doubt"]


@dataclass(frozen=True)
class RiderFacts:
    """What dispatch knows of who brings it."""

    stage: Stage = "none"
    name: str = ""  # first name; empty until somebody has accepted

    @property
    def who(self) -> str:
        return self.name or "Your rider"


@dataclass(frozen=True)
class Story:
    """All that the words depend on."""

    order: Order
    restaurant: str
    zone: ZoneInfo
    now: datetime
    rider: RiderFacts
    end_code: str = ""  # of the order

    def at(self, moment: datetime) -> str:
        return when.shown(moment, self.zone, self.now)

    def on_that_day(self, moment: datetime) -> str:
        """Among others of the same order, of which one has said the day."""
        days = {at.astimezone(self.zone).date() for at in (moment, self.order.created_at)}
        return f"{moment.astimezone(self.zone):%H:%M}" if len(days) == 1 else self.at(moment)

    def about(self, moment: datetime) -> str:
        return self.at(when.about(moment))

    @property
    def is_delivery(self) -> bool:
        return self.order.fulfilment is Fulfilment.DELIVERY


@dataclass(frozen=True)
class Words:
    headline: str
    detail: str
    money: str  # empty while nothing but the usual happens


def words(story: Story) -> Words:
    headline, detail = _TOLD[story.order.status](story)
    return Words(headline, detail, money(story))


def _awaiting_payment(story: Story) -> tuple[str, str]:
    return (
        "Waiting for your payment.",
        f"{story.restaurant} hears of your order as soon as your card is confirmed.",
    )


def _placed(story: Story) -> tuple[str, str]:
    order = story.order
    if order.answer_by and order.answer_by > story.now + timedelta(
        minutes=settings().accept_minutes
    ):
        detail = f"They are closed now and answer by {story.at(order.answer_by)}."
        return f"Your order is with {story.restaurant}.", detail
    if order.prompted_at:
        return f"{story.restaurant} has not answered yet.", "We have just reminded them."
    if order.requested_for:
        headline = f"We have asked {story.restaurant} for {story.at(order.requested_for)}."
    else:
        headline = f"We have asked {story.restaurant}."
    return headline, "They usually answer within a few minutes."


def _accepted(story: Story) -> tuple[str, str]:
    order, ready_by = story.order, story.order.ready_by
    if ready_by is None:
        return f"{story.restaurant} is cooking.", _who_brings_it(story)
    if order.requested_for and ready_by > story.now + LATER:
        return f"{story.restaurant} cooks for {story.at(order.requested_for)}.", "All is booked."
    if story.now > ready_by:
        return f"{story.restaurant} needs a moment longer.", _who_brings_it(story)
    return (
        f"{story.restaurant} is cooking. Ready about {story.about(ready_by)}.",
        _who_brings_it(story),
    )


def _ready(story: Story) -> tuple[str, str]:
    if not story.is_delivery:
        return f"Ready for you at {story.restaurant}.", "Say your code at the counter."
    return "Your food is packed.", _who_brings_it(story)


def _collected(story: Story) -> tuple[str, str]:
    arrive_by = story.order.arrive_by
    if story.rider.stage == "in_doubt":
        headline = f"{story.rider.who} could not hand over your order."
        return headline, "Our team looks into it. If it did not reach you, you pay nothing."
    headline = f"{story.rider.who} is on the way to you."
    if arrive_by is None or story.now > arrive_by:
        return headline, "Should be with you any minute."
    return headline, f"Arrives about {story.about(arrive_by)}."


def _delivered(story: Story) -> tuple[str, str]:
    what = "Delivered" if story.is_delivery else "Picked up"
    at = story.order.delivered_at
    if at is None or story.now < at + EATING:
        return f"{what}. Enjoy your meal!", f"{what} {story.at(at)}." if at else ""
    return f"{what} {story.at(at)}.", ""


def _unpaid(story: Story) -> tuple[str, str]:
    return "Your payment did not go through.", "Your basket is still here: you can try again."


def _rejected(story: Story) -> tuple[str, str]:
    return f"{story.restaurant} cannot make this order.", end_words.why(story.order)


def _expired(story: Story) -> tuple[str, str]:
    return (
        f"{story.restaurant} did not answer in time.",
        "We are sorry. Please try another restaurant.",
    )


def _cancelled(story: Story) -> tuple[str, str]:
    order = story.order
    if order.ended_by is EndedBy.CUSTOMER:
        return "You cancelled this order.", ""
    if order.ended_by is EndedBy.SUPPORT:
        return "Our team cancelled this order.", end_words.why(order)
    if order.ended_by is EndedBy.RESTAURANT:
        return f"{story.restaurant} cannot make your order after all.", end_words.why(order)
    if story.end_code == "first_order":
        return "We had to cancel this order.", f"{end_words.why(order)} Please order without it."
    if story.end_code == "no_rider":
        return "We could not find a rider.", "We are sorry: every rider was busy."
    return "Your card could not be charged.", f"{story.restaurant} had to stop cooking."


def _failed(story: Story) -> tuple[str, str]:
    reason = end_words.why(story.order)
    return f"{story.rider.who} could not hand over your order.", reason


def _who_brings_it(story: Story) -> str:
    """The second sentence while the kitchen has the food."""
    if not story.is_delivery:
        return "You pick it up." if story.order.status is OrderStatus.ACCEPTED else ""
    rider = story.rider
    told: dict[Stage, str] = {
        "none": "A rider comes when your food is nearly ready.",
        "searching": "We are finding a rider.",
        "nobody": "Every rider is busy just now. We keep looking.",
        "coming": f"{rider.who} is on the way to {story.restaurant}.",
        "at_restaurant": f"{rider.who} is waiting at {story.restaurant}.",
        "riding": f"{rider.who} has your food.",
        "in_doubt": "",
    }
    return told[rider.stage]


def money(story: Story) -> str:
    """What happens with the money. See orders.endings for the rules behind it."""
    order = story.order
    total = shown(order.card_minor, order.currency)
    if order.pay_by is PayBy.CASH:
        return _cash(order)
    if order.payment_lost_at is not None:
        return "You pay nothing: the hold on your card had lapsed before it was charged."
    if order.credit_used_minor:
        return credit_words.money(order)
    if not order.card_minor:
        return "There is nothing to pay."
    agreed = shown(agreed_minor(order), order.currency)
    paid = shown(order.price_minor, order.currency)
    was_held = order.placed_at is not None
    was_taken = order.accepted_at is not None
    if order.status is OrderStatus.PLACED:
        return f"{total} is held on your card, and only charged when they say yes."
    if order.status is OrderStatus.DELIVERED:
        return f"You paid {agreed}.{_given_back(order)}"
    if order.status is OrderStatus.FAILED and not order.price_minor:
        return f"You pay nothing: {total} goes back to your card within a few days."
    if order.status is OrderStatus.FAILED:
        return f"The food was made and brought, so {paid} stays charged. Not right? Tell us."
    if order.status is OrderStatus.CANCELLED and order.cancel_fee_minor:
        fee = shown(order.cancel_fee_minor, order.currency)
        rest = shown(order.total_minor - order.cancel_fee_minor, order.currency)
        return f"You pay {fee} for what was being made; {rest} goes back to your card."
    if order.ended_at is None and order.became_pickup_at:
        less = shown(order.total_minor - agreed_minor(order), order.currency)
        return (
            f"You pay {agreed}; {less} for delivery and tip goes back to your card."
            f"{_given_back(order)}"
        )
    if order.ended_at is None:
        return _given_back(order).strip()
    if not was_held:
        return "Nothing was charged."
    if was_taken:
        return f"You pay nothing: {total} goes back to your card within a few days."
    return f"You pay nothing: the {total} held on your card is released. It was not charged."


def agreed_minor(order: Order) -> int:
    """Less than the total when nobody brings it: see orders.ends."""
    is_well = order.end in (None, order.good_end)
    return pays_minor(order, order.good_end) if is_well else order.total_minor


def _given_back(order: Order) -> str:
    """After a refund: how much, and where it is. Empty without one."""
    told = ""
    if (card := order.reduced_minor - order.credited_minor) > 0:
        told += f" {shown(card, order.currency)} went back to your card."
    if order.credited_minor:
        told += f" {shown(order.credited_minor, order.currency)} is yours as store credit."
    return told


def _cash(order: Order) -> str:
    """At the door, or not at all."""
    if order.status is OrderStatus.DELIVERED:
        credited = shown(order.credited_minor, order.currency)
        back = f" {credited} is yours as store credit." if order.credited_minor else ""
        return f"You paid {shown(order.cash_taken_minor, order.currency)} in cash.{back}"
    if order.end is not None and (owed := owes_minor(order, order.end)):
        return (
            f"The food was made, so you owe {shown(owed, order.currency)}. Until that is settled"
            " you can pay by card only. Not right? Tell us."
        )
    if order.ended_at is not None:
        return "You pay nothing: cash only changes hands at the door."
    return f"Please have {shown(order.cash_due_minor, order.currency)} in cash ready for the rider."


_TOLD = {
    OrderStatus.AWAITING_PAYMENT: _awaiting_payment,
    OrderStatus.PLACED: _placed,
    OrderStatus.ACCEPTED: _accepted,
    OrderStatus.READY: _ready,
    OrderStatus.COLLECTED: _collected,
    OrderStatus.DELIVERED: _delivered,
    OrderStatus.UNPAID: _unpaid,
    OrderStatus.REJECTED: _rejected,
    OrderStatus.EXPIRED: _expired,
    OrderStatus.CANCELLED: _cancelled,
    OrderStatus.FAILED: _failed,
}
