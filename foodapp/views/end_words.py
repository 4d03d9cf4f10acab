"""Why an order ended, and why it could not be handed over: in the words of customer and support."""

from types import MappingProxyType

from foodapp.kit.words import Words, say, t
from foodapp.orders.ends import End
from foodapp.orders.models import Order

NOT_PAID = t("The payment did not go through.")
# Of dispatch.carrying.REASONS.
IN_VAIN = MappingProxyType(
    {
        "nobody_there": t("Nobody came to the door."),
        "wrong_address": t("The address could not be found."),
        "refused": t("The customer did not want it."),
        "unsafe": t("It was not safe to hand it over."),
        "damaged": t("The food was damaged on the way."),
    }
)
_REJECTED = {
    "too_busy": t("The kitchen is too busy right now."),
    "sold_out": t("Something in this order is sold out."),
    "closing": t("The restaurant is closing."),
    "no_such_address": t("The restaurant cannot deliver to this address."),
    "other": t("The restaurant could not take this order."),
}
_RESTAURANT_CANCELLED = {
    "sold_out": t("What you ordered has run out."),
    "broken": t("Something in the kitchen broke."),
    "too_busy": t("The kitchen cannot make it in time."),
    "closing": t("The restaurant has to close."),
    "other": t("The restaurant could not make this order."),
    "nothing_left": t("Everything you ordered has run out."),
}
_CANCELLED = {
    "changed_mind": t("Cancelled by the customer."),
    "first_order": t("The offer is for a first order, and this card has had it before."),
}
BY_END: MappingProxyType[End, dict[str, Words]] = MappingProxyType(
    {
        End.UNPAID: {"payment_failed": NOT_PAID},
        End.REJECTED: _REJECTED,
        End.EXPIRED: {"unanswered": t("The restaurant did not answer.")},
        End.CANCELLED_EARLY: _CANCELLED,
        End.CANCELLED_LATE: _CANCELLED,
        End.RESTAURANT_CANCELLED: _RESTAURANT_CANCELLED,
        End.NO_RIDER: {"no_rider": t("No rider could be found.")},
        End.PAYMENT_LOST: {"payment_failed": NOT_PAID},
        End.NOT_HANDED_OVER: dict(IN_VAIN),
        End.DAMAGED: dict(IN_VAIN),
        End.NOT_BROUGHT: {"not_brought": t("Your order did not reach you.")},
    }
)

# The same after a colon, in the console's list of what happened.
IN_BRIEF: MappingProxyType[str, Words] = MappingProxyType(
    {
        "changed_mind": t("changed their mind"),
        "no_rider": t("no rider could be found"),
        "first_order": t("the offer for a first order was had before with the same card"),
        "payment_failed": t("the payment did not go through"),
        "sold_out": t("something has run out"),
        "nothing_left": t("something has run out"),
        "broken": t("something in the kitchen broke"),
        "too_busy": t("the kitchen is too busy"),
        "closing": t("the restaurant closes"),
        "no_such_address": t("they cannot deliver to this address"),
        "other": t("another reason"),
        "abandoned": t("the payment page was never finished"),
        "replaced": t("the customer placed another order instead"),
    }
)


def why(order: Order) -> str:
    """A person's own words, or a sentence from before there were codes, as it stands; else what
    the code says. Empty where nothing more is to be said."""
    if order.end_reason or order.end is None:
        return order.end_reason
    words = BY_END.get(order.end, {}).get(order.end_code)
    return say(words) if words else ""


def in_vain(code: str) -> str:
    """Why it could not be handed over, says the rider. What is no code is an old sentence."""
    words = IN_VAIN.get(code) or BY_END[End.NOT_BROUGHT].get(code)
    return say(words) if words else code
