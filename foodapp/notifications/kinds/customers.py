"""What customers are told of their orders and their money."""

from datetime import timedelta

from foodapp.kit.words import t
from foodapp.notifications.kind import ChannelName, Group, Kind, Urgency

PUSH, SMS, MAIL = ChannelName.PUSH, ChannelName.SMS, ChannelName.MAIL

ORDER_CONFIRMED = Kind(
    name="order_confirmed",
    audience="customer",
    group=Group.ORDERS,
    urgency=Urgency.SOON,
    when=t("The restaurant has said yes."),
    title=t("{restaurant} is making your order"),
    body=t("Your order {order} is expected by {at}."),
    button=t("Follow your order"),
    ladder=(PUSH, MAIL),
    lives=timedelta(hours=2),
)
KINDS: tuple[Kind, ...] = (ORDER_CONFIRMED,)
