"""What customers are told of their orders and their money."""

from datetime import timedelta

from foodapp.kit.words import t
from foodapp.notifications import gifts, receipt, still
from foodapp.notifications.kind import ChannelName, Facts, Group, Kind, Urgency

PUSH, SMS, MAIL = ChannelName.PUSH, ChannelName.SMS, ChannelName.MAIL
FOLLOW = t("Follow your order")

ORDER_CONFIRMED = Kind(
    name="order_confirmed",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.SOON,
    when=t("The restaurant has said yes."),
    title=t("{restaurant} is making your order"),
    body=t("Your order {order} is expected by {at}."),
    button=FOLLOW,
    ladder=(PUSH, MAIL),
    lives=timedelta(hours=2),
)
LATE = {
    "kitchen": t("{restaurant} needs more time for order {order}."),
    "rider": t("Your rider with order {order} from {restaurant} is later than planned."),
    "unfetched": t("Order {order} from {restaurant} is packed and waits for its rider."),
}


def _late_worded(facts: Facts) -> Facts:
    return {"reason": LATE[str(facts.get("by", "kitchen"))].with_(facts)}


ORDER_LATE = Kind(
    name="order_late",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("It takes longer: the new time, before anybody has to ask."),
    title=t("Your order takes until {at}"),
    body=t("{reason} It is now expected by {at}."),
    worded=_late_worded,
    button=FOLLOW,
    ladder=(PUSH, SMS, MAIL),
    lives=timedelta(hours=1),
    is_still_so=still.order_is_open,
)
ORDER_AT_DOOR = Kind(
    name="order_at_door",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("The rider stands at the door."),
    title=t("Your rider is at the door"),
    body=t("Please come to the door for order {order} from {restaurant}."),
    ladder=(PUSH, SMS),
    lives=timedelta(minutes=15),
    is_still_so=still.order_is_open,
)
ORDER_DELIVERED = Kind(
    name="order_delivered",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.SOON,
    when=t("The order was handed over; the e-mail is the receipt."),
    title=t("Enjoy your meal from {restaurant}"),
    body=t("Order {order} was handed over. Your receipt is below."),
    button=t("Look at your order"),
    ladder=(PUSH,),
    always=(MAIL,),
    document=receipt.of_order,
)
ORDER_ENDED = Kind(
    name="order_ended",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("The order ends without food: not accepted, cancelled, not handed over."),
    title=t("Your order from {restaurant} was cancelled"),
    body=t("Order {order} does not come. What you have paid for it goes back to you."),
    button=t("See why"),
    ladder=(PUSH, SMS),
    always=(MAIL,),
)
ORDER_REFUNDED = Kind(
    name="order_refunded",
    audience="customer",
    group=Group.MONEY,
    urgency=Urgency.SOON,
    when=t("Money goes back to the customer."),
    title=t("You get {amount} back"),
    body=t("For order {order} from {restaurant}. A card shows it within a few days."),
    button=t("Look at your order"),
    ladder=(PUSH,),
    always=(MAIL,),
)
SUBSTITUTE_ASKED = Kind(
    name="substitute_asked",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("A dish has run out, and the kitchen offers another one."),
    title=t("{dish} has run out. Is {instead} all right?"),
    body=t("{restaurant} asks about order {order}. Please answer by {at}."),
    button=t("Answer"),
    ladder=(PUSH, SMS),
    lives=timedelta(minutes=30),
    is_still_so=still.order_is_open,
)
GIFT_CARD_BOUGHT = Kind(
    name="gift_card_bought",
    audience="customer",
    group=Group.MONEY,
    urgency=Urgency.NOW,
    when=t("A gift card was paid: its code."),
    title=t("Your gift card of {amount}"),
    body=t("The code is {code}. Whoever has it can redeem it, so keep it safe."),
    button=t("Your gift cards"),
    always=(MAIL,),
    is_essential=True,
    complete=gifts.code,
)
GIFT_CARD_FOR_SOMEBODY = Kind(
    name="gift_card_for_somebody",
    audience="customer",
    group=Group.MONEY,
    urgency=Urgency.NOW,
    when=t("A gift card was paid whose code goes to somebody else; the e-mail is the receipt."),
    title=t("Your gift card of {amount} for {name}"),
    body=t("We send its code to {email} on {day}. You find it with your gift cards, too."),
    button=t("Your gift cards"),
    always=(MAIL,),
    is_essential=True,
    worded=gifts.goes,
    document=gifts.paid,
)
GIFT_CARD_GIVEN = Kind(
    name="gift_card_given",
    audience="customer",
    group=Group.MONEY,
    urgency=Urgency.NOW,
    when=t("On the day that its buyer chose, to whom a gift card is for: its code."),
    title=t("{giver} gives you {amount}"),
    body=t(
        "Dear {name}, here is a gift card from {giver}.\n{written}\nIt is yours to spend on any"
        " order with {brand}, at once or bit by bit, and it does not expire. Whoever has the code"
        " can redeem it, so keep it safe."
    ),
    button=t("Redeem it"),
    always=(MAIL,),
    is_essential=True,
    worded=gifts.present_worded,
    complete=gifts.present,
    document=gifts.paper,
    lost=gifts.came_back,
)
GIFT_CARD_CAME_BACK = Kind(
    name="gift_card_came_back",
    audience="customer",
    group=Group.MONEY,
    urgency=Urgency.SOON,
    when=t("The e-mail with the code of a gift card reached nobody: to whoever bought it."),
    title=t("Your gift for {name} did not arrive"),
    body=t(
        "Nothing reaches {email}. Please give {name} the code yourself: it stands with your gift"
        " cards. Or ask our support to send it to another address."
    ),
    button=t("Your gift cards"),
    ladder=(PUSH,),
    always=(MAIL,),
    is_essential=True,
)
RATING_WANTED = Kind(
    name="rating_wanted",
    audience="customer",
    group=Group.NEWS,
    urgency=Urgency.LATER,
    when=t("Some hours after a meal: how was it?"),
    title=t("How was {restaurant}?"),
    body=t("Two taps help the kitchen, your rider, and whoever looks for food tonight."),
    button=t("Rate your order"),
    ladder=(PUSH, MAIL),
    is_news=True,
    lives=timedelta(days=2),
    is_still_so=still.order_is_unrated,
)
KINDS: tuple[Kind, ...] = (
    ORDER_CONFIRMED,
    ORDER_LATE,
    ORDER_AT_DOOR,
    ORDER_DELIVERED,
    ORDER_ENDED,
    ORDER_REFUNDED,
    SUBSTITUTE_ASKED,
    GIFT_CARD_BOUGHT,
    GIFT_CARD_FOR_SOMEBODY,
    GIFT_CARD_GIVEN,
    GIFT_CARD_CAME_BACK,
    RATING_WANTED,
)
