"""The platform and its lists as search engines read them.

https://schema.org/WebSite, https://schema.org/SearchAction, https://schema.org/ItemList,
https://schema.org/BreadcrumbList
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from foodapp.kit.settings import settings
from foodapp.views.customer.home import RestaurantCard

CONTEXT = "https://schema.org"
MOST_LISTED = 60

Crumb = tuple[str, str]  # what it is called, its address


def restaurant_path(slug: str) -> str:
    """Slugs are of Latin letters; one that is not stands in an address all the same."""
    return f"/r/{quote(slug, safe='')}"


def website(cards: Sequence[RestaurantCard] = (), *, path: str = "/") -> dict[str, Any]:
    """The platform itself, with its search, and who can be ordered from on this page."""
    site = settings().public_url
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": f"{site}/#website",
        "url": f"{site}{path}",
        "name": settings().brand_name,
        "publisher": {
            "@type": "Organization",
            "name": settings().brand_name,
            "url": f"{site}/",
            "logo": f"{site}/icon-512.png",
        },
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site}/search?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return found | ({"mainEntity": item_list(cards)} if cards else {})


def collection(
    name: str, path: str, cards: Sequence[RestaurantCard], crumbs: Sequence[Crumb]
) -> dict[str, Any]:
    """A page that lists restaurants."""
    site = settings().public_url
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "@id": f"{site}{path}",
        "url": f"{site}{path}",
        "name": name,
        "isPartOf": {"@type": "WebSite", "@id": f"{site}/#website", "url": f"{site}/"},
        "breadcrumb": breadcrumbs(crumbs),
    }
    return found | ({"mainEntity": item_list(cards)} if cards else {})


def item_list(cards: Iterable[RestaurantCard]) -> dict[str, Any]:
    site = settings().public_url
    return {
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": card.name,
                "url": site + restaurant_path(card.slug),
            }
            for place, card in enumerate(list(cards)[:MOST_LISTED], start=1)
        ],
    }


def breadcrumbs(crumbs: Sequence[Crumb]) -> dict[str, Any]:
    site = settings().public_url
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site + path}
            for place, (name, path) in enumerate(crumbs, start=1)
        ],
    }
