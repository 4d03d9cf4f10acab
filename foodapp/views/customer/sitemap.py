"""Every public page's path, in parts that a search engine takes at once.

https://www.sitemaps.org/protocol.html
"""

from collections.abc import Iterator
from math import ceil

from sqlmodel import col, func, select

from foodapp.discovery import towns
from foodapp.kit.db import ReadSession
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.customer.site_schema import restaurant_path

IN_A_PART = 10_000  # restaurants in one part; the protocol allows 50,000 addresses
MAX_PARTS = 50_000
IS_ACTIVE = Restaurant.status == RestaurantStatus.ACTIVE


def parts(session: ReadSession) -> int:
    """At least one, for the front page."""
    pages = session.exec(select(func.count()).where(IS_ACTIVE)).one()
    return min(MAX_PARTS, max(1, ceil(pages / IN_A_PART)))


def part(session: ReadSession, number: int) -> list[str]:
    """The paths of one part, counted from 0: the first begins with the front page, the towns and
    the cuisines. None beyond the last."""
    if number >= MAX_PARTS:
        return []
    own = list(_lists(session)) if number == 0 else []
    return [*own, *map(restaurant_path, restaurants(session, number))]


def restaurants(session: ReadSession, number: int) -> list[str]:
    """The slugs of one part."""
    return list(
        session.exec(
            select(Restaurant.slug)
            .where(IS_ACTIVE)
            .order_by(col(Restaurant.slug))
            .offset(number * IN_A_PART)
            .limit(IN_A_PART)
        )
    )


def _lists(session: ReadSession) -> Iterator[str]:
    """Those where somebody is listed. A cuisine's page shows the largest town."""
    yield "/"
    known = towns.of(session)
    yield from (f"/town/{town.slug}" for town in known)
    cooked = set(session.exec(select(func.unnest(Restaurant.cuisines)).where(IS_ACTIVE).distinct()))
    yield from (f"/cuisine/{key}" for key in CUISINES if key in cooked)
