"""What those who work in a restaurant are told."""

from datetime import timedelta

from foodapp.kit.words import t
from foodapp.notifications import receipt, still
from foodapp.notifications.kind import ChannelName, Group, Kind, Urgency

PUSH, SMS, MAIL = ChannelName.PUSH, ChannelName.SMS, ChannelName.MAIL

ORDER_ARRIVED = Kind(
    name="order_arrived",
    audience="restaurant",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("A new order waits for an answer."),
    title=t("New order {order}"),
    body=t("{restaurant}: please answer by {at}."),
    ladder=(PUSH,),
    lives=timedelta(minutes=15),
    is_still_so=still.order_waits,
)
ORDER_UNANSWERED = Kind(
    name="order_unanswered",
    audience="restaurant",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("Nobody has answered an order, and its time runs out."),
    title=t("Order {order} still waits for you"),
    body=t("{restaurant}: without an answer it is cancelled, and the customer gets no food."),
    button=t("Answer"),
    ladder=(PUSH, SMS, MAIL),
    lives=timedelta(minutes=15),
    is_still_so=still.order_waits,
)
STOCK_LOW = Kind(
    name="stock_low",
    audience="restaurant",
    group=Group.WORK,
    urgency=Urgency.LATER,
    when=t("Few counted portions of a dish are left."),
    title=t("{dish}: {left} left"),
    body=t("{restaurant} sells {dish} until none is left."),
    button=t("Look at the menu"),
    title_many=t("{count} dishes run low"),
    ladder=(PUSH, MAIL),
    gathers=timedelta(minutes=10),
)
PAYOUT_PAID = Kind(
    name="payout_paid",
    audience="restaurant",
    group=Group.MONEY,
    urgency=Urgency.LATER,
    when=t("A payout has been paid; the e-mail brings the statement."),
    title=t("{amount} has been paid to you"),
    body=t("The statement is attached. It shows every order of the payout."),
    button=t("Look at your payouts"),
    ladder=(PUSH,),
    always=(MAIL,),
    document=receipt.of_payout,
)
REVIEW_GIVEN = Kind(
    name="review_given",
    audience="restaurant",
    group=Group.WORK,
    urgency=Urgency.LATER,
    when=t("A customer has rated an order."),
    title=t("A review: {stars} of 5"),
    body=t("{name} wrote: “{review}”"),
    button=t("Read and answer"),
    title_many=t("{count} new reviews"),
    ladder=(PUSH, MAIL),
    gathers=timedelta(minutes=30),
)
KINDS: tuple[Kind, ...] = (
    ORDER_ARRIVED,
    ORDER_UNANSWERED,
    STOCK_LOW,
    PAYOUT_PAID,
    REVIEW_GIVEN,
)
