"""A restaurant and its menu as search engines read them.

https://schema.org/Restaurant, https://schema.org/Menu, https://schema.org/OpeningHoursSpecification
"""

from decimal import Decimal
from math import ceil
from typing import Any

from babel.numbers import get_currency_precision
from sqlmodel import col, func, select

from foodapp.discovery.reach import MANY_RATINGS
from foodapp.kit import clock, media, phones
from foodapp.kit.db import ReadSession
from foodapp.menu.reading import ItemCard, Menu
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.customer.home import rating_of
from foodapp.views.customer.restaurant import Facts

DIETS = {
    "vegan": "https://schema.org/VeganDiet",
    "vegetarian": "https://schema.org/VegetarianDiet",
    "halal": "https://schema.org/HalalDiet",
    "kosher": "https://schema.org/KosherDiet",
    "gluten_free": "https://schema.org/GlutenFreeDiet",
    "lactose_free": "https://schema.org/LowLactoseDiet",
}
IN_A_PART = 10_000  # addresses in one part of the sitemap; the protocol allows 50,000
MAX_PARTS = 50_000  # https://www.sitemaps.org/protocol.html


def schema_of(facts: Facts, site: str) -> dict[str, Any]:
    """site: the public address, without a slash at its end."""
    row = facts.row
    return _without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "Restaurant",
            "@id": f"{site}/r/{row.slug}",
            "url": f"{site}/r/{row.slug}",
            "name": row.name,
            "description": row.description,
            "image": site + media.url(row.picture, "l") if row.picture else "",
            "telephone": phones.shown(row.phone),
            "servesCuisine": [CUISINES[key].name for key in row.cuisines if key in CUISINES],
            "currenciesAccepted": row.currency,
            "address": _address(row),
            "geo": {"@type": "GeoCoordinates", "latitude": row.lat, "longitude": row.lng},
            "openingHoursSpecification": _week(facts.hours),
            "aggregateRating": _rating(row),
            "hasMenu": _menu(facts.menu, row.currency),
        }
    )


def sitemap_parts(session: ReadSession) -> int:
    """How many parts the sitemap has: at least one, for the home page."""
    pages = session.exec(
        select(func.count()).where(Restaurant.status == RestaurantStatus.ACTIVE)
    ).one()
    return min(MAX_PARTS, max(1, ceil(pages / IN_A_PART)))


def sitemap_part(session: ReadSession, number: int) -> list[str]:
    """The slugs of one part, counted from 0. None beyond the last."""
    if number >= MAX_PARTS:
        return []
    return list(
        session.exec(
            select(Restaurant.slug)
            .where(Restaurant.status == RestaurantStatus.ACTIVE)
            .order_by(col(Restaurant.slug))
            .offset(number * IN_A_PART)
            .limit(IN_A_PART)
        )
    )


def _address(row: Restaurant) -> dict[str, Any]:
    return _without_blanks(
        {
            "@type": "PostalAddress",
            "streetAddress": row.street,
            "postalCode": row.postcode,
            "addressLocality": row.city,
            "addressCountry": row.country,
        }
    )


def _week(hours: Hours) -> list[dict[str, Any]]:
    """This week's openings; special days are in it as far as they lie in it."""
    today = clock.now().astimezone(hours.zone).date()
    days = [type(today).fromordinal(today.toordinal() + n) for n in range(7)]
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{day:%A}",
            "opens": f"{span.opens_at.astimezone(hours.zone):%H:%M}",
            "closes": f"{span.closes_at.astimezone(hours.zone):%H:%M}",
        }
        for day in days
        for span in hours.intervals(day)
    ]


def _rating(row: Restaurant) -> dict[str, Any]:
    if row.rating_count < MANY_RATINGS:
        return {}
    return {
        "@type": "AggregateRating",
        "ratingValue": rating_of(row),
        "ratingCount": row.rating_count,
        "bestRating": 5,
        "worstRating": 1,
    }


def _menu(menu: Menu, currency: str) -> dict[str, Any]:
    sections = [
        {
            "@type": "MenuSection",
            "name": category.name,
            "hasMenuItem": [_item(item, currency) for item in category.items],
        }
        for category in menu.categories
    ]
    return {"@type": "Menu", "hasMenuSection": sections} if sections else {}


def _item(item: ItemCard, currency: str) -> dict[str, Any]:
    return _without_blanks(
        {
            "@type": "MenuItem",
            "name": item.name,
            "description": item.description,
            "suitableForDiet": [DIETS[diet] for diet in item.usually().diets if diet in DIETS],
            "offers": {
                "@type": "Offer",
                "price": _decimal(item.from_minor, currency),
                "priceCurrency": currency,
            },
        }
    )


def _decimal(minor: int, currency: str) -> str:
    return str(Decimal(minor).scaleb(-get_currency_precision(currency)))


def _without_blanks(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in ("", [], {})}
