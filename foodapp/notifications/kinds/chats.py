"""News of lines that somebody has written and nobody has read, and of complaints."""

from datetime import timedelta

from foodapp.kit.words import t
from foodapp.notifications.kind import ChannelName, Group, Kind, Urgency

PUSH, MAIL = ChannelName.PUSH, ChannelName.MAIL
READ_IT = t("Open the chat to read it and to answer.")
WHILE_RIDING = timedelta(minutes=30)  # later nobody waits for the answer

RIDER_WROTE = Kind(
    name="rider_wrote",
    audience="customer",
    group=Group.CHAT,
    urgency=Urgency.NOW,
    when=t("The rider has written, and the customer has not read it."),
    title=t("{rider} has written about {order}"),
    body=READ_IT,
    ladder=(PUSH,),
    lives=WHILE_RIDING,
)
CUSTOMER_WROTE = Kind(
    name="customer_wrote",
    audience="rider",
    group=Group.CHAT,
    urgency=Urgency.NOW,
    when=t("The customer has written, and the rider has not read it."),
    title=t("{customer} has written about {order}"),
    body=READ_IT,
    ladder=(PUSH,),
    lives=WHILE_RIDING,
)
SUPPORT_WROTE = Kind(
    name="support_wrote",
    audience="customer",
    group=Group.CHAT,
    urgency=Urgency.SOON,
    when=t("Support has written, and the customer has not read it."),
    title=t("Our support has written to you"),
    body=READ_IT,
    button=t("Read it"),
    ladder=(PUSH, MAIL),
)
SUPPORT_WROTE_RIDER = Kind(
    name="support_wrote_rider",
    audience="rider",
    group=Group.CHAT,
    urgency=Urgency.NOW,
    when=t("Support has written, and the rider has not read it."),
    title=t("Our support has written to you"),
    body=READ_IT,
    ladder=(PUSH, MAIL),
)
SUPPORT_WROTE_RESTAURANT = Kind(
    name="support_wrote_restaurant",
    audience="restaurant",
    group=Group.CHAT,
    urgency=Urgency.SOON,
    when=t("Support has written, and nobody of the restaurant has read it."),
    title=t("Our support has written to you"),
    body=READ_IT,
    button=t("Read it"),
    ladder=(PUSH, MAIL),
)
DISH_COMPLAINED_OF = Kind(
    name="dish_complained_of",
    audience="restaurant",
    group=Group.ORDERS,
    urgency=Urgency.LATER,
    when=t("A customer has complained of a dish."),
    title=t("{order}: a customer complains of {count} × {dish}"),
    body=t("Please look at how it was packed. What is given back stands in your statement."),
    ladder=(PUSH,),
)
COMPLAINT_DECLINED = Kind(
    name="complaint_declined",
    audience="customer",
    group=Group.MONEY,
    urgency=Urgency.SOON,
    when=t("Support gives nothing back for a dish that was complained of."),
    title=t("Nothing is given back for {count} × {dish}"),
    body=t("The page of order {order} says why. You can write to our support there."),
    button=t("Read why"),
    ladder=(PUSH, MAIL),
)
KINDS: tuple[Kind, ...] = (
    RIDER_WROTE,
    CUSTOMER_WROTE,
    SUPPORT_WROTE,
    SUPPORT_WROTE_RIDER,
    SUPPORT_WROTE_RESTAURANT,
    DISH_COMPLAINED_OF,
    COMPLAINT_DECLINED,
)
