"""What each side says most, one press away: a code, and its words for the reader (views)."""

from foodapp.chat.models import Kind, Side
from foodapp.kit.words import Words, t

ANSWERS: dict[tuple[Kind, Side], tuple[Words, ...]] = {
    (Kind.CUSTOMER_RIDER, Side.CUSTOMER): (
        t("I am coming down."),
        t("Please ring the bell."),
        t("Please leave it at the door."),
        t("Thank you!"),
    ),
    (Kind.CUSTOMER_RIDER, Side.RIDER): (
        t("I am at the door."),
        t("I am on my way."),
        t("I cannot find the entrance. Where is it?"),
        t("I wait for your order at the restaurant."),
        t("Please come down."),
    ),
    (Kind.CUSTOMER_SUPPORT, Side.CUSTOMER): (
        t("Where is my order?"),
        t("Something is missing."),
        t("I want to change the address."),
    ),
    (Kind.RIDER_SUPPORT, Side.RIDER): (
        t("I have an accident or a breakdown."),
        t("The restaurant is closed."),
        t("The customer cannot be found."),
    ),
    (Kind.RESTAURANT_SUPPORT, Side.RESTAURANT): (
        t("No rider has come."),
        t("I have a question about an order."),
        t("I have a question about my payout."),
    ),
}


def answers(kind: Kind, side: Side) -> tuple[Words, ...]:
    return ANSWERS.get((kind, side), ())
