"""What those who work in a restaurant are told."""

from datetime import date, timedelta

from foodapp.kit import when
from foodapp.kit.words import t
from foodapp.menu.picture_reports import Why
from foodapp.notifications import receipt, still
from foodapp.notifications.kind import ChannelName, Facts, Group, Kind, Urgency

PUSH, SMS, MAIL = ChannelName.PUSH, ChannelName.SMS, ChannelName.MAIL

PAPERS = {
    "invoice": (
        t("Invoice {number}"),
        t("Our invoice of the commission of {month} is attached."),
        t("Nothing is to be paid: it has been kept from your payouts."),
    ),
    "credit_note": (
        t("Credit note {number}"),
        t("Our credit note about the commission of {month} is attached."),
        t("You need not do anything: your payouts follow it."),
    ),
}


def _invoice_worded(facts: Facts) -> Facts:
    month = when.Day(date.fromisoformat(str(facts["month"])), "LLLL y")
    paper, attached, owed = PAPERS[str(facts["paper"])]
    number = str(facts["number"])
    return {
        "paper": paper.with_({"number": number}),
        "attached": attached.with_({"month": month}),
        "owed": owed,
    }


REPORTED_AS = {
    Why.OTHER_DISH: t("it shows another dish"),
    Why.NOT_IN_IT: t("it shows something that is not in the dish"),
    Why.UNFIT: t("it is not fit to be shown"),
}


def _reported(facts: Facts) -> Facts:
    return {"said": REPORTED_AS[Why(str(facts["why"]))]}


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
ORDER_OVERDUE = Kind(
    name="order_overdue",
    audience="restaurant",
    group=Group.ORDERS,
    urgency=Urgency.NOW,
    when=t("The promised time of an order has passed, and nobody has said that it is ready."),
    title=t("Order {order} was due at {due}"),
    body=t("{restaurant}: press “ready”, or give it a new time. The customer has been told {at}."),
    ladder=(PUSH,),
    lives=timedelta(minutes=15),
    is_still_so=still.order_cooks,
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
INVOICE_WRITTEN = Kind(
    name="invoice_written",
    audience="restaurant",
    group=Group.MONEY,
    urgency=Urgency.LATER,
    when=t("An invoice of the commission, or a credit note, was written: the e-mail brings it."),
    title=t("{paper} for {restaurant}"),
    body=t("{attached} {owed}"),
    worded=_invoice_worded,
    button=t("Look at your payouts"),
    always=(MAIL,),
    document=receipt.of_invoice,
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
PICTURE_REPORTED = Kind(
    name="picture_reported",
    audience="restaurant",
    group=Group.WORK,
    urgency=Urgency.LATER,
    when=t("A customer says that the picture of a dish is wrong."),
    title=t("A picture was reported: {dish}"),
    body=t("{restaurant}: a customer says that {said}. Please look at it."),
    button=t("Look at the pictures"),
    title_many=t("{count} pictures were reported"),
    ladder=(PUSH, MAIL),
    gathers=timedelta(minutes=30),
    worded=_reported,
)
KINDS: tuple[Kind, ...] = (
    ORDER_ARRIVED,
    ORDER_UNANSWERED,
    ORDER_OVERDUE,
    STOCK_LOW,
    PAYOUT_PAID,
    INVOICE_WRITTEN,
    REVIEW_GIVEN,
    PICTURE_REPORTED,
)
