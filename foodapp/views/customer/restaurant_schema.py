"""A restaurant and its menu as search engines read them.

https://schema.org/Restaurant, https://schema.org/Menu, https://schema.org/OpeningHoursSpecification,
https://schema.org/OrderAction, and what is shown of them:
https://developers.google.com/search/docs/appearance/structured-data/local-business
"""

from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from foodapp.discovery.reach import MANY_RATINGS
from foodapp.kit import clock, media, money, phones
from foodapp.kit.settings import settings
from foodapp.menu.reading import ItemCard, Menu
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.hours import Hours, Span
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import site_schema
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
OWN_FLEET = "http://purl.org/goodrelations/v1#DeliveryModeOwnFleet"
PLATFORMS = [
    "https://schema.org/DesktopWebPlatform",
    "https://schema.org/MobileWebPlatform",
]
NAMES_OF_DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MIDNIGHT, LAST_MINUTE = "00:00", "23:59"


def schema_of(facts: Facts, site: str, image: str) -> dict[str, Any]:
    """site: the public address, without a slash at its end. image: of the restaurant, absolute."""
    row = facts.row
    url = site + site_schema.restaurant_path(row.slug)
    return _without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "Restaurant",
            "@id": url,
            "url": url,
            "name": row.name,
            "description": row.description,
            "image": [image, *([site + media.url(row.picture, "l")] if row.picture else [])],
            "telephone": phones.shown(row.phone),
            "priceRange": _price_range(facts.menu, row.currency),
            "servesCuisine": [CUISINES[key].name for key in row.cuisines if key in CUISINES],
            "currenciesAccepted": row.currency,
            "address": _address(row),
            "geo": {"@type": "GeoCoordinates", "latitude": row.lat, "longitude": row.lng},
            "openingHoursSpecification": _week(facts.hours),
            "aggregateRating": _rating(row),
            "hasMenu": _menu(facts.menu, row.currency, f"{url}#menu"),
            "potentialAction": _ordering(row, url),
            "mainEntityOfPage": {
                "@type": "WebPage",
                "@id": f"{url}#page",
                "url": url,
                "breadcrumb": site_schema.breadcrumbs(_way_to(row)),
            },
        }
    )


def _way_to(row: Restaurant) -> list[site_schema.Crumb]:
    kind = next((key for key in row.cuisines if key in CUISINES), "")
    return [
        (settings().brand_name, "/"),
        *([(CUISINES[kind].name, f"/cuisine/{kind}")] if kind else []),
        (row.name, site_schema.restaurant_path(row.slug)),
    ]


def _ordering(row: Restaurant, url: str) -> dict[str, Any]:
    """Where nobody works, nothing can be ordered."""
    if not row.is_staffed:
        return {}
    ways = [(row.delivers, OWN_FLEET), (row.offers_pickup, "https://schema.org/OnSitePickup")]
    return {
        "@type": "OrderAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": url,
            "inLanguage": "en",
            "actionPlatform": PLATFORMS,
        },
        "deliveryMethod": [method for is_offered, method in ways if is_offered],
    }


def _price_range(menu: Menu, currency: str) -> str:
    """What dishes cost, from the cheapest to the dearest."""
    prices = sorted({item.from_minor for item in menu.items()})
    if not prices:
        return ""
    least, most = (money.shown(price, currency) for price in (prices[0], prices[-1]))
    return least if least == most else f"{least}–{most}"


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
    return [_opening(day, span, hours) for day in days for span in hours.intervals(day)]


def _opening(day: date, span: Span, hours: Hours) -> dict[str, Any]:
    """A whole day is 00:00 to 23:59; where it ends at midnight, that is the next day's 00:00."""
    opens, closes = (f"{at.astimezone(hours.zone):%H:%M}" for at in (span.opens_at, span.closes_at))
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{NAMES_OF_DAYS[day.weekday()]}",
        "opens": opens,
        "closes": LAST_MINUTE if opens == closes == MIDNIGHT else closes,
    }


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


def _menu(menu: Menu, currency: str, ident: str) -> dict[str, Any]:
    sections = [
        {
            "@type": "MenuSection",
            "name": category.name,
            "hasMenuItem": [_item(item, currency) for item in category.items],
        }
        for category in menu.categories
    ]
    return {"@type": "Menu", "@id": ident, "hasMenuSection": sections} if sections else {}


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
