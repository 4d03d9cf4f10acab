"""What a restaurant's card says it offers just now, to whoever looks."""

from datetime import datetime

from foodapp.kit.money import Money
from foodapp.kit.words import say, t
from foodapp.promotions import terms
from foodapp.promotions.judging import Asked, may_be_had
from foodapp.views.customer.listing import Listed


def badge(found: Listed, now: datetime, *, is_delivery: bool) -> str:
    """The best that applies by itself: "20% off", "Free delivery from €30.00"; empty: nothing. What
    is for first orders alone is not promised to everybody."""
    asked = Asked(0, 0, is_delivery, now, now, found.hours.zone)
    had = [one for one in found.offers if not one.first_order and may_be_had(one, asked)]
    if not had:
        return ""
    best = min(
        had, key=lambda one: (one.is_on_delivery, -one.percent_bps, -one.amount_minor, one.id)
    )
    words = terms.gives(best.kind, best.percent_bps, best.amount_minor, None, best.currency)
    least = best.min_basket_minor
    if not least:
        return words
    return say(t("{offer} from {amount}", offer=words, amount=Money(least, best.currency)))
