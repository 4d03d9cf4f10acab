"""What a restaurant's card says it offers just now, to whoever looks."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.promotions import reading, terms
from foodapp.promotions.judging import Asked, may_be_had
from foodapp.promotions.terms import Offer
from foodapp.restaurants.models import Restaurant


def badges(
    session: ReadSession, restaurants: list[Restaurant], now: datetime, *, is_delivery: bool
) -> dict[UUID, str]:
    """The best that applies by itself, by restaurant: "20% off", "Free delivery from €30.00". What
    is for first orders alone is not promised to everybody."""
    zones = {row.id: ZoneInfo(row.time_zone) for row in restaurants}
    found = reading.by_restaurant(session, list(zones), now) if zones else {}
    said = {
        ident: _said(offers, Asked(0, 0, is_delivery, now, now, zones[ident]))
        for ident, offers in found.items()
    }
    return {ident: words for ident, words in said.items() if words}


def _said(offers: list[Offer], asked: Asked) -> str:
    now = [one for one in offers if not one.first_order and may_be_had(one, asked)]
    if not now:
        return ""
    best = min(
        now, key=lambda one: (one.is_on_delivery, -one.percent_bps, -one.amount_minor, one.id)
    )
    words = terms.gives(best.kind, best.percent_bps, best.amount_minor, None, best.currency)
    least = best.min_basket_minor
    return f"{words} from {shown(least, best.currency)}" if least else words
