"""A restaurant with all that decides whether, where and at what fee it serves: in one look."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlmodel import Session, col

from foodapp.restaurants import opening
from foodapp.restaurants.delivering import Band
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, SpecialDay


@dataclass(frozen=True)
class Shop:
    row: Restaurant
    bands: list[Band]
    hours: Hours


def shop(session: Session, restaurant_id: UUID) -> Shop:
    """As the database has it now."""
    row, bands, days = session.execute(_SHOP, {"restaurant_id": restaurant_id}).one()
    special = [(date.fromisoformat(day), hours) for day, hours in days or ()]
    return Shop(
        row=row,
        bands=[Band(up_to_m, fee_minor) for up_to_m, fee_minor in bands or ()],
        hours=opening.parsed(row, special),
    )


def _pairs(owner: Any, first: Any, second: Any) -> ColumnElement[Any]:
    """[[first, second], ...] of the rows of one restaurant; NULL when there are none."""
    return (
        select(func.json_agg(func.json_build_array(col(first), col(second))))
        .where(col(owner) == Restaurant.id)
        .correlate(Restaurant)
        .scalar_subquery()
    )


_SHOP = (
    select(
        Restaurant,
        _pairs(DeliveryFeeBand.restaurant_id, DeliveryFeeBand.up_to_m, DeliveryFeeBand.fee_minor),
        _pairs(SpecialDay.restaurant_id, SpecialDay.day, SpecialDay.hours),
    )
    .where(col(Restaurant.id) == bindparam("restaurant_id"))
    .execution_options(populate_existing=True)
)
