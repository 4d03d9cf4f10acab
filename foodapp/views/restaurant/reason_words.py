"""Why a kitchen does not make an order: what stands on its buttons. What the customer and support
read of the same codes is in foodapp.views.end_words."""

from types import MappingProxyType

from foodapp.kit.words import t
from foodapp.orders.kitchen import CANCEL_REASONS, REJECT_REASONS

REJECTING = MappingProxyType(
    {
        "too_busy": t("Too busy"),
        "sold_out": t("Something is sold out"),
        "closing": t("We are closing"),
        "no_such_address": t("Cannot deliver there"),
        "other": t("Another reason"),
    }
)
CANCELLING = MappingProxyType(
    {
        "sold_out": t("What they ordered has run out"),
        "broken": t("Something in the kitchen broke"),
        "too_busy": t("We cannot make it in time"),
        "closing": t("We have to close"),
        "other": t("Another reason"),
    }
)
assert REJECTING.keys() == set(REJECT_REASONS)
assert CANCELLING.keys() == set(CANCEL_REASONS)
