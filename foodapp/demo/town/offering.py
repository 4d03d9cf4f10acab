"""What the town offers for less: a welcome, a quiet afternoon, a full basket, a lunch."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from foodapp.demo.town.bulk import Row
from foodapp.kit.settings import settings
from foodapp.promotions.models import Kind

SINCE = timedelta(days=14)
# By the restaurant's name; "" is everywhere. Minutes of the day, basis points.
OFFERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {
        "name": "Welcome", "code": "WELCOME5", "kind": Kind.AMOUNT, "amount_minor": 500,
        "min_basket_minor": 2000, "first_order": True, "limit_per_customer": 1,
        "limit_total": 2000, "platform_bps": 10_000,
    }),
    ("Pizzeria Rosa", {
        "name": "Pizza evening", "code": "ROSA10", "kind": Kind.PERCENT, "percent_bps": 1000,
        "most_minor": 500, "min_basket_minor": 1500, "limit_per_customer": 3,
    }),
    ("Lark & Crumb", {
        "name": "Happy hour", "kind": Kind.PERCENT, "percent_bps": 2000,
        "weekdays": [0, 1, 2, 3, 4], "from_minute": 14 * 60, "until_minute": 17 * 60,
    }),
    ("Bosporus Grill", {
        "name": "Free delivery", "kind": Kind.FREE_DELIVERY, "min_basket_minor": 2500,
        "platform_bps": 5000,
    }),
    ("Feld & Gabel", {
        "name": "Office lunch", "code": "LUNCH10", "kind": Kind.PERCENT, "percent_bps": 1000,
        "most_minor": 400, "weekdays": [0, 1, 2, 3, 4], "from_minute": 11 * 60,
        "until_minute": 14 * 60, "limit_per_day": 40, "platform_bps": 5000, "combinable": False,
    }),
)  # fmt: skip


def offers(dice: Random, shops: dict[str, UUID], now: datetime) -> list[Row]:
    """Rows of Promotion. shops: id by name."""
    return [
        {
            "id": UUID(int=dice.getrandbits(128), version=4),
            "restaurant_id": shops[shop] if shop else None,
            "currency": settings().currency,
            "starts_at": now - SINCE,
            "created_at": now - SINCE,
        }
        | facts
        | {"kind": facts["kind"].value}
        for shop, facts in OFFERS
    ]
