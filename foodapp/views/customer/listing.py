"""Restaurants with all that a list says of them: row, fees, hours and offers, in one look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from foodapp.kit.db import ReadSession
from foodapp.promotions import reading as promotions
from foodapp.promotions.terms import Offer
from foodapp.restaurants import serving
from foodapp.restaurants.delivering import Band
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant, RestaurantStatus

IS_ACTIVE = col(Restaurant.status) == RestaurantStatus.ACTIVE


@dataclass(frozen=True)
class Listed:
    row: Restaurant
    bands: list[Band]
    hours: Hours
    offers: list[Offer]  # those that apply by themselves, for whoever looks


def listed(session: ReadSession, ids: Sequence[UUID]) -> list[Listed]:
    """Those that are active, in the order of the ids."""
    found = {one.row.id: one for one in _read(session, col(Restaurant.id).in_(ids))} if ids else {}
    return [found[one] for one in ids if one in found]


def by_slug(session: ReadSession, slug: str) -> Listed | None:
    return next(iter(_read(session, col(Restaurant.slug) == slug)), None)


def _read(session: ReadSession, which: ColumnElement[bool]) -> list[Listed]:
    query = _LISTED.where(which)
    return [_listed(*row) for row in session.execute(query, promotions.asked(None, ""))]


_LISTED = select(*serving.PLACE, promotions.OFFERS).where(IS_ACTIVE)


def _listed(
    row: Restaurant,
    bands: list[tuple[int, int]],
    days: list[tuple[str, str]],
    offers: list[dict[str, Any]],
) -> Listed:
    return Listed(
        row,
        serving.bands_of(bands),
        serving.hours_of(row, days),
        promotions.offers_of(offers),
    )
