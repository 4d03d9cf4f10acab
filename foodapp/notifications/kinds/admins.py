"""What admins are told, in the order in which they are on call."""

from datetime import timedelta

from foodapp.alerts.models import AlertKind
from foodapp.kit.words import t
from foodapp.notifications import still
from foodapp.notifications.kind import ChannelName, Facts, Group, Kind, Urgency

PUSH, SMS, MAIL = ChannelName.PUSH, ChannelName.SMS, ChannelName.MAIL

K = AlertKind
WORDS = {
    K.RESTAURANT_SILENT: t("a restaurant does not answer"),
    K.NO_RIDER: t("no rider is found"),
    K.RIDER_SILENT: t("a rider does not answer"),
    K.RIDER_UNPROVEN: t("nobody knows where a rider is"),
    K.DELIVERY_DOUBTED: t("a delivery is in doubt"),
    K.PIN_LOCKED: t("a PIN was typed wrong too often"),
    K.ORDER_EXPIRED: t("an order was never answered"),
    K.COULD_NOT_DELIVER: t("an order could not be handed over"),
    K.PAYMENT_TROUBLE: t("trouble with a payment"),
    K.REFUND_WAITING: t("a refund waits for a second person"),
    K.BOOKS_DIFFER: t("the books differ"),
    K.DISPUTE_OPENED: t("a customer disputes a payment"),
    K.CONSOLE_ROLE: t("somebody has a new role"),
    K.PAYEE_ACCOUNT: t("a payee's account changes"),
    K.OWNER_MADE: t("a restaurant has a new owner"),
}


def _worded(facts: Facts) -> Facts:
    kind = str(facts["alert"])
    return {"what": WORDS[AlertKind(kind)] if kind in WORDS else kind}


ALERT_URGENT = Kind(
    name="alert_urgent",
    audience="admin",
    group=Group.WORK,
    urgency=Urgency.NOW,
    when=t(
        "Somebody waits for food, and a person has to act. The first on call is rung at once,"
        " the next when nobody has looked after five minutes."
    ),
    title=t("An alert needs you: {what}"),
    body=t("Nobody has looked at it yet."),
    button=t("Look at it"),
    ladder=(PUSH, SMS, MAIL),
    lives=timedelta(hours=2),
    worded=_worded,
    is_still_so=still.alert_is_unseen,
)
ALERT_RAISED = Kind(
    name="alert_raised",
    audience="admin",
    group=Group.WORK,
    urgency=Urgency.LATER,
    when=t("Something should be looked at today."),
    title=t("An alert: {what}"),
    body=t("It waits in the console."),
    button=t("Look at it"),
    title_many=t("{count} alerts wait in the console"),
    ladder=(PUSH, MAIL),
    gathers=timedelta(minutes=15),
    worded=_worded,
    is_still_so=still.alert_is_unseen,
)
KINDS: tuple[Kind, ...] = (ALERT_URGENT, ALERT_RAISED)
