"""What riders are told."""

from datetime import timedelta

from foodapp.kit.words import t
from foodapp.notifications import receipt, still
from foodapp.notifications.kind import ChannelName, Group, Kind, Urgency

PUSH, MAIL = ChannelName.PUSH, ChannelName.MAIL

DELIVERY_OFFERED = Kind(
    name="delivery_offered",
    audience="rider",
    group=Group.WORK,
    urgency=Urgency.NOW,
    when=t("A delivery is offered: it wakes a locked phone."),
    title=t("{amount}: from {restaurant}"),
    body=t("Please answer by {at}, else somebody else is asked."),
    ladder=(PUSH,),
    lives=timedelta(seconds=60),
    is_still_so=still.offer_is_open,
)
DELIVERY_CHANGED = Kind(
    name="delivery_changed",
    audience="rider",
    group=Group.WORK,
    urgency=Urgency.NOW,
    when=t("The order that a rider brings has ended."),
    title=t("Order {order} is off"),
    body=t("You need not bring it any more. The app says what is next."),
    ladder=(PUSH,),
    lives=timedelta(minutes=30),
)
SHIFT_ENDED = Kind(
    name="shift_ended",
    audience="rider",
    group=Group.WORK,
    urgency=Urgency.SOON,
    when=t("Somebody has ended the shift, not the rider."),
    title=t("Your shift has ended"),
    body=t("You get no offers until you go online again. Ask our support why, if you do not know."),
    ladder=(PUSH, MAIL),
)
RIDER_PAID = Kind(
    name="rider_paid",
    audience="rider",
    group=Group.MONEY,
    urgency=Urgency.LATER,
    when=t("A payout has been paid; the e-mail brings the statement."),
    title=t("{amount} has been paid to you"),
    body=t("The statement is attached. It shows every ride and every tip."),
    button=t("Look at your earnings"),
    ladder=(PUSH,),
    always=(MAIL,),
    document=receipt.of_payout,
)
KINDS: tuple[Kind, ...] = (DELIVERY_OFFERED, DELIVERY_CHANGED, SHIFT_ENDED, RIDER_PAID)
