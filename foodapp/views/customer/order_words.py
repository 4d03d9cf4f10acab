"""What a customer is told about an order, in plain words: what is happening, and what happens
with the money."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from foodapp.kit import when
from foodapp.kit.money import Money
from foodapp.kit.when import Moment
from foodapp.kit.words import Value, Values, Words, paragraph, say, t
from foodapp.orders import lateness
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
    def who(self) -> Value:
        return self.name or t("Your rider")


@dataclass(frozen=True)
class Story:
    """All that the words depend on."""

    order: Order
    restaurant: str
    zone: ZoneInfo
    now: datetime
    rider: RiderFacts
    end_code: str = ""  # of the order

    def at(self, moment: datetime) -> Moment:
        return Moment(moment, self.zone, self.now)

    def on_that_day(self, moment: datetime) -> str:
        """Among others of the same order, of which one has said the day."""
        days = {at.astimezone(self.zone).date() for at in (moment, self.order.created_at)}
        alone = f"{moment.astimezone(self.zone):%H:%M}"
        return alone if len(days) == 1 else self.at(moment).shown()

    def about(self, moment: datetime) -> Moment:
        return self.at(when.about(moment))

    @property
    def is_delivery(self) -> bool:
        return self.order.fulfilment is Fulfilment.DELIVERY


@dataclass(frozen=True)
class Told:
    headline: str
    detail: str
    money: str  # empty while nothing but the usual happens


Detail = Words | str  # what we say, or a person wrote; empty: nothing
NOTHING = ""


def words(story: Story) -> Told:
    headline, detail = _TOLD[story.order.status](story)
    return Told(say(headline), paragraph([detail]), paragraph(money(story)))


def _awaiting_payment(story: Story) -> tuple[Words, Detail]:
    return (
        t("Waiting for your payment."),
        t(
            "{restaurant} hears of your order as soon as your card is confirmed.",
            restaurant=story.restaurant,
        ),
    )


def _placed(story: Story) -> tuple[Words, Detail]:
    order, name = story.order, story.restaurant
    in_time = timedelta(minutes=settings().accept_minutes)
    if order.answer_by and order.answer_by > story.now + in_time:
        by = story.at(order.answer_by)
        return (
            t("Your order is with {restaurant}.", restaurant=name),
            t("They are closed now and answer by {by}.", by=by),
        )
    if order.prompted_at:
        return (
            t("{restaurant} has not answered yet.", restaurant=name),
            t("We have just reminded them."),
        )
    return _asked(story), t("They usually answer within a few minutes.")


def _asked(story: Story) -> Words:
    wanted, name = story.order.requested_for, story.restaurant
    if wanted is None:
        return t("We have asked {restaurant}.", restaurant=name)
    return t("We have asked {restaurant} for {at}.", restaurant=name, at=story.at(wanted))


def _accepted(story: Story) -> tuple[Words, Detail]:
    order, ready_by, name = story.order, story.order.ready_by, story.restaurant
    if ready_by is None:
        return t("{restaurant} is cooking.", restaurant=name), _who_brings_it(story)
    if order.requested_for and ready_by > story.now + LATER:
        at = story.at(order.requested_for)
        return t("{restaurant} cooks for {at}.", restaurant=name, at=at), t("All is booked.")
    if story.now > ready_by and order.told_until and order.told_until > story.now:
        at = story.about(order.told_until)
        return (
            t("{restaurant} needs longer: now about {at}.", restaurant=name, at=at),
            _who_brings_it(story),
        )
    if story.now > ready_by:
        return t("{restaurant} needs a moment longer.", restaurant=name), _who_brings_it(story)
    ready = story.about(ready_by)
    headline = t("{restaurant} is cooking. Ready about {ready}.", restaurant=name, ready=ready)
    return headline, _who_brings_it(story)


def _ready(story: Story) -> tuple[Words, Detail]:
    if not story.is_delivery:
        return (
            t("Ready for you at {restaurant}.", restaurant=story.restaurant),
            t("Say your code at the counter."),
        )
    return t("Your food is packed."), _who_brings_it(story)


def _collected(story: Story) -> tuple[Words, Detail]:
    arrive_by, who = lateness.expected_by(story.order), story.rider.who
    if story.rider.stage == "in_doubt":
        detail = t("Our team looks into it. If it did not reach you, you pay nothing.")
        return t("{rider} could not hand over your order.", rider=who), detail
    headline = t("{rider} is on the way to you.", rider=who)
    if arrive_by is None or story.now > arrive_by:
        return headline, t("Should be with you any minute.")
    return headline, t("Arrives about {at}.", at=story.about(arrive_by))


def _delivered(story: Story) -> tuple[Words, Detail]:
    at = story.order.delivered_at
    when_it_was = _was_delivered(story, at) if at else None
    if when_it_was is not None and at is not None and story.now >= at + EATING:
        return when_it_was, NOTHING
    headline = (
        t("Delivered. Enjoy your meal!") if story.is_delivery else t("Picked up. Enjoy your meal!")
    )
    return headline, when_it_was or NOTHING


def _was_delivered(story: Story, at: datetime) -> Words:
    shown_at = story.at(at)
    if story.is_delivery:
        return t("Delivered {at}.", at=shown_at)
    return t("Picked up {at}.", at=shown_at)


def _unpaid(story: Story) -> tuple[Words, Detail]:
    return (
        t("Your payment did not go through."),
        t("Your basket is still here: you can try again."),
    )


def _rejected(story: Story) -> tuple[Words, Detail]:
    headline = t("{restaurant} cannot make this order.", restaurant=story.restaurant)
    return headline, end_words.why(story.order)


def _expired(story: Story) -> tuple[Words, Detail]:
    return (
        t("{restaurant} did not answer in time.", restaurant=story.restaurant),
        t("We are sorry. Please try another restaurant."),
    )


def _cancelled(story: Story) -> tuple[Words, Detail]:
    order, name = story.order, story.restaurant
    if order.ended_by is EndedBy.CUSTOMER:
        return t("You cancelled this order."), NOTHING
    if order.ended_by is EndedBy.SUPPORT:
        return t("Our team cancelled this order."), end_words.why(order)
    if order.ended_by is EndedBy.RESTAURANT:
        headline = t("{restaurant} cannot make your order after all.", restaurant=name)
        return headline, end_words.why(order)
    if story.end_code == "first_order":
        why = t("{why} Please order without it.", why=end_words.why(order))
        return t("We had to cancel this order."), why
    if story.end_code == "no_rider":
        return t("We could not find a rider."), t("We are sorry: every rider was busy.")
    stopped = t("{restaurant} had to stop cooking.", restaurant=name)
    return t("Your card could not be charged."), stopped


def _failed(story: Story) -> tuple[Words, Detail]:
    headline = t("{rider} could not hand over your order.", rider=story.rider.who)
    return headline, end_words.why(story.order)


def _who_brings_it(story: Story) -> Detail:
    """The second sentence while the kitchen has the food."""
    if not story.is_delivery:
        is_cooking = story.order.status is OrderStatus.ACCEPTED
        return t("You pick it up.") if is_cooking else NOTHING
    if story.rider.stage == "in_doubt":
        return NOTHING
    names: Values = {"rider": story.rider.who, "restaurant": story.restaurant}
    return _BRINGS[story.rider.stage].with_(names)


_BRINGS: dict[Stage, Words] = {
    "none": t("A rider comes when your food is nearly ready."),
    "searching": t("We are finding a rider."),
    "nobody": t("Every rider is busy just now. We keep looking."),
    "coming": t("{rider} is on the way to {restaurant}."),
    "at_restaurant": t("{rider} is waiting at {restaurant}."),
    "riding": t("{rider} has your food."),
}


def money(story: Story) -> list[Words]:
    """What happens with the money. See orders.endings for the rules behind it."""
    order = story.order
    if order.pay_by is PayBy.CASH:
        return _cash(order)
    if order.payment_lost_at is not None:
        return [t("You pay nothing: the hold on your card had lapsed before it was charged.")]
    if order.credit_used_minor:
        return credit_words.money(order)
    if not order.card_minor:
        return [t("There is nothing to pay.")]
    return _card_ended(order) if _is_over(order) else _card_goes_on(order)


def _is_over(order: Order) -> bool:
    return order.ended_at is not None or order.status in (OrderStatus.FAILED, OrderStatus.CANCELLED)


def _card_goes_on(order: Order) -> list[Words]:
    total = Money(order.card_minor, order.currency)
    if order.status is OrderStatus.PLACED:
        return [t("{total} is held on your card, and only charged when they say yes.", total=total)]
    if order.status is OrderStatus.DELIVERED:
        return _you_paid(order)
    if not order.became_pickup_at:
        return _given_back(order)
    agreed = agreed_minor(order)
    pays = t("You pay {agreed}; {less} for delivery and tip goes back to your card.")
    values: Values = {
        "agreed": Money(agreed, order.currency),
        "less": Money(order.total_minor - agreed, order.currency),
    }
    return [pays.with_(values), *_given_back(order)]


def _you_paid(order: Order) -> list[Words]:
    agreed = Money(agreed_minor(order), order.currency)
    return [t("You paid {agreed}.", agreed=agreed), *_given_back(order)]


def _card_ended(order: Order) -> list[Words]:
    total = Money(order.card_minor, order.currency)
    back = t("You pay nothing: {total} goes back to your card within a few days.", total=total)
    if order.status is OrderStatus.DELIVERED:
        return _you_paid(order)
    if order.status is OrderStatus.FAILED and not order.price_minor:
        return [back]
    if order.status is OrderStatus.FAILED:
        paid = Money(order.price_minor, order.currency)
        stays = t("The food was made and brought, so {paid} stays charged. Not right? Tell us.")
        return [stays.with_({"paid": paid})]
    if order.status is OrderStatus.CANCELLED and order.cancel_fee_minor:
        return [_fee(order)]
    if order.placed_at is None:
        return [t("Nothing was charged.")]
    if order.accepted_at is not None:
        return [back]
    released = t(
        "You pay nothing: the {total} held on your card is released. It was not charged.",
        total=total,
    )
    return [released]


def _fee(order: Order) -> Words:
    return t(
        "You pay {fee} for what was being made; {rest} goes back to your card.",
        fee=Money(order.cancel_fee_minor, order.currency),
        rest=Money(order.total_minor - order.cancel_fee_minor, order.currency),
    )


def agreed_minor(order: Order) -> int:
    """Less than the total when nobody brings it: see orders.ends."""
    is_well = order.end in (None, order.good_end)
    return pays_minor(order, order.good_end) if is_well else order.total_minor


def _given_back(order: Order) -> list[Words]:
    """After a refund: how much, and where it is. Empty without one."""
    told = []
    if (card := order.reduced_minor - order.credited_minor) > 0:
        back = Money(card, order.currency)
        told.append(t("{back} went back to your card.", back=back))
    if order.credited_minor:
        told.append(credit_words.as_credit(order))
    return told


def _cash(order: Order) -> list[Words]:
    """At the door, or not at all."""
    if order.status is OrderStatus.DELIVERED:
        paid = Money(order.cash_taken_minor, order.currency)
        credited = [credit_words.as_credit(order)] if order.credited_minor else []
        return [t("You paid {paid} in cash.", paid=paid), *credited]
    if order.end is not None and (owed := owes_minor(order, order.end)):
        owes = t(
            "The food was made, so you owe {owed}. Until that is settled"
            " you can pay by card only. Not right? Tell us.",
            owed=Money(owed, order.currency),
        )
        return [owes]
    if order.ended_at is not None:
        return [t("You pay nothing: cash only changes hands at the door.")]
    due = Money(order.cash_due_minor, order.currency)
    return [t("Please have {due} in cash ready for the rider.", due=due)]


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
